/// Measures how unlikely it is that texts of two lengths are translations, by the usual lengths of
/// the corpus.
///
/// The difference of the lengths, after scaling, has a variance in proportion to the length, and
/// is divided by its root: Gale and Church 1993, "A Program for Aligning Sentences in Bilingual
/// Corpora", with mean and spread from the corpus, and robust ones.
struct LengthFit: Sendable {
  /// The usual length of the target over the source's.
  private var ratio = 1.0
  private var spread = Double.infinity
  /// Further from the usual than translations are.
  private static let largestDeviation = 8.0
  private static let fewestPairs = 100

  /// Learns from the lengths of pairs, in characters.
  init(_ lengths: [(source: Int, target: Int)]) {
    let lengths = lengths.filter { $0.source > 0 && $0.target > 0 }
    guard lengths.count >= Self.fewestPairs else { return }
    ratio = lengths.map { Double($0.target) / Double($0.source) }.sorted()[lengths.count / 2]
    let sizes = lengths.map { abs(difference($0.source, $0.target)) }.sorted()
    // Half of a normal distribution is within 0.6745 standard deviations.
    spread = max(0.5, sizes[sizes.count / 2] / 0.6745)
  }

  /// Whether the lengths are too far from the usual.
  func isUnlikely(_ source: Int, _ target: Int) -> Bool {
    abs(difference(source, target)) > Self.largestDeviation * spread
  }

  private func difference(_ source: Int, _ target: Int) -> Double {
    let expected = Double(source) * ratio
    return (Double(target) - expected) / max(1, (expected + Double(target)) / 2).squareRoot()
  }
}
