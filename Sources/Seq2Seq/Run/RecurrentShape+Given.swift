import S2SLayers
import S2SOptions

extension RecurrentShape {
  /// Lowers the dropout of a preset where narrower layers are given than it has.
  ///
  /// A preset's dropout is for its width: of 768 states a rate of 0.6 leaves 307, of 128 too few to
  /// learn from. The rates fall with the width, as 0.6 at 768 and 0.4 at 512 did best on Multi30k.
  mutating func adapt(to given: OptionValues) {
    var sized = self
    // A value that is impossible is reported when it is set.
    try? Self.options.apply(given.filter { Self.widths.contains($0.key) }, to: &sized)
    let states = Self.share(sized.hiddenSize, of: hiddenSize)
    dropout.layers = Self.scaled(dropout.layers, by: states)
    dropout.output = Self.scaled(dropout.output, by: states)
    let embeddings = Self.share(sized.embeddingSize, of: embeddingSize)
    dropout.embeddings = Self.scaled(dropout.embeddings, by: min(states, embeddings))
  }

  private static let widths: Set = ["hidden", "embedding"]

  /// A width as a part of the preset's, at most 1.
  private static func share(_ width: Int, of preset: Int) -> Float {
    min(1, Float(max(width, 0)) / Float(preset))
  }

  /// A lower rate, in hundredths.
  private static func scaled(_ rate: Float, by factor: Float) -> Float {
    factor == 1 ? rate : (rate * factor * 100).rounded() / 100
  }
}
