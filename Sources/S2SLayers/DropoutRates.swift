/// Probabilities of zero, each in `0..<1`.
public struct DropoutRates: Sendable, Equatable {
  /// On embeddings.
  public var embeddings: Float = 0.3
  /// Between layers.
  public var layers: Float = 0.3
  /// On the states before the output layer.
  public var output: Float = 0.3
  /// Whether a sequence's mask is the same at every step.
  public var isVariational = false

  /// The same rate everywhere.
  public init(_ rate: Float = 0.3) { setAll(rate) }

  /// Whether all rates are zero.
  public var isOff: Bool { embeddings == 0 && layers == 0 && output == 0 }

  /// Sets all rates to one.
  public mutating func setAll(_ rate: Float) {
    (embeddings, layers, output) = (rate, rate, rate)
  }

  /// The dropout layer of a place; `site` distinguishes it from the model's others.
  package func layer(_ rate: KeyPath<Self, Float>, site: UInt64) -> Dropout {
    Dropout(rate: self[keyPath: rate], site: site, isVariational: isVariational)
  }
}
