import S2SRandom

/// Draws tokens one after the other from what a model says of the next.
package struct TokenSampler {
  private var distribution: SamplingDistribution
  private var generator: SeededGenerator
  private let rules = TokenRules(options: SearchOptions())

  /// Begins a sequence of draws.
  ///
  /// - Parameter number: that of the text; texts of one seed are drawn apart.
  package init(_ options: SamplingOptions, number: Int) {
    distribution = SamplingDistribution(options)
    generator = SeededGenerator(seed: options.seed, UInt64(number))
  }

  /// Draws a token; `nil` where the logits are no numbers.
  ///
  /// Padding and the start mark are never drawn.
  ///
  /// - Parameter logits: `[V]`.
  package mutating func draw(from logits: UnsafeBufferPointer<Float>) -> Int32? {
    distribution.look(at: logits, rules)
    guard !distribution.tokens.isEmpty else { return nil }
    return distribution.tokens[distribution.draw(using: &generator)]
  }
}
