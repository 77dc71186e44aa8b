import S2SLayers
import S2SModels
import S2STraining

/// What a user asks for in place of the preset's choice, by the names of the command's options.
///
/// A configuration file decodes to it, and so do the command's flags.
public struct TrainingOverrides: Codable, Sendable, Equatable {
  /// See `TrainingOptions.cell`.
  public var cell: ModelConfiguration.Cell?
  /// See `TrainingOptions.nonlinearity`.
  public var nonlinearity: ModelConfiguration.Nonlinearity?
  /// See `TrainingOptions.forgetBias`.
  public var forgetBias: Double?
  /// See `TrainingOptions.layers`.
  public var layers: Int?
  /// See `TrainingOptions.residual`.
  public var residual: Bool?
  /// See `TrainingOptions.inputToAllLayers`.
  public var inputToAllLayers: Bool?
  /// See `TrainingOptions.layerNorm`.
  public var layerNorm: Bool?
  /// See `TrainingOptions.zoneout`.
  public var zoneout: Double?
  /// See `TrainingOptions.hidden`.
  public var hidden: Int?
  /// See `TrainingOptions.embedding`.
  public var embedding: Int?
  /// See `TrainingOptions.bidirectional`.
  public var bidirectional: Bool?
  /// See `TrainingOptions.merge`.
  public var merge: ModelConfiguration.Merge?
  /// See `TrainingOptions.hierarchical`.
  public var hierarchical: Bool?
  /// See `TrainingOptions.reverseSource`.
  public var reverseSource: Bool?
  /// See `TrainingOptions.attention`.
  public var attention: ModelConfiguration.Attention?
  /// See `TrainingOptions.inputFeeding`.
  public var inputFeeding: Bool?
  /// See `TrainingOptions.coverage`.
  public var coverage: Bool?
  /// See `TrainingOptions.copy`.
  public var copy: Bool?
  /// See `TrainingOptions.context`.
  public var context: ModelConfiguration.ContextUse?
  /// See `TrainingOptions.bridge`.
  public var bridge: ModelConfiguration.Bridge?
  /// See `TrainingOptions.tieEmbeddings`.
  public var tieEmbeddings: Bool?
  /// The same dropout everywhere.
  public var dropout: Double?
  /// Dropout on the embeddings.
  public var dropoutEmbeddings: Double?
  /// Dropout between layers.
  public var dropoutLayers: Double?
  /// Dropout before the output layer.
  public var dropoutOutput: Double?
  /// See `ModelConfiguration.Dropout.isVariational`.
  public var variationalDropout: Bool?
  /// See `TrainingOptions.initialization`.
  public var initialization: WeightInitialization?
  /// See `TrainingOptions.vocabularySize`.
  public var vocabularySize: Int?
  /// See `TrainingOptions.jointVocabulary`.
  public var jointVocabulary: Bool?
  /// See `TrainingOptions.placeholders`.
  public var placeholders: Bool?
  /// See `TrainingOptions.optimizer`.
  public var optimizer: TrainingOptions.OptimizerKind?
  /// See `TrainingOptions.learningRate`.
  public var learningRate: Double?
  /// See `TrainingOptions.schedule`.
  public var schedule: LearningRateSchedule.Kind?
  /// See `TrainingOptions.decay`.
  public var decay: Double?
  /// See `TrainingOptions.warmup`.
  public var warmup: Int?
  /// See `TrainingOptions.momentum`.
  public var momentum: Double?
  /// See `TrainingOptions.clip`.
  public var clip: Double?
  /// See `TrainingOptions.clipValue`; without `clip` it takes the place of the preset's norm.
  public var clipValue: Double?
  /// See `TrainingOptions.weightDecay`.
  public var weightDecay: Double?
  /// See `TrainingOptions.labelSmoothing`.
  public var labelSmoothing: Double?
  /// See `TrainingOptions.gradientRegularizer`.
  public var gradientRegularizer: Double?
  /// See `TrainingOptions.coverageLoss`.
  public var coverageLoss: Double?
  /// See `TrainingOptions.scheduledSampling`.
  public var scheduledSampling: ScheduledSampling.Decay?
  /// See `TrainingOptions.scheduledSamplingFloor`.
  public var scheduledSamplingFloor: Double?
  /// See `TrainingOptions.scheduledSamplingUpdates`.
  public var scheduledSamplingUpdates: Int?
  /// See `TrainingOptions.minimumRisk`; begins with a learning rate of its own, and BLEU decides
  /// unless something else is to.
  public var minimumRisk: Bool?
  /// See `TrainingOptions.minimumRiskCandidates`.
  public var minimumRiskCandidates: Int?
  /// See `TrainingOptions.minimumRiskSharpness`.
  public var minimumRiskSharpness: Double?
  /// See `TrainingOptions.minimumRiskReference`.
  public var minimumRiskReference: Bool?
  /// See `TrainingOptions.minimumRiskWeight`.
  public var minimumRiskWeight: Double?
  /// See `TrainingOptions.precision`.
  public var precision: TrainingOptions.Precision?
  /// See `TrainingOptions.ema`.
  public var ema: Double?
  /// See `TrainingOptions.batchTokens`.
  public var batchTokens: Int?
  /// See `TrainingOptions.batchSentences`.
  public var batchSentences: Int?
  /// See `TrainingOptions.maximumLength`.
  public var maximumLength: Int?
  /// See `TrainingOptions.epochs`.
  public var epochs: Int?
  /// See `TrainingOptions.steps`.
  public var steps: Int?
  /// See `TrainingOptions.patience`.
  public var patience: Int?
  /// See `TrainingOptions.validateEvery`.
  public var validateEvery: Int?
  /// See `TrainingOptions.keepCheckpoints`.
  public var keepCheckpoints: Int?
  /// See `TrainingOptions.metric`.
  public var metric: EarlyStopping.Metric?
  /// See `TrainingOptions.seed`.
  public var seed: UInt64?

