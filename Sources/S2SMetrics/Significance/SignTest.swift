import Glibc

/// Whether one of two sides wins more often than a fair coin would: the sign test, exact and from two
/// sides.
///
/// Ties are left out.
///
/// Reference: Conover 1999, "Practical Nonparametric Statistics", 3.4.
public enum SignTest {
  /// The chance that a fair coin favours a side as much; 1 where nothing was decided.
  ///
  /// - Precondition: neither number is negative.
  public static func pValue(wins: Int, losses: Int) -> Double {
    precondition(wins >= 0 && losses >= 0, "a number of wins is not negative")
    let count = Double(wins + losses)
    let tail = (0...min(wins, losses)).reduce(0.0) { sum, heads in
      let heads = Double(heads)
      // The logarithm of the binomial coefficient by 2^count.
      let logarithm =
        lgamma(count + 1) - lgamma(heads + 1) - lgamma(count - heads + 1) - count * M_LN2
      return sum + exp(logarithm)
    }
    return min(1, 2 * tail)
  }
}
