import Glibc

/// The probability that the decoder reads the true token in training, and not one drawn from the
/// model itself; it falls from update to update.
///
///     ε(i) = floor + (1 - floor) d(i)
///
/// with d from 1, or nearly so, towards 0; after `updates` of them it is 1/2.
///
/// Reference: Bengio et al. 2015, arXiv:1506.03099, section 2.4, where the floor is that of the
/// linear decay alone.
public struct ScheduledSampling: Sendable, Equatable {
  /// The curves d of the paper.
  public enum Decay: String, Codable, Sendable, CaseIterable {
    /// d(i) = max(0, 1 - c i).
    case linear
    /// d(i) = k^i.
    case exponential
    /// d(i) = k / (k + exp(i / k)).
    case inverseSigmoid = "inverse-sigmoid"
  }

  /// The curve.
  public var decay: Decay
  /// The probability in the end, from 0 to 1.
  public var floor = 0.75
  /// The number of updates to half of the way, at least 1.
  public var updates = 2_000

  /// Makes a schedule with the usual floor and pace.
  public init(_ decay: Decay) { self.decay = decay }

  /// The probability of the true token.
  ///
  /// - Parameter update: the number of updates that are done.
  public func probability(after update: Int) -> Double {
    let (i, half) = (Double(update), Double(updates))
    let share =
      switch decay {
      case .linear: max(0, 1 - i / (2 * half))
      case .exponential: exp2(-i / half)
      case .inverseSigmoid: 1 / (1 + exp(i / steepness) / steepness)
      }
    return floor + (1 - floor) * share
  }

  /// The k of the inverse sigmoid, which is at 1/2 after k ln k updates; by Newton's method.
  private var steepness: Double {
    let half = Double(updates)
    var k = max(2, half)
    for _ in 0..<20 { k = (k + half) / (log(k) + 1) }
    return k
  }
}
