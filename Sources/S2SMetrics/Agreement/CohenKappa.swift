/// How far two judges agree beyond chance: Cohen's kappa, plain or weighted.
///
///     kappa = 1 - sum of d(a_i, b_i) / n  /  sum over i, j of d(a_i, b_j) / n^2
///
/// where d is how much two values disagree. The chance in the denominator is that of judges who each
/// give their own values, in another order.
///
/// Reference: Cohen 1960, doi:10.1177/001316446002000104; with weights Cohen 1968,
/// doi:10.1037/h0026256.
public enum CohenKappa {
  /// How much two values disagree.
  public enum Disagreement: String, Sendable, CaseIterable {
    /// 1 for different values.
    case unweighted
    /// The distance of the values.
    case linear
    /// The square of the distance.
    case quadratic

    fileprivate func of(_ first: Double, _ second: Double) -> Double {
      switch self {
      case .unweighted: first == second ? 0 : 1
      case .linear: abs(first - second)
      case .quadratic: (first - second) * (first - second)
      }
    }
  }

  /// Kappa of what two judges said of the same things; `nil` without any, or where both always gave one
  /// and the same value.
  ///
  /// - Parameter pairs: the value of the one judge, and of the other.
  /// - Complexity: O(*n* + *V*^2) for *V* different values.
  public static func value(
    _ pairs: [(Double, Double)], _ disagreement: Disagreement = .unweighted
  ) -> Double? {
    let count = Double(pairs.count)
    let observed = pairs.reduce(0) { $0 + disagreement.of($1.0, $1.1) } / count
    let firsts = occurrences(pairs.map(\.0))
    let seconds = occurrences(pairs.map(\.1))
    var expected = 0.0
    for (first, firstCount) in firsts {
      for (second, secondCount) in seconds {
        expected += firstCount * secondCount * disagreement.of(first, second)
      }
    }
    expected /= count * count
    return expected > 0 ? 1 - observed / expected : nil
  }

  /// The different values, rising, and how often each occurs.
  private static func occurrences(_ values: [Double]) -> [(Double, Double)] {
    values.reduce(into: [Double: Double]()) { $0[$1, default: 0] += 1 }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
