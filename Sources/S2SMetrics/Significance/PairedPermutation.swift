/// Whether the mean of paired differences is chance: the permutation test that gives each difference
/// either sign.
///
/// With few differences all signs are tried, and the p-value is exact. Else coins are tossed, and the
/// differences as they are count as one more trial. A trial whose mean is *as far* from 0 counts:
/// values of judges are coarse, and many trials are equal.
///
/// Reference: Fisher 1935, "The Design of Experiments", 21; Phipson and Smyth 2010,
/// doi:10.2202/1544-6115.1585 for the additional trial.
public struct PairedPermutation: Sendable, Equatable {
  /// All signs of so many differences are tried.
  public static let largestExact = 16

  /// The mean of the differences; `nil` without any.
  public let mean: Double?
  /// The chance of a mean as far from 0 when signs are random; `nil` without differences.
  public let pValue: Double?

  /// Tests differences.
  ///
  /// - Parameters:
  ///   - trials: how often coins are tossed, where not all signs are tried; at least 1.
  ///   - seed: where the stream of coins begins; it is NumPy's.
  /// - Complexity: O(*n* *trials*).
  public init(_ differences: [Double], trials: Int = 10_000, seed: UInt64 = 12_345) {
    guard !differences.isEmpty else {
      (mean, pValue) = (nil, nil)
      return
    }
    mean = exactMean(differences)
    let parts = differences.filter { $0 != 0 }
    let total = parts.reduce(0, +)
    // Sums of the same numbers in another order may differ in their last bits.
    let limit = abs(total) - 1e-9 * parts.reduce(0) { $0 + abs($1) }
    if parts.count <= Self.largestExact {
      let count = (0..<1 << parts.count).count { signs in
        abs(Self.sum(parts, signs: signs)) >= limit
      }
      pValue = Double(count) / Double(1 << parts.count)
    } else {
      var coins = CoinStream(PCG64(seed: seed), skipping: 0)
      let count = (0..<trials).count { _ in
        let heads = coins.heads(of: parts.count)
        return abs(total - 2 * heads.reduce(0) { $0 + parts[Int($1)] }) >= limit
      }
      pValue = Double(count + 1) / Double(trials + 1)
    }
  }

  /// The sum when the bits of a number say which terms are negated.
  private static func sum(_ parts: [Double], signs: Int) -> Double {
    parts.indices.reduce(0) { $0 + (signs >> $1 & 1 == 1 ? -parts[$1] : parts[$1]) }
  }
}
