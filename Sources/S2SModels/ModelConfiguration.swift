import S2SLayers

/// The shape of an encoder-decoder, stored with its weights.
public struct ModelConfiguration: Codable, Sendable, Equatable {
  /// The kind of recurrent cell.
  public typealias Cell = CellKind
  /// What a simple recurrent net puts around its sum.
  public typealias Nonlinearity = S2SLayers.Nonlinearity
  /// How the states of both directions of an encoder become one.
  public typealias Merge = S2SLayers.DirectionMerge

  /// How the decoder attends to the encoder's states, beside the context vector.
  public typealias Attention = AttentionKind

  /// Where the decoder sees the fixed vector.
  public enum ContextUse: String, Codable, Sendable, CaseIterable {
    /// As its first state alone.
    case start
    /// Beside every input, its first state being zero.
    case steps
    /// As its first state and beside every input.
    case both
  }

  /// How the encoder's states become the decoder's first.
  public enum Bridge: String, Codable, Sendable, CaseIterable {
    /// The final states as they are, layer by layer.
    case copy
    /// The final states through a learned layer (Bahdanau et al. 2015, arXiv:1409.0473).
    case dense
    /// The mean of the states at all source positions through a learned layer (Sennrich et al.
    /// 2017, arXiv:1703.04357).
    case mean
  }

  /// Probabilities of zero, each in `0..<1`.
  public struct Dropout: Codable, Sendable, Equatable {
    /// On the embeddings of both sides.
    public var embeddings: Float = 0.3
    /// Between layers.
    public var layers: Float = 0.3
    /// On the decoder's states before the output layer.
    public var output: Float = 0.3
    /// Whether a sequence's mask is the same at every step.
    public var isVariational = false

    /// The same rate everywhere.
    public init(_ rate: Float = 0.3) {
      embeddings = rate
      layers = rate
      output = rate
    }
  }

  /// The number of source tokens.
  public var sourceVocabularySize: Int
  /// The number of target tokens.
  public var targetVocabularySize: Int
  /// The cell of encoder and decoder.
  public var cell = Cell.lstm
  /// What a simple recurrent net puts around its sum; `nil`, as in files older than this choice,
  /// is tanh.
  public var nonlinearity: Nonlinearity?
  /// The first value of the forget gate's bias; `nil`, as in files older than this choice, is 1.
  public var forgetBias: Float?
  /// The layers of encoder and decoder, each.
  public var layerCount = 1
  /// Whether, from the second layer on, what a layer reads of the layer below is added to its
  /// outputs.
  ///
  /// Reference: Wu et al. 2016, arXiv:1609.08144.
  public var isResidual = false
  /// Whether, from the second layer on, a layer reads the embedded input beside the layer below.
  ///
  /// Reference: Graves 2013, arXiv:1308.0850.
  public var repeatsInputs = false
  /// Whether the product of a layer's input is normalised; see `LayerNorm`.
  public var normalizesLayers = false
  /// The probability that an element of a state stays as it was, in `0..<1`; see `Zoneout`.
  public var zoneout: Float = 0
  /// The width of states, H; each direction of a bidirectional encoder has this width.
  public var hiddenSize = 256
  /// The width of embeddings, E.
  public var embeddingSize = 256
  /// Whether the encoder reads in both directions.
  public var isBidirectional = false
  /// How the states of both directions become one.
  public var merge = Merge.concat
  /// How source tokens spell the words that the encoder reads; `nil` where it reads the tokens.
  public var spelling: Spelling?
  /// Whether the source is read from its last token to its first.
  ///
  /// Reference: Sutskever et al. 2014, arXiv:1409.3215.
  public var reversesSource = true
  /// Where the decoder sees the fixed vector.
  public var contextUse = ContextUse.both
  /// How the encoder's states become the decoder's first; `nil`, as in files older than this
  /// choice, is `dense` where the encoder reads in both directions, else `copy`.
  public var bridge: Bridge?
  /// How the decoder looks back.
  public var attention = Attention.off
  /// Whether the decoder's first layer reads what attention made of the step before.
  ///
  /// Reference: Luong et al. 2015, arXiv:1508.04025.
  public var feedsInput = false
  /// Whether additive attention knows what it spent on each source position before.
  ///
  /// Reference: See et al. 2017, arXiv:1704.04368.
  public var hasCoverage = false
  /// Whether the output layer may copy tokens of the source, by attention.
  ///
  /// Reference: See et al. 2017, arXiv:1704.04368.
  public var copiesSource = false
  /// Whether the target embedding is the output layer's weight; where the widths differ a
  /// projection stands between them.
  ///
  /// Reference: Inan et al. 2016, arXiv:1611.01462.
  public var tiesEmbeddings = false
  /// The probabilities of dropout.
  public var dropout = Dropout()

