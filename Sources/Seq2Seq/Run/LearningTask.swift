import S2SCorpora
import S2SLayers
import S2SMetrics
import S2SModels
import S2SOptions
import S2STensors
import S2SText
import S2STraining

/// Tokenizers by their roles, such as `source` and `target`.
package typealias Texts = [String: TextPipeline]

/// A task to learn: everything that differs between translation, a language model, a tagger.
///
/// A task is a folder in `Tasks/` and a line in `TaskKind.all`. What every run needs (files, resuming,
/// rehearsal, card, progress, checkpoints, averages, eight bits) is in `Run/` and knows no task.
package protocol LearningTask: Trainable where Batch == Data.Batch {
  /// Where examples are: the options of a corpus.
  associatedtype Corpus: TaskCorpus
  /// Shape, text and learning.
  associatedtype Options: TaskOptions
  /// The examples of a run.
  associatedtype Data: TaskData where Data.Corpus == Corpus, Data.Options == Options
  /// The network.
  associatedtype Model: Network

  /// The name in model files, such as `translate`.
  static var name: String { get }
  /// The roles of the tokenizers.
  static var textRoles: [String] { get }
  /// The names of the measures on held-out examples besides the loss.
  static var scoreNames: [String] { get }

  /// The name of a model's directory unless it is named, such as `fr-en`.
  ///
  /// - Throws: `OptionError` where the corpus lacks a needed option.
  static func modelName(_ corpus: Corpus) throws -> String
  /// The languages by their roles.
  ///
  /// - Throws: `OptionError` where the corpus lacks one.
  static func languages(_ corpus: Corpus) throws -> [String: String]

  /// The corpus with all that it is, also where that is the default.
  static func named(_ corpus: Corpus) -> Corpus
  /// The options of a corpus that another takes the place of.
  static var replacedByCorpus: [String: Set<String>] { get }

  /// Makes a network with weights of zero.
  ///
  /// - Parameter copies: how often the caller needs room for all weights.
  /// - Throws: `ModelError`, `OptionError`.
  static func makeModel(_ options: Options, _ texts: Texts, copies: Int) throws -> Model
  /// The most tokens, of all sides, that a worker computes at once.
  static var passTokens: Int { get }
  /// The sides of an example whose tokens pass layers of their own: two for pairs.
  static var sideCount: Int { get }
  /// The roles of vocabularies that no weight depends on.
  static var rolesBesides: Set<String> { get }
  /// Where the weights of such a network lie.
  static func layout(_ options: Options, _ texts: Texts) -> ParameterTable
  /// What a model file says of such a network besides its weights.
  static func header(
    _ options: Options, _ texts: Texts, languages: [String: String]
  ) throws -> ModelHeader
  /// Options with the shape and tokenizers of a model in place of theirs, except for options that
  /// no weight depends on.
  static func options(_ options: Options, keeping header: ModelHeader, _ texts: Texts) throws
    -> Options

  /// The other tasks whose models a run may begin with: their weights of the same names and shapes, and
  /// their tokenizers of the same roles.
  static var relatedTasks: Set<String> { get }
  /// Options with what the weights of a related task's model depend on in place of theirs.
  static func options(_ options: Options, beginningWith related: ModelHeader, _ texts: Texts) throws
    -> Options

  /// The task's part of a model card.
  static func cardWords(_ options: Options, languages: [String: String]) -> CardWords

  /// Scores a model on a test set, as `s2s eval` prints it.
  ///
  /// - Throws: `ModelError`, `CorpusError`, `MetricError`, and the errors of reading files.
  static func evaluate(_ modelFile: String, _ request: ModelEvaluation) throws -> Evaluation

  /// What a model says of given texts; a task whose models give them no probability throws.
  ///
  /// - Throws: `ModelError`, and the errors of reading files.
  static func textScoring(
    _ modelFile: String, _ options: ScoringOptions
  ) throws -> any TextScoring

  /// The model in a file, as one looks into it; a task that has nothing to see throws.
  ///
  /// - Throws: `ModelError`, `InspectionError`, and the errors of reading files.
  static func inspected(_ modelFile: String) throws -> any InspectedModel

  /// The weights as gradients are computed with them, rearranged once per batch; `nil` where no gradients
  /// are.
  var trainingWeights: (any TrainingWeights)? { get }

  /// The trained model.
  init(_ model: Model, _ texts: Texts, _ options: Options)
  /// The measure of held-out examples: the plain loss.
  init(measuring model: Model)

  /// The scorer of held-out examples; `nil` where the loss decides.
  static func scorer(
    _ model: Model, _ data: Data, _ texts: Texts, _ options: Options, threads: Int
  ) -> (any TaskScorer)?
}

