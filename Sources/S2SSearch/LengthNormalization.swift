import Glibc

/// Turns the log-probability of a translation into its score, so that long ones are not at a
/// disadvantage: score = log p / n^α, with n the tokens and the end mark.
///
/// With α = 0 the score is the log-probability, with α = 1 its mean a token. The formula is that
/// of OpenNMT's `avg` and Marian's `--normalize`; other ones are in Wu et al. 2016,
/// arXiv:1609.08144.
public struct LengthNormalization: Codable, Sendable, Equatable {
  /// α, at least 0.
  public var exponent = 1.0

  /// Divides by length to the power of `exponent`.
  public init(exponent: Double = 1) { self.exponent = exponent }

  /// The score of a log-probability over `length` tokens, at least 1.
  public func score(_ logProbability: Double, length: Int) -> Double {
    if exponent == 0 { return logProbability }
    if exponent == 1 { return logProbability / Double(length) }
    return logProbability / pow(Double(length), exponent)
  }
}
