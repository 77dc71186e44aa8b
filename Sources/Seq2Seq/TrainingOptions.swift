import S2SLayers
import S2SModels
import S2STraining

/// Everything that decides what a training run does, apart from its corpus.
///
/// `TrainingPreset` picks all of it from the corpus; `TrainingOverrides` changes what the user
/// names. Stored with the run, so that resuming goes on as it began.
public struct TrainingOptions: Codable, Sendable, Equatable {
  /// The optimisers.
  public enum OptimizerKind: String, Codable, Sendable, CaseIterable {
    /// Adam (Kingma and Ba 2015).
    case adam
    /// Stochastic gradient descent with momentum.
    case sgd
  }

  /// What training multiplies.
  public enum Precision: String, Codable, Sendable, CaseIterable {
    /// Numbers of 32 bits.
    case float32
    /// Numbers rounded to 16 bits with the range of 32, summed in 32; weights, moments, gradients
    /// and losses keep theirs.
    case bfloat16
  }

  // MARK: The model

  /// The kind of recurrent cell.
  public var cell = ModelConfiguration.Cell.lstm
  /// What a simple recurrent net puts around its sum; `nil` means tanh.
  public var nonlinearity: ModelConfiguration.Nonlinearity?
  /// The first value of the forget gate's bias; `nil` means 1.
  public var forgetBias: Float?
  /// The layers of encoder and decoder, each.
  public var layers = 1
  /// Whether what a layer reads of the layer below is added to its outputs; `nil`, in runs older
  /// than this option, means no.
  public var residual: Bool?
  /// Whether every layer reads the embedded input; `nil`, in runs older than this option, means no.
  public var inputToAllLayers: Bool?
  /// Whether the products of a layer's inputs are normalised; `nil`, in runs older than this
  /// option, means no.
  public var layerNorm: Bool?
  /// The probability that an element of a state stays as it was; `nil`, in runs older than this
  /// option, means 0.
  public var zoneout: Float?
  /// The width of states.
  public var hidden = 256
  /// The width of embeddings.
  public var embedding = 256
  /// Whether the encoder reads in both directions.
  public var bidirectional = false
  /// How both directions become one; `nil`, in runs older than this option, means side by side.
  public var merge: ModelConfiguration.Merge?
  /// Whether the encoder spells words by their characters; `nil`, in runs older than this option,
  /// means no.
  public var hierarchical: Bool?
  /// Whether the source is read from its end.
  public var reverseSource = true
  /// How the decoder looks back at the source.
  public var attention = ModelConfiguration.Attention.off
  /// Whether the decoder's first layer reads what attention made of the step before; `nil` means
  /// no.
  public var inputFeeding: Bool?
  /// Whether additive attention knows what it spent on each source position before; `nil` means
  /// no.
  public var coverage: Bool?
  /// Whether the model may copy tokens of the source, by attention; `nil` means no.
  public var copy: Bool?
  /// Where the decoder sees the fixed vector.
  public var context = ModelConfiguration.ContextUse.both
  /// How the encoder's states become the decoder's first; `nil` means as they are, or through a
  /// learned layer where the encoder reads in both directions.
  public var bridge: ModelConfiguration.Bridge?
  /// Whether the target embedding is the output layer's weight.
  public var tieEmbeddings = false
  /// The probabilities of dropout.
  public var dropout = ModelConfiguration.Dropout()

  /// What the weights are before training; `nil` means uniform.
  public var initialization: WeightInitialization?

  // MARK: The text

  /// The largest number of subwords a side, or of both sides when they are joint.
  public var vocabularySize = 8_000
  /// Whether subwords are learned from both sides together; each has those of them that it uses.
  public var jointVocabulary = false
  /// Whether addresses and numbers that both sides share become placeholders; `nil`, in runs older
  /// than this option, means no.
  public var placeholders: Bool? = true

  // MARK: The optimiser

  /// Which optimiser.
  public var optimizer = OptimizerKind.adam
  /// The learning rate after warm-up.
  public var learningRate = 1e-3
  /// How the learning rate moves.
  public var schedule = LearningRateSchedule.Kind.plateau
  /// The factor of the plateau schedule.
  public var decay = 0.5
  /// The steps of linear warm-up.
  public var warmup = 0
  /// The momentum of `sgd`.
  public var momentum = 0.9
  /// The largest global norm of the gradient; 0 clips nothing.
  public var clip = 5.0
  /// The largest magnitude of an element of the gradient, in place of a norm; `nil` or 0 clips
  /// nothing.
  public var clipValue: Double?
  /// The share of the matrices that each step takes away, times the learning rate; `nil` or 0 takes
  /// nothing.
  public var weightDecay: Double?
  /// The share of probability that label smoothing spreads.
  public var labelSmoothing = 0.0

  /// What the regulariser of vanishing gradients counts beside the loss; `nil`, in runs older than
  /// this option, means 0.
  public var gradientRegularizer: Double?