  /// Overrides nothing.
  public init() {}

  /// The names of the options, as on the command line.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case cell, nonlinearity
    case forgetBias = "forget-bias"
    case layers, residual
    case inputToAllLayers = "input-to-all-layers"
    case layerNorm = "layer-norm"
    case zoneout, hidden, embedding, bidirectional, merge, hierarchical
    case reverseSource = "reverse-source"
    case attention
    case inputFeeding = "input-feeding"
    case coverage, copy, context, bridge
    case tieEmbeddings = "tie-embeddings"
    case dropout
    case dropoutEmbeddings = "dropout-embeddings"
    case dropoutLayers = "dropout-layers"
    case dropoutOutput = "dropout-output"
    case variationalDropout = "variational-dropout"
    case initialization
    case vocabularySize = "vocabulary-size"
    case jointVocabulary = "joint-vocabulary"
    case placeholders, optimizer
    case learningRate = "learning-rate"
    case schedule, decay, warmup, momentum, clip
    case clipValue = "clip-value"
    case weightDecay = "weight-decay"
    case labelSmoothing = "label-smoothing"
    case gradientRegularizer = "gradient-regularizer"
    case coverageLoss = "coverage-loss"
    case scheduledSampling = "scheduled-sampling"
    case scheduledSamplingFloor = "scheduled-sampling-floor"
    case scheduledSamplingUpdates = "scheduled-sampling-updates"
    case minimumRisk = "minimum-risk"
    case minimumRiskCandidates = "minimum-risk-candidates"
    case minimumRiskSharpness = "minimum-risk-sharpness"
    case minimumRiskReference = "minimum-risk-reference"
    case minimumRiskWeight = "minimum-risk-weight"
    case precision, ema
    case batchTokens = "batch-tokens"
    case batchSentences = "batch-sentences"
    case maximumLength = "maximum-length"
    case epochs, steps, patience
    case validateEvery = "validate-every"
    case keepCheckpoints = "keep-checkpoints"
    case metric, seed
  }

  /// The options with what is named here in place of theirs.
  public func applied(to preset: TrainingOptions) -> TrainingOptions {
    var options = preset
    func set<Value>(_ key: WritableKeyPath<TrainingOptions, Value>, _ value: Value?) {
      if let value { options[keyPath: key] = value }
    }
    func setOptional<Value>(_ key: WritableKeyPath<TrainingOptions, Value?>, _ value: Value?) {
      if let value { options[keyPath: key] = value }
    }
    /// What is said to be as it is unless said otherwise counts as not said.
    func setUnusual<Value: Equatable>(
      _ key: WritableKeyPath<TrainingOptions, Value?>, _ value: Value?, usual: Value
    ) {
      if let value { options[keyPath: key] = value == usual ? nil : value }
    }
    if minimumRisk == true && options.minimumRisk != true { options.chooseForMinimumRisk() }
    if attention == .off { options.leaveOutAttention() }
    if hierarchical == true { options.spellSource() }
    set(\.cell, cell)
    setOptional(\.nonlinearity, nonlinearity)
    setOptional(\.forgetBias, forgetBias.map { Float($0) })
    set(\.layers, layers)
    setUnusual(\.residual, residual, usual: false)
    setUnusual(\.inputToAllLayers, inputToAllLayers, usual: false)
    setUnusual(\.layerNorm, layerNorm, usual: false)
    setUnusual(\.zoneout, zoneout.map { Float($0) }, usual: 0)
    set(\.hidden, hidden)
    set(\.embedding, embedding)
    set(\.bidirectional, bidirectional)
    setUnusual(\.merge, merge, usual: .concat)
    setUnusual(\.hierarchical, hierarchical, usual: false)
    set(\.reverseSource, reverseSource)
    set(\.attention, attention)
    setUnusual(\.inputFeeding, inputFeeding, usual: false)
    setUnusual(\.coverage, coverage, usual: false)
    setUnusual(\.copy, copy, usual: false)
    set(\.context, context)
    setOptional(\.bridge, bridge)
    set(\.tieEmbeddings, tieEmbeddings)
    if let dropout { options.dropout.setAll(Float(dropout)) }
    set(\.dropout.embeddings, dropoutEmbeddings.map { Float($0) })
    set(\.dropout.layers, dropoutLayers.map { Float($0) })
    set(\.dropout.output, dropoutOutput.map { Float($0) })
    set(\.dropout.isVariational, variationalDropout)
    setOptional(\.initialization, initialization)
    set(\.vocabularySize, vocabularySize)
    set(\.jointVocabulary, jointVocabulary)
    setOptional(\.placeholders, placeholders)
    set(\.optimizer, optimizer)
    set(\.learningRate, learningRate)
    set(\.schedule, schedule)
    set(\.decay, decay)
    set(\.warmup, warmup)
    set(\.momentum, momentum)
    set(\.clip, clip ?? (clipValue ?? 0 > 0 ? 0 : nil))
    setOptional(\.clipValue, clipValue)
    setOptional(\.weightDecay, weightDecay)
    set(\.labelSmoothing, labelSmoothing)
    setUnusual(\.gradientRegularizer, gradientRegularizer, usual: 0)
    setUnusual(\.coverageLoss, coverageLoss, usual: 0)
    setOptional(\.scheduledSampling, scheduledSampling)
    setOptional(\.scheduledSamplingFloor, scheduledSamplingFloor)
    setOptional(\.scheduledSamplingUpdates, scheduledSamplingUpdates)
    setUnusual(\.minimumRisk, minimumRisk, usual: false)
    setOptional(\.minimumRiskCandidates, minimumRiskCandidates)
    setOptional(\.minimumRiskSharpness, minimumRiskSharpness)
    setUnusual(\.minimumRiskReference, minimumRiskReference, usual: true)
    setOptional(\.minimumRiskWeight, minimumRiskWeight)
    setOptional(\.precision, precision)
    setOptional(\.ema, ema)
    set(\.batchTokens, batchTokens)
    setOptional(\.batchSentences, batchSentences)
    if batchTokens != nil && batchSentences == nil { options.batchSentences = nil }
    set(\.maximumLength, maximumLength)
    set(\.epochs, epochs)
    setOptional(\.steps, steps)
    set(\.patience, patience)
    setOptional(\.validateEvery, validateEvery)
    setOptional(\.keepCheckpoints, keepCheckpoints)
    set(\.metric, metric)
    set(\.seed, seed)
    return options
  }
}
