/// How translations are drawn at random instead of searched for.
public struct SamplingOptions: Codable, Sendable, Equatable {
  /// The divisor of log-probabilities, τ: q(token) ∝ p(token)^(1/τ).
  ///
  /// Below 1 the probable becomes more probable, above 1 less.
  public var temperature = 1.0
  /// The number of most probable tokens to draw from, k; `nil` for all.
  ///
  /// Reference: Fan et al. 2018, arXiv:1805.04833.
  public var topK: Int?
  /// The largest k: as many as the largest vocabulary has.
  package static let largestTopK = 1_000_000
  /// The sum of probabilities, p, that the smallest set of most probable tokens to draw from
  /// reaches; 1 for all.
  ///
  /// Reference: Holtzman et al. 2020, arXiv:1904.09751 (nucleus sampling).
  public var topP = 1.0
  /// Equal seeds draw equal samples.
  public var seed: UInt64 = 1
  /// Whether the samples of a sentence are distinct; see `StochasticBeam`.
  public var isDistinct = false

  /// All tokens, as probable as the model finds them.
  public init() {}

  /// Checks every value.
  ///
  /// - Throws: `SearchError` that names the value.
  public func validate() throws {
    try check(.temperature, temperature, in: 0.01...100)
    if let topK { try check(.topK, topK, in: 1...Self.largestTopK) }
    try check(.topP, topP, in: .positive(upTo: 1))
  }
}
