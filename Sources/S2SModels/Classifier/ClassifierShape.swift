import S2SLayers
import S2SOptions

/// The shape of a classifier of texts, for any vocabulary and classes.
public struct ClassifierShape: Settings {
  /// The cells, layers and widths.
  public var network = RecurrentShape()
  /// Whether texts are read in both directions.
  public var isBidirectional = true
  /// How the states of both directions become one.
  public var merge = DirectionMerge.concat
  /// How the states of a text become one vector.
  public var pooling = PoolingKind.mean
  /// The number of tokens of a text that are read, from its beginning.
  public var truncation = 1_000
  /// The probability that a token's embedding is zero in training; see `WordDropout`.
  public var wordDropout: Float = 0

  /// The default shape.
  public init() {}

  /// Every option, with its range and meaning.
  public static let options =
    RecurrentShape.options.within(\Self.network)
    + OptionTable([
      .flag("bidirectional", \.isBidirectional, "Read texts in both directions"),
      .choice("merge", \.merge, "Merge both directions by concat (side by side) or by sum"),
      .choice(
        "pooling", \.pooling,
        "Make one vector of a text's states by last, mean, max or attention"
      ).always,
      .count(
        "truncate", \.truncation, in: 1...10_000,
        "Read this number of tokens of a text at most, from its beginning"),
      .number(
        "word-dropout", \.wordDropout, in: OptionRange(0..<1),
        "The probability that a token's embedding is dropped as a whole"
      ).trainingOnly,
    ])

  /// Checks every value against its range, and the values against each other.
  ///
  /// - Throws: `OptionError`, `ModelError`.
  public func validate() throws {
    try Self.options.check(self)
    try network.validate()
  }
}
