import S2SCorpora
import S2SModels
import S2SText
import S2STensors
import S2STraining

/// The options as the parts of a run want them.
extension TrainingOptions {
  var trainerConfiguration: TrainerConfiguration {
    TrainerConfiguration(
      epochs: epochs, steps: steps, validateEvery: validateEvery,
      clipping: GradientClipping(maximumNorm: clip == 0 ? nil : clip), seed: seed)
  }

  var scheduleConfiguration: LearningRateSchedule.Configuration {
    var configuration = LearningRateSchedule.Configuration()
    configuration.kind = schedule
    configuration.learningRate = learningRate
    configuration.warmupSteps = warmup
    configuration.decay = decay
    return configuration
  }

  var batchSchedule: BatchSchedule {
    BatchSchedule(
      batchSentences.map { .sentences($0) } ?? .tokens(batchTokens * sourceTokensPerSubword),
      seed: seed)
  }

  /// How many source tokens stand where a subword would: about as many as it has characters.
  private var sourceTokensPerSubword: Int { hierarchical == true ? 6 : 1 }

  /// What a pair may have at most.
  ///
  /// - Parameter length: in subwords; `maximumLength` unless given.
  func limits(_ length: Int? = nil) -> EncodedCorpus.Limits {
    let length = length ?? maximumLength
    return EncodedCorpus.Limits(
      maximumLength: length, maximumSourceLength: length * sourceTokensPerSubword)
  }

  /// The model's shape for the tokenizers of both sides.
  package func modelConfiguration(source: TextPipeline, target: TextPipeline) -> ModelConfiguration
  {
    var shape = modelConfiguration(
      sourceVocabularySize: source.vocabularySize, targetVocabularySize: target.vocabularySize)
    shape.spelling?.separate = source.separateTokens
    return shape
  }

  /// The optimiser.
  ///
  /// - Parameter average: where the average of the weights goes, if one is kept.
  func makeOptimizer(_ table: ParameterTable, average: ParameterBuffer) -> any Optimizer {
    var result: any Optimizer =
      switch optimizer {
      case .adam: Adam(table)
      case .sgd: MomentumSGD(table, momentum: Float(momentum))
      }
    if let weightDecay, weightDecay > 0 {
      result = WeightDecay(table, rate: Float(weightDecay), before: result)
    }
    if let clipValue, clipValue > 0 {
      result = ValueClipping(to: Float(clipValue), before: result)
    }
    if let averageDecay {
      result = MovingAverage(of: result, decay: averageDecay, into: average)
    }
    return result
  }

  /// How many numbers the optimiser remembers for each weight.
  var momentCount: Int { (optimizer == .adam ? 2 : 1) + (averageDecay == nil ? 0 : 1) }

  /// The decay of the average of the weights; `nil` without one.
  var averageDecay: Double? { ema == 0 ? nil : ema }

  var usesBFloat16: Bool { precision == .bfloat16 }

  /// How many numbers of 32 bits there are for each weight: itself, its moments, a gradient a
  /// worker, and two rounded copies of half size where products are of bfloat16.
  func parameterCopies(workers: Int) -> Int {
    1 + momentCount + workers + (usesBFloat16 ? 1 : 0)
  }

