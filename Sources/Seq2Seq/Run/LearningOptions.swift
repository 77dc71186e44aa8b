import S2SCorpora
import S2SModels
import S2SOptions
import S2STensors
import S2STraining

/// How a model of any task learns: optimiser, batches, end of the run.
public struct LearningOptions: Settings {
  /// The optimisers.
  public enum OptimizerKind: String, Sendable, CaseIterable {
    /// Adam (Kingma and Ba 2015).
    case adam
    /// Stochastic gradient descent with momentum.
    case sgd
  }

  /// The numbers that training multiplies.
  public enum Precision: String, Sendable, CaseIterable, Codable {
    /// Numbers of 32 bits.
    case float32
    /// Numbers rounded to 16 bits with the range of 32, summed in 32. Weights, moments, gradients
    /// and losses keep 32 bits.
    case bfloat16
  }

  /// The first weights.
  public var initialization = WeightInitialization.uniform
  /// Which optimiser.
  public var optimizer = OptimizerKind.adam
  /// The learning rate after warm-up.
  public var learningRate = 1e-3
  /// How the learning rate changes.
  public var schedule = LearningRateSchedule.Kind.plateau
  /// The factor of the plateau schedule.
  public var decay = 0.5
  /// The steps of linear warm-up.
  public var warmup = 0
  /// The momentum of `sgd`.
  public var momentum = 0.9
  /// The largest global norm of the gradient; 0 for no clipping.
  public var clip = 5.0
  /// The largest magnitude of an element of the gradient, instead of a norm; 0 for no clipping.
  public var clipValue = 0.0
  /// The decay of matrices per step, times the learning rate.
  public var weightDecay = 0.0
  /// The probability that label smoothing spreads over all tokens.
  public var labelSmoothing = 0.0
  /// The numbers that products are computed from.
  public var precision = Precision.float32
  /// The decay of a moving average of the weights, which is validated and saved in their place; 0
  /// for none.
  public var ema = 0.0
  /// The validations in a row without improvement after which the mean of the weights begins, which is then
  /// validated and saved in their place; `nil` for never.
  public var averageAfter: Int?
  /// The tokens per batch, padding included, on the longer side; ignored when `batchSentences` is
  /// set.
  public var batchTokens = 1_024
  /// The sentences per batch, whatever their length.
  public var batchSentences: Int?
  /// The batches whose sentences are sorted by length together: more waste less, fewer mix better.
  public var lengthBucket = BatchSchedule.usualPool
  /// The longest sentence, in subwords, that is trained on.
  public var maximumLength = 100
  /// The total number of passes over the corpus.
  public var epochs = 12
  /// The total number of updates, if they end the run first.
  public var steps: Int?
  /// The number of validations without improvement that ends the run.
  public var patience = 3
  /// The updates between validations; `nil` validates after each epoch, and 0 never.
  public var validateEvery: Int?
  /// The updates between records of the training's loss; `nil` for none beside validations.
  public var logEvery: Int?
  /// What validations measure beside the loss: `loss` for nothing, or one of the task's scores.
  public var validationMetrics = ValidationResult.lossName
  /// The number of last validations whose models are kept, to be averaged.
  public var keepCheckpoints = 0
  /// The measure that chooses the best model: `loss`, or one of the task's scores.
  public var metric = ValidationResult.lossName
  /// The seed of all random numbers.
  public var seed: UInt64 = 1

  /// The defaults for a corpus of some tens of thousands of sentences.
  public init() {}

  /// Every option, with its range and meaning.
  public static let options = table(scores: [])

  /// Every option of a task.
  ///
  /// - Parameter scores: the names of the task's measures besides the loss.
  static func table(scores: [String]) -> OptionTable<Self> {
    optimizerOptions + lossOptions + batchOptions + metricOptions(scores)
      + OptionTable([
        .count("epochs", \.epochs, in: 1...1_000_000, "The total number of passes over the corpus")
          .always
          .changeable,
        .count(
          "steps", \.steps, in: 1...1_000_000_000_000,
          "The total number of steps, which are updates of the weights"
        )
        .changeable,
        .count(
          "patience", \.patience, in: 1...1_000_000,
          "Stop after this number of validations without improvement"
        ).always,
        .count(
          "validate-every", \.validateEvery, in: 0...1_000_000_000_000,
          "Steps between validations, or 0 to keep the last weights unvalidated (default: one epoch)"
        ),
        .count(
          "log-every", \.logEvery, in: 1...1_000_000_000_000,
          "Print and record loss, learning rate, gradient norm and speed after this number of steps"
        ).changeable,
        .count(
          "keep-checkpoints", \.keepCheckpoints, in: 0...1_000,
          "Keep the models of this number of last validations, for s2s average"
        ).changeable,
        .count("seed", \.seed, in: 0...UInt64.max, "The seed of all random numbers").always,
      ])
  }

