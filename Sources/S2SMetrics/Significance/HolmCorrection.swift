/// P-values of several tests, raised so that the chance of any false alarm among them stays below the
/// limit that each is compared with.
///
/// Reference: Holm 1979, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal
/// of Statistics 6.
public enum HolmCorrection {
  /// The corrected p-values, in the order of the given ones.
  public static func pValues(_ pValues: [Double]) -> [Double] {
    let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
    var corrected = pValues
    var largest = 0.0
    for (rank, index) in order.enumerated() {
      largest = max(largest, min(1, pValues[index] * Double(pValues.count - rank)))
      corrected[index] = largest
    }
    return corrected
  }
}