  /// What is trained and how, in one line.
  public var summary: String {
    var parts = ["\(layers)-layer \(cell)", "hidden \(hidden)", "embedding \(embedding)"]
    if let nonlinearity { parts.append(nonlinearity.rawValue) }
    if let forgetBias { parts.append("forget bias \(forgetBias)") }
    if residual == true { parts.append("residual") }
    if inputToAllLayers == true { parts.append("input to all layers") }
    if layerNorm == true { parts.append("layer normalisation") }
    if let zoneout, zoneout > 0 { parts.append("zoneout \(zoneout)") }
    if bidirectional { parts.append("bidirectional") }
    if merge == .sum { parts.append("directions summed") }
    if hierarchical == true { parts.append("source words spelled by characters") }
    if reverseSource { parts.append("source reversed") }
    if attention != .off { parts.append("\(attention.rawValue) attention") }
    if inputFeeding == true { parts.append("input feeding") }
    if coverage == true { parts.append("coverage") }
    if copy == true { parts.append("copying") }
    switch context {
    case .start: parts.append("context at the start")
    case .steps: parts.append("context at every step only")
    case .both: break
    }
    if let bridge { parts.append("\(bridge.rawValue) bridge") }
    if tieEmbeddings { parts.append("tied embeddings") }
    if let initialization, initialization != .uniform {
      parts.append("\(initialization.rawValue) initialization")
    }
    let rates = Set([dropout.embeddings, dropout.layers, dropout.output])
    let kind = dropout.isVariational ? "variational " : ""
    parts.append(
      rates.count == 1
        ? "\(kind)dropout \(dropout.embeddings)"
        : "\(kind)dropout \(dropout.embeddings)/\(dropout.layers)/\(dropout.output)")
    parts.append("\(jointVocabulary ? "joint " : "")vocabulary \(vocabularySize)")
    if placeholders != true { parts.append("no placeholders") }
    parts.append("\(optimizer.rawValue) \(learningRate) \(schedule.rawValue)")
    if let gradientRegularizer, gradientRegularizer > 0 {
      parts.append("gradient regulariser \(gradientRegularizer)")
    }
    if let coverageLoss { parts.append("coverage loss \(coverageLoss)") }
    if let sampling { parts.append(sampling.summary) }
    if let riskSummary { parts.append(riskSummary) }
    if usesBFloat16 { parts.append("products of bfloat16") }
    if let clipValue, clipValue > 0 { parts.append("values clipped at \(clipValue)") }
    if let weightDecay, weightDecay > 0 { parts.append("weight decay \(weightDecay)") }
    if let averageDecay { parts.append("average of weights \(averageDecay)") }
    parts.append(batchSentences.map { "\($0) sentences" } ?? "\(batchTokens) tokens a batch")
    parts.append("at most \(epochs) epochs")
    if let steps { parts.append("at most \(steps) steps") }
    if let keepCheckpoints, keepCheckpoints > 0 {
      parts.append("the last \(keepCheckpoints) checkpoints kept")
    }
    return parts.joined(separator: ", ")
  }

  /// Checks what no other part checks.
  ///
  /// - Throws: `TrainingError` with code `invalidSetting` that names the option.
  public func validate() throws {
    func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws {
      guard !range.contains(value) else { return }
      throw TrainingError.outOfRange(
        name, "\(value)", "from \(range.lowerBound) to \(range.upperBound)")
    }
    try check("--epochs", epochs, 1...1_000_000)
    try check("--steps", steps ?? 1, 1...Int.max)
    try check("--batch-tokens", batchTokens, 1...1_000_000)
    try check("--batch-sentences", batchSentences ?? 1, 1...100_000)
    try check("--maximum-length", maximumLength, 1...10_000)
    try check("--vocabulary-size", vocabularySize, 300...1_000_000)
    try check("--validate-every", validateEvery ?? 1, 1...Int.max)
    try check("--keep-checkpoints", keepCheckpoints ?? 0, 0...1_000)
    let numbers: [(String, Double, ClosedRange<Double>, String)] = [
      ("--clip", clip, 0...1e9, "0 (clips nothing) or more"),
      ("--clip-value", clipValue ?? 0, 0...1e9, "0 (clips nothing) or more"),
      ("--weight-decay", weightDecay ?? 0, 0...1, "from 0 to 1"),
      ("--label-smoothing", labelSmoothing, 0...0.99, "from 0 to 0.99"),
      ("--gradient-regularizer", gradientRegularizer ?? 0, 0...1e6, "0 (none) or more"),
      ("--coverage-loss", coverageLoss ?? 0, 0...1e3, "from 0 to 1000"),
      ("--momentum", momentum, 0...0.9999, "from 0 to 0.9999"),
      ("--ema", ema ?? 0, 0...0.999_999, "0 (keeps no average) or more, below 1"),
    ]
    for (name, value, range, words) in numbers where !range.contains(value) {
      throw TrainingError.outOfRange(name, "\(value)", words)
    }
    guard clip == 0 || clipValue ?? 0 == 0 else { throw TrainingError.clippedTwice }
    guard gradientRegularizer ?? 0 == 0 || cell.takesGradientRegularizer else {
      throw TrainingError.unregularizedCell(
        cell.rawValue,
        possible: ModelConfiguration.Cell.allCases.filter(\.takesGradientRegularizer)
          .map(\.rawValue))
    }
    guard hierarchical != true || !jointVocabulary else { throw TrainingError.sharedCharacters }
    guard copy != true || jointVocabulary else {
      throw TrainingError.needs("--copy", "--joint-vocabulary")
    }
    guard coverageLoss == nil || coverage == true else {
      throw TrainingError.needs("--coverage-loss", "--coverage")
    }
    try validateSampling()
    try validateRisk()
    guard !usesBFloat16 || BFloat16.isAvailable else { throw TrainingError.noBFloat16 }
    _ = try LearningRateSchedule(scheduleConfiguration)
    _ = try EarlyStopping(metric: metric, patience: patience)
    try modelConfiguration(sourceVocabularySize: 300, targetVocabularySize: 300).validate()
  }
}
