import S2SCorpora
import S2SLayers
import S2SMetrics
import S2SModels
import S2SOptions
import S2STensors
import S2SText
import S2STraining

/// Trains a tagger; see `ModelTrainer`.
public typealias TaggerTrainer = ModelTrainer<TaggerCorpus, TaggerOptions>

extension ModelTrainer where Corpus == TaggerCorpus, Options == TaggerOptions {
  /// Sets up the training of a tagger.
  public init(_ request: TrainingRequest<TaggerCorpus, TaggerOptions>) {
    self.init(request, task: TaggerTask.self)
  }
}

/// Learning to say the tag of each word of a sentence.
struct TaggerTask: LearningTask {
  typealias Data = TaggerData

  static let name = Tagger.task
  static let textRoles = TaggerTexts.roles
  static let rolesBesides: Set = [TaggerTexts.known]
  /// The share of right tags, in percent.
  static let accuracy = "accuracy"
  /// F1 of the spans that tags mark, words among them, in percent.
  static let f1 = "f1"
  static let scoreNames = [accuracy, f1]

  let model: TaggingModel
  var labelSmoothing: Float = 0
  /// The weights as gradients are computed with them; `nil` where no gradients are.
  var trainingWeights: (any TrainingWeights)?

  var parameters: ParameterBuffer { model.parameters }

  init(_ model: TaggingModel, _ texts: Texts, _ options: TaggerOptions) {
    self.model = model
    labelSmoothing = Float(options.learning.labelSmoothing)
    trainingWeights = model.trainingWeights(options.learning)
  }

  init(measuring model: TaggingModel) { self.model = model }

  // MARK: - Gradients

  func shards(of batch: TaggedBatch, count: Int) -> [TaggedBatch] { batch.dealt(to: count) }

  func tokenCount(of batch: TaggedBatch) -> Int { batch.tokenCount }

  /// The words of a pass: a larger part takes several passes, so memory does not grow with the batch.
  package static let passTokens = 640

  func backward(
    _ batch: TaggedBatch, scale: Float, gradients: ParameterBuffer, scratch: Workspace,
    chance: UpdateChance
  ) -> LossSum {
    let objective = Objective(scale: scale, labelSmoothing: labelSmoothing)
    return loss(
      of: batch.dealt(to: Self.passCount(tokens: batch.tokenCount)), scratch: scratch,
      chance: chance
    ) { part, pass in
      LossSum(
        model.backward(
          part.words, tags: part.tags, objective: objective, gradients: gradients, in: pass))
    }
  }

  func loss(_ batch: TaggedBatch, scratch: Workspace) -> LossSum {
    LossSum(
      model.loss(
        batch.words, tags: batch.tags, in: Pass(parameters: parameters, workspace: scratch)))
  }
}

/// The parts that a run asks the task for.
extension TaggerTask {
  static func modelName(_ corpus: TaggerCorpus) -> String { "\(name)-\(corpus.languageName)" }

  static func languages(_ corpus: TaggerCorpus) -> [String: String] {
    [TaggerTexts.words: corpus.languageName]
  }

  static func makeModel(
    _ options: TaggerOptions, _ texts: Texts, copies: Int
  ) throws -> TaggingModel {
    try TaggingModel(options.shape, TaggerTexts(texts).sizes, copies: copies)
  }

  static func layout(_ options: TaggerOptions, _ texts: Texts) -> ParameterTable {
    TaggingModel.layout(options.shape, TaggerTexts(texts).sizes)
  }

  static func header(
    _ options: TaggerOptions, _ texts: Texts, languages: [String: String]
  ) throws -> ModelHeader {
    try ModelHeader(task: name, shape: options.shape, languages: languages, texts: texts)
  }

  static func options(
    _ options: TaggerOptions, keeping header: ModelHeader, _ texts: Texts
  ) throws -> TaggerOptions {
    var options = options
    let column = options.shape.column
    options.shape = try header.shape()
    // The model's column by its name or number.
    if options.shape.unit == .words, options.shape.column == nil, ["upos", "2"].contains(column) {
      options.shape.column = column
    }
    let stored: TaggerOptions? = try TrainingFacts(header.facts).options()
    options.minimumCount = stored?.minimumCount ?? options.minimumCount
    options.vocabularySize = stored?.vocabularySize ?? options.vocabularySize
    return options
  }

  static func scorer(
    _ model: TaggingModel, _ data: TaggerData, _ texts: Texts, _ options: TaggerOptions,
    threads: Int
  ) -> (any TaskScorer)? {
    TaggerScorer(
      model: model, valid: data.valid, texts: texts, options: options, threads: threads)
  }

  static func evaluate(_ modelFile: String, _ request: ModelEvaluation) throws -> Evaluation {
    guard let test = request.corpus.test else { throw OptionError.missing(option: "test") }
    return try TaggerEvaluator(path: modelFile)
      .evaluate(test, threads: request.translation.threads)
  }

  static func textScoring(
    _ modelFile: String, _ options: ScoringOptions
  ) throws -> any TextScoring {
    throw try ModelError.otherTask(
      path: modelFile, task: ModelHeader(path: modelFile).task,
      wanted: "\(TranslationTask.name) or \(LanguageModelTask.name)")
  }

  static func cardWords(_ options: TaggerOptions, languages: [String: String]) -> CardWords {
    CardWords(
      title: "Tagger, \(languages[TaggerTexts.words] ?? "")",
      evaluation:
        "`s2s eval` measures the accuracy of tags, and F1 of the spans or words they mark.",
      limits: """
        It knows the tags, the words and the kinds of sentences of its corpus. Of other kinds of text \
        more of its tags are wrong.
        """)
  }
}