  private static let optimizerOptions = OptionTable<Self>([
    .choice(
      "initialization", \.initialization,
      "Draw the first weights by uniform, xavier, orthogonal or identity"),
    .choice("optimizer", \.optimizer, "The optimiser: adam or sgd").always,
    .number(
      "learning-rate", \.learningRate, in: LearningRateSchedule.Configuration.learningRates,
      "The learning rate after warm-up"
    ).always,
    .choice(
      "schedule", \.schedule,
      "How the learning rate changes: plateau, inverse-sqrt, linear or constant"
    ).always,
    .number(
      "decay", \.decay, in: LearningRateSchedule.Configuration.decays,
      "The factor of the learning rate in the plateau schedule"),
    .count("warmup", \.warmup, in: 0...1_000_000_000_000, "The number of steps of linear warm-up")
      .always,
    .number("momentum", \.momentum, in: OptionRange(0...0.9999), "The momentum of sgd"),
    .number(
      "clip", \.clip, in: OptionRange(0...1e9), "Clip the gradient to this norm; 0 for no clipping"
    ).always,
    .number(
      "clip-value", \.clipValue, in: OptionRange(0...1e9),
      "Clip each element of the gradient to this magnitude, instead of its norm; 0 for no clipping"),
    .number(
      "weight-decay", \.weightDecay, in: OptionRange(0...1),
      "The decay of matrices per step, times the learning rate (decoupled)"),
    .number(
      "ema", \.ema, in: OptionRange(0...0.999_999),
      "Validate and save a moving average of the weights with this decay, such as 0.999"),
    .count(
      "average-after", \.averageAfter, in: 1...1_000,
      "After this number of validations without improvement, average the weights and save the mean"),
    .choice("precision", \.precision, "Multiply in float32 or bfloat16"),
  ])

  /// What decides; no option where the loss alone can.
  private static func metricOptions(_ scores: [String]) -> OptionTable<Self> {
    let names = [ValidationResult.lossName] + scores
    guard !scores.isEmpty else { return OptionTable([]) }
    return OptionTable([
      .choice(
        "metric", \.metric, of: names,
        "Choose the best model by \(names.joined(separator: " or "))"
      ).always,
      .choice(
        "validation-metrics", \.validationMetrics, of: names,
        "Measure \(names.joined(separator: " or ")) at validations, whatever chooses the model"
      ).changeable,
    ])
  }

  private static let lossOptions = OptionTable<Self>([
    .number(
      "label-smoothing", \.labelSmoothing, in: OptionRange(0...0.99),
      "The probability that label smoothing spreads over all tokens"
    ).always
  ])

  private static let batchOptions = OptionTable<Self>([
    .count(
      "batch-tokens", \.batchTokens, in: 1...1_000_000,
      "Tokens per batch, padding included, on its longer side"),
    .count(
      "batch-sentences", \.batchSentences, in: 1...100_000,
      "Sentences per batch, instead of tokens"),
    .count(
      "length-bucket", \.lengthBucket, in: 1...1_000_000,
      "Sort the sentences of this number of batches by length together (default: 100)"),
    .count(
      "maximum-length", \.maximumLength, in: 1...10_000,
      "The longest sentence to train on, in subwords"
    ).always,
  ])
}

extension LearningOptions {
  /// Undoes choices of a preset that the given options replace.
  mutating func adapt(to given: OptionValues) {
    if given["validate-every"] == 0 {
      if schedule == .plateau { schedule = .constant }
      metric = ValidationResult.lossName
    }
    if given["batch-tokens"] != nil && given["batch-sentences"] == nil { batchSentences = nil }
    if let value = given["clip-value"], value != 0, value != 0.0, given["clip"] == nil { clip = 0 }
  }

  /// Checks the options against each other and against the processor; ranges are the table's to
  /// check.
  ///
  /// - Throws: `OptionError`, `TrainingError`.
  func validate() throws {
    guard clip == 0 || clipValue == 0 else {
      throw OptionError.excludes(option: "clip", other: "clip-value")
    }
    let standard = LearningOptions()
    guard momentum == standard.momentum || optimizer == .sgd else {
      throw OptionError.needs(option: "momentum", other: "optimizer sgd")
    }
    guard decay == standard.decay || schedule == .plateau else {
      throw OptionError.needs(option: "decay", other: "schedule plateau")
    }
    guard averageAfter == nil || ema == 0 else {
      throw OptionError.excludes(option: "average-after", other: "ema")
    }
    try checkUnvalidated()
    guard !usesBFloat16 || BFloat16.isAvailable else { throw TrainingError.noBFloat16 }
  }

  /// Refuses what needs validations, where there are none.
  private func checkUnvalidated() throws {
    guard validateEvery == 0 else { return }
    let never = "validate-every 0"
    if schedule == .plateau { throw OptionError.excludes(option: never, other: "schedule plateau") }
    for (name, value) in [("metric", metric), ("validation-metrics", validationMetrics)]
    where value != ValidationResult.lossName {
      throw OptionError.excludes(option: never, other: "\(name) \(value)")
    }
    if averageAfter != nil { throw OptionError.excludes(option: never, other: "average-after") }
    if keepCheckpoints > 0 { throw OptionError.excludes(option: never, other: "keep-checkpoints") }
  }

  /// The options that another takes the place of.
  package static let replaced: [String: Set<String>] = [
    "batch-tokens": ["batch-sentences"], "batch-sentences": ["batch-tokens"],
    "clip": ["clip-value"], "clip-value": ["clip"],
  ]

  /// Refuses given options that replace each other.
  ///
  /// - Throws: `OptionError` (`excludes`).
  static func check(_ given: OptionValues) throws {
    if given["batch-tokens"] != nil && given["batch-sentences"] != nil {
      throw OptionError.excludes(option: "batch-tokens", other: "batch-sentences")
    }
  }
}
