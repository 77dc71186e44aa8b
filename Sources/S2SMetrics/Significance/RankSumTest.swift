import Glibc

/// Whether values of one group tend to be larger than those of another: the rank-sum test of Wilcoxon,
/// Mann and Whitney.
///
/// P-values are those of the normal approximation, corrected for ties and for continuity, from two sides:
/// R's `wilcox.test(exact = FALSE)`, and SciPy's `mannwhitneyu` by its asymptotic method.
///
/// Reference: Mann and Whitney 1947, doi:10.1214/aoms/1177730491; Hollander, Wolfe and Chicken 2014,
/// "Nonparametric Statistical Methods", 4.1.
public struct RankSumTest: Sendable, Equatable {
  /// How many pairs of values, one from each group, have the larger one in the first; ties count half.
  public let statistic: Double
  /// The chance of such an imbalance in groups of one distribution; 1 where all values are equal, and
  /// `nil` where a group is empty.
  public let pValue: Double?

  /// Compares two groups of values.
  ///
  /// - Complexity: O(*n* log *n*).
  public init(_ first: [Double], _ second: [Double]) {
    let (firstCount, secondCount) = (Double(first.count), Double(second.count))
    let all = (first.map { ($0, true) } + second.map { ($0, false) }).sorted { $0.0 < $1.0 }
    var (rankSum, ties) = (0.0, 0.0)
    var start = 0
    while start < all.count {
      var end = start + 1
      while end < all.count, all[end].0 == all[start].0 { end += 1 }
      let size = Double(end - start)
      let rank = Double(start + end + 1) / 2
      rankSum += rank * Double(all[start..<end].count { $0.1 })
      ties += size * size * size - size
      start = end
    }
    statistic = rankSum - firstCount * (firstCount + 1) / 2
    guard firstCount > 0, secondCount > 0 else {
      pValue = nil
      return
    }
    let total = firstCount + secondCount
    let variance =
      firstCount * secondCount / 12 * (total + 1 - ties / max(1, total * (total - 1)))
    guard variance > 0 else {
      pValue = 1
      return
    }
    let distance = max(0, abs(statistic - firstCount * secondCount / 2) - 0.5)
    pValue = erfc(distance / (2 * variance).squareRoot())
  }
}