  /// The factor of the coverage loss, what attention spends on a position again; `nil` means 0.
  public var coverageLoss: Double?

  /// How the probability falls that the decoder reads the true token in training, and not one of
  /// its own; `nil` for true tokens alone.
  public var scheduledSampling: ScheduledSampling.Decay?
  /// What that probability falls to; `nil` means 0.75.
  public var scheduledSamplingFloor: Double?
  /// The updates after which it is half way there; `nil` means 2,000.
  public var scheduledSamplingUpdates: Int?

  /// Whether training lowers the expected risk of what the model says, 1 - BLEU of a sentence; `nil`
  /// means no.
  public var minimumRisk: Bool?
  /// The translations of each source that are drawn for it; `nil` means 8.
  public var minimumRiskCandidates: Int?
  /// How much more the more probable of them are weighed; `nil` means 0.005.
  public var minimumRiskSharpness: Double?
  /// Whether the reference is one of them; `nil` means yes.
  public var minimumRiskReference: Bool?
  /// The weight of the risk, the rest of 1 being that of cross-entropy; `nil` means 1.
  public var minimumRiskWeight: Double?

  /// What gradients are computed from; `nil`, in runs older than this option, means `float32`.
  public var precision: Precision? = .float32

  /// The decay of the moving average of the weights, which is then what is validated and saved;
  /// `nil` or 0 keeps none.
  public var ema: Double?

  // MARK: The batches

  /// The tokens of a batch, padding counted, on the longer side; ignored when `batchSentences`
  /// is set.
  public var batchTokens = 1_024
  /// The sentences of a batch, whatever their length.
  public var batchSentences: Int?
  /// The longest sentence, in subwords, that is trained on.
  public var maximumLength = 100

  // MARK: The end

  /// The total number of passes over the corpus.
  public var epochs = 12
  /// The total number of updates, if they end the run first.
  public var steps: Int?
  /// The validations without improvement that end the run.
  public var patience = 3
  /// The updates between validations; `nil` validates after each epoch.
  public var validateEvery: Int?
  /// How many models of the last validations are kept to be averaged; `nil` means none.
  public var keepCheckpoints: Int?
  /// What decides which state is the best.
  public var metric = EarlyStopping.Metric.loss
  /// The seed of everything random.
  public var seed: UInt64 = 1

  /// The defaults for a corpus of some tens of thousands of pairs.
  public init() {}

  /// The model's shape for two vocabularies.
  public func modelConfiguration(
    sourceVocabularySize: Int, targetVocabularySize: Int
  ) -> ModelConfiguration {
    var shape = ModelConfiguration(
      sourceVocabularySize: sourceVocabularySize, targetVocabularySize: targetVocabularySize)
    shape.cell = cell
    shape.nonlinearity = nonlinearity
    shape.forgetBias = forgetBias
    shape.layerCount = layers
    shape.isResidual = residual ?? false
    shape.repeatsInputs = inputToAllLayers ?? false
    shape.normalizesLayers = layerNorm ?? false
    shape.zoneout = zoneout ?? 0
    shape.hiddenSize = hidden
    shape.embeddingSize = embedding
    shape.isBidirectional = bidirectional
    shape.merge = merge ?? .concat
    shape.spelling = hierarchical == true ? Spelling() : nil
    shape.reversesSource = reverseSource
    shape.attention = attention
    shape.feedsInput = inputFeeding ?? false
    shape.hasCoverage = coverage ?? false
    shape.copiesSource = copy ?? false
    shape.contextUse = context
    shape.bridge = bridge
    shape.tiesEmbeddings = tieEmbeddings
    shape.dropout = dropout
    return shape
  }

  /// Takes the shape of a model: the way back from `modelConfiguration`.
  package mutating func take(_ shape: ModelConfiguration) {
    cell = shape.cell
    nonlinearity = shape.nonlinearity
    forgetBias = shape.forgetBias
    layers = shape.layerCount
    residual = shape.isResidual ? true : nil
    inputToAllLayers = shape.repeatsInputs ? true : nil
    merge = shape.merge == .concat ? nil : shape.merge
    hierarchical = shape.spelling == nil ? nil : true
    layerNorm = shape.normalizesLayers ? true : nil
    zoneout = shape.zoneout > 0 ? shape.zoneout : nil
    inputFeeding = shape.feedsInput ? true : nil
    coverage = shape.hasCoverage ? true : nil
    copy = shape.copiesSource ? true : nil
    bridge = shape.bridge
    hidden = shape.hiddenSize
    embedding = shape.embeddingSize
    bidirectional = shape.isBidirectional
    reverseSource = shape.reversesSource
    attention = shape.attention
    context = shape.contextUse
    tieEmbeddings = shape.tiesEmbeddings
    dropout = shape.dropout
  }
}