  /// The default shape for two vocabularies.
  public init(sourceVocabularySize: Int, targetVocabularySize: Int) {
    self.sourceVocabularySize = sourceVocabularySize
    self.targetVocabularySize = targetVocabularySize
  }

  /// The width of the fixed vector that the encoder makes.
  public var contextSize: Int {
    isBidirectional && merge == .concat ? 2 * hiddenSize : hiddenSize
  }

  /// Checks every size and rate.
  ///
  /// - Throws: `ModelError` with code `invalidConfiguration` that names the field.
  public func validate() throws {
    func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws {
      guard !range.contains(value) else { return }
      throw ModelError(
        .invalidConfiguration,
        "\(name) is \(value); it has to be from \(range.lowerBound) to \(range.upperBound).")
    }
    try check("the source vocabulary's size", sourceVocabularySize, 4...1_000_000)
    try check("the target vocabulary's size", targetVocabularySize, 4...1_000_000)
    try check("the number of layers", layerCount, 1...16)
    try check("the hidden size", hiddenSize, 1...16_384)
    try check("the embedding size", embeddingSize, 1...16_384)
    try checkBridge()
    try checkAttention()
    try checkCopying()
    try checkCell()
    try checkNetwork()
    if dropout.isVariational && dropout.isOff {
      throw ModelError(
        .invalidConfiguration,
        "variational dropout is a kind of dropout, but all its rates are 0; give a --dropout above 0."
      )
    }
    for rate in [dropout.embeddings, dropout.layers, dropout.output]
    where !(rate >= 0 && rate < 1) {
      throw ModelError(
        .invalidConfiguration, "a dropout of \(rate) makes no sense; give 0 or more, below 1.")
    }
  }
}

extension ModelConfiguration.Dropout {
  /// Decodes rates; in a file older than the choice, each step draws a mask of its own.
  public init(from decoder: any Swift.Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    embeddings = try values.decode(Float.self, forKey: .embeddings)
    layers = try values.decode(Float.self, forKey: .layers)
    output = try values.decode(Float.self, forKey: .output)
    isVariational = try values.decodeIfPresent(Bool.self, forKey: .isVariational) ?? false
  }
}

extension ModelConfiguration {
  /// Decodes a shape; what a file older than a field does not say is as it was then.
  public init(from decoder: any Swift.Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func value<Value: Decodable>(_ key: CodingKeys, default standard: Value) throws -> Value {
      try values.decodeIfPresent(Value.self, forKey: key) ?? standard
    }
    self.init(
      sourceVocabularySize: try values.decode(Int.self, forKey: .sourceVocabularySize),
      targetVocabularySize: try values.decode(Int.self, forKey: .targetVocabularySize))
    cell = try values.decode(Cell.self, forKey: .cell)
    nonlinearity = try values.decodeIfPresent(Nonlinearity.self, forKey: .nonlinearity)
    forgetBias = try values.decodeIfPresent(Float.self, forKey: .forgetBias)
    layerCount = try values.decode(Int.self, forKey: .layerCount)
    isResidual = try value(.isResidual, default: false)
    repeatsInputs = try value(.repeatsInputs, default: false)
    normalizesLayers = try value(.normalizesLayers, default: false)
    zoneout = try value(.zoneout, default: 0)
    hiddenSize = try values.decode(Int.self, forKey: .hiddenSize)
    embeddingSize = try values.decode(Int.self, forKey: .embeddingSize)
    isBidirectional = try values.decode(Bool.self, forKey: .isBidirectional)
    merge = try value(.merge, default: .concat)
    spelling = try values.decodeIfPresent(Spelling.self, forKey: .spelling)
    reversesSource = try values.decode(Bool.self, forKey: .reversesSource)
    contextUse = try value(.contextUse, default: .both)
    bridge = try values.decodeIfPresent(Bridge.self, forKey: .bridge)
    attention = try value(.attention, default: .off)
    feedsInput = try value(.feedsInput, default: false)
    hasCoverage = try value(.hasCoverage, default: false)
    copiesSource = try value(.copiesSource, default: false)
    tiesEmbeddings = try values.decode(Bool.self, forKey: .tiesEmbeddings)
    dropout = try values.decode(Dropout.self, forKey: .dropout)
  }

  /// A cell of the configured kind on its way.
  func cellDesign(_ name: String, inputSize: Int, hiddenSize: Int? = nil) -> CellDesign {
    var design = CellDesign(
      name, inputSize: inputSize, hiddenSize: hiddenSize ?? self.hiddenSize)
    if let nonlinearity { design.nonlinearity = nonlinearity }
    if let forgetBias { design.forgetBias = forgetBias }
    return design
  }
}
