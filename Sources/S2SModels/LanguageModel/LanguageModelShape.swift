import S2SLayers
import S2SOptions

/// The shape of a recurrent language model, for any vocabulary.
public struct LanguageModelShape: Settings {
  /// The cells, layers and widths.
  public var network = RecurrentShape()
  /// Whether the embedding is the output layer's weight; where the widths differ a projection
  /// stands between them.
  ///
  /// Reference: Inan et al. 2016, arXiv:1611.01462.
  public var tiesEmbeddings = false

  /// The softmaxes that are mixed; see `SoftmaxMixture`.
  public var softmaxCount = 1

  /// Whether the model reads a text as one stream, through the ends of its lines, and not line by line.
  ///
  /// A line then begins with the end of the one before, and knows what stood there.
  public var readsStream = false

  /// The probability that a word's embedding is zero in a batch; see `WordDropout`.
  public var wordDropout: Float = 0
  /// The probability that an element of a recurrent matrix is zero in an update; see `WeightDrop`.
  public var weightDrop: Float = 0

  /// The default shape.
  public init() {}

  /// Every option, with its range and meaning.
  public static let options =
    RecurrentShape.options.within(\Self.network)
    + OptionTable([
      .flag(
        "tie-embeddings", \.tiesEmbeddings, "Use the embedding as the weight of the output layer"),
      .count(
        "softmaxes", \.softmaxCount, in: 1...64, "Mix this number of softmaxes in the output layer"),
      .flag(
        "stream", \.readsStream,
        "Read the text as one stream through the ends of lines, not line by line"
      ).always,
      .number(
        "word-dropout", \.wordDropout, in: OptionRange(0..<1),
        "The rate at which the embeddings of whole words are dropped"
      ).trainingOnly,
      .number(
        "weight-drop", \.weightDrop, in: OptionRange(0..<1),
        "The rate of dropout on recurrent matrices"
      ).trainingOnly,
    ])

  /// Checks every value against its range, and the values against each other.
  ///
  /// - Throws: `OptionError`, `ModelError`.
  public func validate() throws {
    try Self.options.check(self)
    try network.validate()
    guard weightDrop == 0 || network.cell.multipliesStates else {
      throw ModelError.contradiction(.dropsNoWeights(network.cell))
    }
  }
}
