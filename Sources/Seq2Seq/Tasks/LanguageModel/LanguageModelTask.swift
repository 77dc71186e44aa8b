import S2SCorpora
import S2SLayers
import S2SMetrics
import S2SModels
import S2SOptions
import S2SRandom
import S2SText
import S2STensors
import S2STraining

/// Trains a language model; see `ModelTrainer`.
public typealias LanguageModelTrainer = ModelTrainer<TextCorpus, LanguageModelOptions>

extension ModelTrainer where Corpus == TextCorpus, Options == LanguageModelOptions {
  /// Sets up the training of a language model.
  public init(_ request: TrainingRequest<TextCorpus, LanguageModelOptions>) {
    self.init(request, task: LanguageModelTask.self)
  }
}

/// Learning to predict each token of a line from those before it.
struct LanguageModelTask: LearningTask {
  typealias Data = LanguageModelData

  static let name = "lm"
  /// The role of the one tokenizer.
  static let role = "text"
  static let textRoles = [role]

  static func named(_ corpus: TextCorpus) -> TextCorpus {
    var named = corpus
    named.language = corpus.languageName
    return named
  }

  let model: LanguageModel
  var labelSmoothing: Float = 0
  /// The weights as gradients are computed with them; `nil` where no gradients are.
  var trainingWeights: (any TrainingWeights)?

  var parameters: ParameterBuffer { model.parameters }

  init(_ model: LanguageModel, _ texts: Texts, _ options: LanguageModelOptions) {
    self.model = model
    labelSmoothing = Float(options.learning.labelSmoothing)
    trainingWeights =
      options.learning.usesBFloat16 ? model.bfloat16Weights() : model.panelWeights()
  }

  init(measuring model: LanguageModel) { self.model = model }

  // MARK: - Gradients

  func prepare(part: Int, of count: Int) { trainingWeights?.update(part: part, of: count) }

  /// The tokens of a pass: a larger part takes several passes, so memory does not grow with the
  /// batch.
  package static let passTokens = 640

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
        model.backward(part.targets, objective: objective, gradients: gradients, in: pass))
    }
    return loss
  }

  func loss(_ batch: ExampleBatch, scratch: Workspace) -> LossSum {
    LossSum(model.loss(batch.targets, in: Pass(parameters: parameters, workspace: scratch)))
  }
}

/// The parts that a run asks the task for.
extension LanguageModelTask {
  static func modelName(_ corpus: TextCorpus) -> String { "lm-" + corpus.languageName }

  static func languages(_ corpus: TextCorpus) -> [String: String] {
    [role: corpus.languageName]
  }

  static func makeModel(
    _ options: LanguageModelOptions, _ texts: Texts, copies: Int
  ) throws -> LanguageModel {
    try LanguageModel(options.shape, vocabularySize: texts.text.vocabularySize, copies: copies)
  }

  static func layout(_ options: LanguageModelOptions, _ texts: Texts) -> ParameterTable {
    LanguageModel.layout(options.shape, vocabularySize: texts.text.vocabularySize)
  }

  static func header(
    _ options: LanguageModelOptions, _ texts: Texts, languages: [String: String]
  ) throws -> ModelHeader {
    try ModelHeader(task: name, shape: options.shape, languages: languages, texts: texts)
  }

  static func options(
    _ options: LanguageModelOptions, keeping header: ModelHeader, _ texts: Texts
  ) throws -> LanguageModelOptions {
    var options = options
    options.shape = try header.shape()
    let stored: LanguageModelOptions? = try TrainingFacts(header.facts).options()
    options.vocabularySize = stored?.vocabularySize ?? texts.text.vocabularySize
    options.tokens = stored?.tokens ?? TokenOptions()
    options.unit = stored?.unit ?? options.unit
    return options
  }

  static func evaluate(_ modelFile: String, _ request: ModelEvaluation) throws -> Evaluation {
    guard let test = request.corpus.test else { throw OptionError.missing(option: "test") }
    return try LanguageModelEvaluator(path: modelFile)
      .evaluate(test, threads: request.translation.threads, report: request.request.report)
  }

  static func cardWords(
    _ options: LanguageModelOptions, languages: [String: String]
  ) -> CardWords {
    CardWords(
      title: "Language model, \(languages[role] ?? "")",
      evaluation: "`s2s eval` measures perplexity per word and bits per character.",
      limits: """
        It knows the words and the kinds of sentences of its corpus. A probability says how usual a \
        text is, not whether it is true.
        """)
  }
}

extension Texts {
  /// The tokenizer of a language model.
  ///
  /// - Precondition: it is there, as in every run of the task.
  var text: TextPipeline {
    guard let text = self[LanguageModelTask.role] else {
      preconditionFailure("a language model has a tokenizer")
    }
    return text
  }
}
