import S2SLayers

extension ModelConfiguration.Dropout {
  /// Whether all rates are zero.
  public var isOff: Bool { embeddings == 0 && layers == 0 && output == 0 }

  /// Sets all rates to one.
  public mutating func setAll(_ rate: Float) {
    (embeddings, layers, output) = (rate, rate, rate)
  }

  /// The dropout layer of a place; `site` tells it from the model's others.
  func layer(_ rate: KeyPath<Self, Float>, site: UInt64) -> Dropout {
    Dropout(rate: self[keyPath: rate], site: site, isVariational: isVariational)
  }
}
