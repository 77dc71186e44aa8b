import S2SCorpora
import S2SLayers
import S2SMetrics
import S2SModels
import S2SOptions
import S2SRandom
import S2SText
import S2STensors
import S2STraining

/// Trains a classifier; see `ModelTrainer`.
public typealias ClassifierTrainer = ModelTrainer<ClassifierCorpus, ClassifierOptions>

extension ModelTrainer where Corpus == ClassifierCorpus, Options == ClassifierOptions {
  /// Sets up the training of a classifier.
  public init(_ request: TrainingRequest<ClassifierCorpus, ClassifierOptions>) {
    self.init(request, task: ClassifierTask.self)
  }
}

/// Learning to choose the label of a text.
struct ClassifierTask: LearningTask {
  typealias Data = ClassifierData

  static let name = "classifier"
  /// The role of the texts' tokenizer, as in a language model.
  static let textRole = LanguageModelTask.role
  /// The role of the labels' names.
  static let labelRole = "label"
  static let textRoles = [textRole, labelRole]
  /// The name of the share of right answers.
  static let accuracy = "accuracy"
  /// The name of the mean F1 of all labels.
  static let macroF1 = "macro_f1"
  static let scoreNames = [accuracy, macroF1]
  /// The one token of a text without tokens.
  static let emptyText = TranslationModel.eos

  static func named(_ corpus: ClassifierCorpus) -> ClassifierCorpus { corpus.complete }

  let model: ClassifierModel
  var labelSmoothing: Float = 0
  /// The weights as gradients are computed with them; `nil` where no gradients are.
  var trainingWeights: (any TrainingWeights)?

  var parameters: ParameterBuffer { model.parameters }

  init(_ model: ClassifierModel, _ texts: Texts, _ options: ClassifierOptions) {
    self.model = model
    labelSmoothing = Float(options.learning.labelSmoothing)
    trainingWeights =
      options.learning.usesBFloat16 ? model.bfloat16Weights() : model.panelWeights()
  }

  init(measuring model: ClassifierModel) { self.model = model }

  // MARK: - Gradients

  func prepare(stage: Int, part: Int, of count: Int, seed: UInt64) {
    trainingWeights?.update(part: part, of: count)
  }

  /// One loss per text.
  func tokenCount(of batch: ExampleBatch) -> Int { batch.positions.count }

  /// The tokens of a pass: a larger part takes several passes, so memory does not grow with the
  /// batch.
  package static let passTokens = 2_048

  func backward(
    _ batch: ExampleBatch, scale: Float, gradients: ParameterBuffer, scratch: Workspace,
    chance: UpdateChance
  ) -> LossSum {
    let objective = Objective(scale: scale, labelSmoothing: labelSmoothing)
    var seeds = SeededGenerator(seed: chance.dropoutSeed)
    var loss = LossSum()
    let passes = (batch.tokenCount + Self.passTokens - 1) / Self.passTokens
    for part in batch.dealt(to: passes) {
      scratch.reset()
      let pass = Pass(
        parameters: parameters, workspace: scratch, trainingWeights: trainingWeights,
        dropoutSeed: seeds.next())
      loss += LossSum(
        model.backward(
          part.sources, classes: part.classes, objective: objective, gradients: gradients,
          in: pass))
    }
    return loss
  }

  func loss(_ batch: ExampleBatch, scratch: Workspace) -> LossSum {
    LossSum(
      model.loss(
        batch.sources, classes: batch.classes,
        in: Pass(parameters: parameters, workspace: scratch)))
  }
}

extension ExampleBatch {
  /// The class of each text, numbered from 0.
  var classes: [Int32] {
    positions.map { corpus.target($0)[0] - TextPipeline.firstLabel }
  }
}

/// The parts that a run asks the task for.
extension ClassifierTask {
  static func modelName(_ corpus: ClassifierCorpus) -> String {
    "classifier-" + corpus.languageName
  }

  static func languages(_ corpus: ClassifierCorpus) -> [String: String] {
    [textRole: corpus.languageName]
  }

  static func makeModel(
    _ options: ClassifierOptions, _ texts: Texts, copies: Int
  ) throws -> ClassifierModel {
    try ClassifierModel(
      options.shape, vocabularySize: texts.text.vocabularySize,
      classCount: texts.label.labelNames.count, copies: copies)
  }

  static func layout(_ options: ClassifierOptions, _ texts: Texts) -> ParameterTable {
    ClassifierModel.layout(
      options.shape, vocabularySize: texts.text.vocabularySize,
      classCount: texts.label.labelNames.count)
  }

  static func header(
    _ options: ClassifierOptions, _ texts: Texts, languages: [String: String]
  ) throws -> ModelHeader {
    try ModelHeader(task: name, shape: options.shape, languages: languages, texts: texts)
  }

  static func options(
    _ options: ClassifierOptions, keeping header: ModelHeader, _ texts: Texts
  ) throws -> ClassifierOptions {
    var options = options
    options.shape = try header.shape()
    let stored: ClassifierOptions? = try TrainingFacts(header.facts).options()
    options.vocabularySize = stored?.vocabularySize ?? texts.text.vocabularySize
    options.tokens = stored?.tokens ?? TokenOptions()
    options.unit = stored?.unit ?? options.unit
    return options
  }

  /// A language model of such texts, which has read forward.
  static let relatedTasks: Set<String> = [LanguageModelTask.name]

  static func options(
    _ options: ClassifierOptions, beginningWith related: ModelHeader, _ texts: Texts
  ) throws -> ClassifierOptions {
    let shape: LanguageModelShape = try related.shape()
    let stored: LanguageModelOptions? = try TrainingFacts(related.facts).options()
    var options = options
    let dropout = options.shape.network.dropout
    options.shape.network = shape.network
    options.shape.network.dropout = dropout
    options.shape.isBidirectional = false
    options.vocabularySize = stored?.vocabularySize ?? texts.text.vocabularySize
    options.tokens = stored?.tokens ?? TokenOptions()
    options.unit = stored?.unit ?? options.unit
    return options
  }

  static func scorer(
    _ model: ClassifierModel, _ data: ClassifierData, _ texts: Texts,
    _ options: ClassifierOptions, threads: Int
  ) -> (any TaskScorer)? {
    ClassifierScorer(
      examples: data.valid, classifier: Classifier(model, texts), threads: threads)
  }

  static func evaluate(_ modelFile: String, _ request: ModelEvaluation) throws -> Evaluation {
    guard let test = request.corpus.test else { throw OptionError.missing(option: "test") }
    return try Classifier(path: modelFile).evaluate(test, threads: request.translation.threads)
  }

  static func textScoring(
    _ modelFile: String, _ options: ScoringOptions
  ) throws -> any TextScoring {
    throw ModelError.otherTask(path: modelFile, task: name, wanted: LanguageModelTask.name)
  }

  static func cardWords(
    _ options: ClassifierOptions, languages: [String: String]
  ) -> CardWords {
    CardWords(
      title: "Classifier of texts, \(languages[textRole] ?? "")",
      evaluation: "`s2s eval` measures accuracy, macro F1 and calibration.",
      limits: """
        It chooses among the labels of its corpus, also for a text that none of them suits, and knows \
        the words and the kinds of texts of that corpus.
        """)
  }
}

extension Texts {
  /// The names of a classifier's labels.
  ///
  /// - Precondition: they are there, as in every run of the task.
  var label: TextPipeline {
    guard let label = self[ClassifierTask.labelRole] else {
      preconditionFailure("a classifier has labels")
    }
    return label
  }
}
