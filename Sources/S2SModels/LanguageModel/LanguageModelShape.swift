import S2SLayers
import S2SOptions

/// The shape of a recurrent language model, whatever its vocabulary.
public struct LanguageModelShape: Settings {
  /// The cells, layers and widths.
  public var network = RecurrentShape()
  /// Whether the embedding is the output layer's weight; where the widths differ a projection
  /// stands between them.
  ///
  /// Reference: Inan et al. 2016, arXiv:1611.01462.
  public var tiesEmbeddings = false

  /// The default shape.
  public init() {}

  /// Every option, with its range and meaning.
  public static let options =
    RecurrentShape.options.within(\Self.network)
    + OptionTable([
      .flag("tie-embeddings", \.tiesEmbeddings, "Share embedding and output layer")
    ])

  /// Checks every value against its range, and the values against each other.
  ///
  /// - Throws: `OptionError`, `ModelError`.
  public func validate() throws {
    try Self.options.check(self)
    try network.validate()
  }
}
