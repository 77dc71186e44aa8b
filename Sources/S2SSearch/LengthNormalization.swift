import Glibc

/// Turns the log-probability of a translation into its score, so that long ones are not at a
/// disadvantage: score = log p / d(n)^α, with n the tokens and the end mark.
///
/// With α = 0 the score is the log-probability, for any formula.
public struct LengthNormalization: Codable, Sendable, Equatable {
  /// The formulas of d(n), the base of the power α.
  public enum Formula: String, Codable, Sendable, CaseIterable {
    /// d(n) = n: with α = 1 the score is the mean log-probability of a token. OpenNMT's
    /// `length_penalty: avg` and Marian's `--normalize`.
    case length
    /// d(n) = (5 + n) / 6, which is gentler on short outputs: Wu et al. 2016, arXiv:1609.08144,
    /// equation 14. OpenNMT's `length_penalty: wu`; the paper found α from 0.6 to 0.7 best.
    case gnmt
  }

  /// The base of the power α.
  public var formula = Formula.length
  /// α, at least 0.
  public var exponent = 1.0

  /// Divides by a power of the length, or by GNMT's of it.
  public init(exponent: Double = 1, formula: Formula = .length) {
    self.exponent = exponent
    self.formula = formula
  }

  /// The score of a log-probability over `length` tokens, at least 1.
  public func score(_ logProbability: Double, length: Int) -> Double {
    if exponent == 0 { return logProbability }
    let base =
      switch formula {
      case .length: Double(length)
      case .gnmt: (5 + Double(length)) / 6
      }
    return logProbability / (exponent == 1 ? base : pow(base, exponent))
  }

  /// The best score that a hypothesis of this log-probability can still reach when no output is
  /// longer than `maximumLength`.
  ///
  /// More tokens never raise the log-probability, and as it is at most 0, the longest length
  /// divides it best.
  func bound(_ logProbability: Double, maximumLength: Int) -> Double {
    score(logProbability, length: maximumLength)
  }
}
