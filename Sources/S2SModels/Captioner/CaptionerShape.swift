import S2SLayers
import S2SOptions

/// The shape of a captioner, for vectors of any width and any vocabulary.
public struct CaptionerShape: Settings {
  /// The cells, layers and widths of the decoder.
  public var network = RecurrentShape()
  /// Where the decoder reads the picture's vector.
  public var contextUse = ContextUse.both
  /// Whether the embedding is the output layer's weight.
  public var tiesEmbeddings = false

  /// The default shape.
  public init() {}

  /// Every option, with its range and meaning.
  public static let options =
    RecurrentShape.options.within(\Self.network)
    + OptionTable([
      .choice(
        "context", \.contextUse,
        "Give the decoder the picture's vector at the start, at all steps, or both"),
      .flag(
        "tie-embeddings", \.tiesEmbeddings, "Use the embedding as the weight of the output layer"),
    ])

  /// Checks every value against its range, and the values against each other.
  ///
  /// - Throws: `OptionError`, `ModelError`.
  public func validate() throws {
    try Self.options.check(self)
    try network.validate()
  }

  /// The shape as a translation's decoder has it: the context vector is as wide as a state.
  func decoder(vocabularySize: Int) -> ModelConfiguration {
    var configuration = ModelConfiguration(
      // Nothing reads source tokens.
      sourceVocabularySize: 4, targetVocabularySize: vocabularySize)
    configuration.shape.network = network
    configuration.shape.contextUse = contextUse
    configuration.shape.tiesEmbeddings = tiesEmbeddings
    return configuration
  }
}