extension LearningTask {
  /// One text.
  package static var sideCount: Int { 1 }
  /// None.
  package static var rolesBesides: Set<String> { [] }
  /// The tokens of each vocabulary, or its labels, by its role.
  package static func vocabularySizes(_ texts: Texts) -> [String: Int] {
    texts.filter { !rolesBesides.contains($0.key) }
      .mapValues { $0.labelNames.isEmpty ? $0.vocabularySize : $0.labelNames.count }
  }
  /// Most corpora have no defaults.
  package static func named(_ corpus: Corpus) -> Corpus { corpus }
  /// Most corpora are named in one way.
  package static var replacedByCorpus: [String: Set<String>] { [:] }
  /// Most tasks begin with models of their own.
  package static var relatedTasks: Set<String> { [] }
  /// Nothing is taken.
  package static func options(
    _ options: Options, beginningWith related: ModelHeader, _ texts: Texts
  ) throws -> Options { options }
  /// Most tasks are measured by their loss alone.
  package static var scoreNames: [String] { [] }
  /// Nothing.
  package static func scorer(
    _ model: Model, _ data: Data, _ texts: Texts, _ options: Options, threads: Int
  ) -> (any TaskScorer)? { nil }
}

/// Measures scores of a model on held-out examples while it trains.
package protocol TaskScorer {
  /// The scores of the model as it is now.
  ///
  /// - Throws: the errors of measuring.
  func scores() throws -> [Score]
  /// Measures a part.
  ///
  /// - Returns: the seconds that all of it will take.
  func rehearse() throws -> Double
}

/// Examples that are computed together.
package protocol TaskBatch: Sendable {
  /// The tokens that are computed, of all sides.
  var tokenCount: Int { get }
}

/// The examples of a run as text, checked and cleaned.
package protocol TaskData {
  associatedtype Corpus: Settings
  associatedtype Options
  associatedtype Batch: TaskBatch

  /// Reads and cleans; without a validation set, sets one aside by the seed.
  init(_ corpus: Corpus, seed: UInt64) throws
  /// The examples to train on.
  var trainingCount: Int { get }
  /// The examples to validate with.
  var validationCount: Int { get }
  /// What reading and cleaning found, in one line.
  var summary: String { get }
  /// Whether validation examples have files of their own.
  var hasOwnValidation: Bool { get }
  /// Whether those that are set aside are the end of the text, and not drawn by the seed.
  func setsEndAside(_ options: Options) -> Bool
  /// The files as they were read.
  var files: [FileDigest] { get }
  /// What is wrong with many of the training examples, by quick checks.
  var warnings: [CorpusWarning] { get }
  /// What the model's file says of the examples besides, by name.
  var facts: [String: String] { get }

  /// The tokenizers, learned from the training examples.
  func learnTexts(_ options: Options) throws -> Texts
  /// Encodes all training examples.
  ///
  /// - Parameter storage: where they are kept when they are too many for memory.
  func encode(_ texts: Texts, _ options: Options, _ storage: ExampleStorage) throws
    -> any BatchSource<Batch>
  /// Encodes some training examples, all of them or drawn at random, in memory.
  func encodeSample(of size: Int, _ texts: Texts, _ options: Options, threads: Int) throws
    -> any BatchSource<Batch>
  /// Encodes the validation examples, in batches from short to long.
  ///
  /// - Throws: `CorpusError` when none can be used.
  func heldOut(_ texts: Texts, _ options: Options, threads: Int) throws -> [Batch]
}

extension TaskData {
  /// None, where there are no checks.
  package var warnings: [CorpusWarning] { [] }
  /// Nothing.
  package var facts: [String: String] { [:] }
  /// Most examples have no order, so they are drawn.
  package func setsEndAside(_ options: Options) -> Bool { false }

  /// The error of a corpus without an example that is short enough.
  static func allTooLong(_ longest: Int) -> CorpusError { .allTooLong(limit: longest) }
}

/// Where encoded examples are kept.
package struct ExampleStorage {
  /// The examples of a shard, about; of more, one shard at a time is in memory.
  package let shardSize: Int
  /// On whose disk the shards are.
  package let directory: String
  /// Who encodes.
  package let threads: Int
}

/// Encoded examples in parts that fit into memory; batches are a function of the epoch.
package protocol BatchSource<Batch>: Sendable {
  associatedtype Batch
  /// The examples that are short enough, copies included.
  var count: Int { get }
  /// The examples that are copies of others, in another form; `nil` where no copies are asked for.
  var copyCount: Int? { get }
  /// The tokens of an epoch whose loss is summed.
  var tokensPerEpoch: Int { get }
  /// The number of parts.
  var partCount: Int { get }
  /// The batches of a part of an epoch, in order.
  func batches(ofEpoch epoch: Int, part: Int) throws -> [Batch]
}

extension BatchSource {
  /// Most sources have no copies.
  package var copyCount: Int? { nil }
}
