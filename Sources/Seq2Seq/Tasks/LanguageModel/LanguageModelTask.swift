import S2SCorpora
import S2SLayers
import S2SMetrics
import S2SModels
import S2SOptions
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

  let model: LanguageModel
  var labelSmoothing: Float = 0
  private var activation = ActivationRegularizer.none
  private var drawnTokens: Int?
  /// The weights as gradients are computed with them, some of them dropped; `nil` where none are.
  private var weightDrop: WeightDrop?
  /// The states between the windows of a stream; `nil` line by line.
  var states: CarriedStates?
  /// The tokens of a window that a stream is measured in.
  private static let measuredWindow = 256
  /// The weights as gradients are computed with them; `nil` where no gradients are.
  var trainingWeights: (any TrainingWeights)?

  var parameters: ParameterBuffer { model.parameters }
  var carried: ParameterBuffer? { states?.values }

  init(_ model: LanguageModel, _ texts: Texts, _ options: LanguageModelOptions) {
    self.model = model
    labelSmoothing = Float(options.learning.labelSmoothing)
    if options.shape.readsStream { states = CarriedStates(model, lanes: options.laneCount) }
    activation = options.regularizer
    drawnTokens = options.sampledSoftmax.drawnTokens
    if options.shape.weightDrop > 0 {
      weightDrop = WeightDrop(model.parameters, rate: options.shape.weightDrop)
    }
    let storage = weightDrop.map { NetworkStorage($0.parameters) } ?? model.storage
    trainingWeights = storage.trainingWeights(options.learning, of: model)
  }

  init(measuring model: LanguageModel) { self.model = model }

  // MARK: - Gradients

  var preparationCount: Int { weightDrop == nil ? 1 : 2 }

  /// Drops weights first, then rearranges what is left.
  func prepare(stage: Int, part: Int, of count: Int, seed: UInt64) {
    if let weightDrop, stage == 0 {
      weightDrop.update(part: part, of: count, seed: seed)
    } else {
      trainingWeights?.update(part: part, of: count)
    }
  }

  /// The most tokens of a pass: a larger part takes several passes, so memory does not grow with the
  /// batch.
  static let passTokens = LanguageModelBatch.windowPassTokens

  func shards(of batch: LanguageModelBatch, count: Int) -> [LanguageModelBatch] {
    batch.dealt(to: count)
  }

  func tokenCount(of batch: LanguageModelBatch) -> Int { batch.targetTokenCount }

  func backward(
    _ batch: LanguageModelBatch, scale: Float, gradients: ParameterBuffer, scratch: Workspace,
    chance: UpdateChance
  ) -> LossSum {
    var objective = Objective(scale: scale, labelSmoothing: labelSmoothing)
    objective.activation = activation
    objective.drawnTokens = drawnTokens
    let loss = loss(
      of: batch.passes, weights: weightDrop?.parameters, scratch: scratch, chance: chance
    ) { part, pass in
      let result = model.backward(
        reading(part), objective: objective, gradients: gradients, in: pass)
      if case .window(let window) = part { states?.store(result.finals, of: window.lanes) }
      return LossSum(result.loss)
    }
    weightDrop?.mask(gradients, seed: chance.sharedSeed)
    return loss
  }

  /// What the model reads of a part of a batch.
  private func reading(_ part: LanguageModelBatch) -> LanguageModel.Reading {
    switch part {
    case .lines(let lines): model.reading(lines.targets)
    case .window(let window):
      model.reading(
        parts: window.tokens, from: window.begins ? nil : states?.states(of: window.lanes))
    }
  }

  func loss(_ batch: LanguageModelBatch, scratch: Workspace) -> LossSum {
    guard case .window(let whole) = batch else {
      return LossSum(
        model.loss(reading(batch), in: Pass(parameters: parameters, workspace: scratch)).loss)
    }
    let states = CarriedStates(model, lanes: whole.lanes.upperBound)
    var loss = LossSum()
    for window in whole.cut(to: Self.measuredWindow) {
      scratch.reset()
      let reading = model.reading(parts: window.tokens, from: states.states(of: window.lanes))
      let result = model.loss(reading, in: Pass(parameters: parameters, workspace: scratch))
      states.store(result.finals, of: window.lanes)
      loss += LossSum(result.loss)
    }
    return loss
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
    var evaluator = try LanguageModelEvaluator(path: modelFile)
    evaluator.adaptation = request.adaptation
    return try evaluator.evaluate(
      test, threads: request.translation.threads, report: request.request.report)
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
