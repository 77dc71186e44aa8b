/// Finds out which parts of a corpus's sources its targets copy.
///
/// A kind gets placeholders where at least four of five of its spans in the sources stand in the
/// targets, too, letter for letter; so numbers with separators get none between languages that
/// separate differently. It gets as many as enough pairs need to learn them from.
package struct PlaceholderLearner {
  /// A placeholder that fewer pairs would have is not made.
  static let minimumPairs = 20

  private static let kinds = Placeholder.Kind.allCases
  private static let most = PlaceholderSet(
    counts: kinds.map { _ in PlaceholderSet.maximumCount })
  /// The spans of each kind in the sources, and those of them that were copied.
  private var spanCounts = [Int](repeating: 0, count: kinds.count)
  private var copyCounts = [Int](repeating: 0, count: kinds.count)
  /// For each kind the pairs that have one placeholder at least, two at least, and so on.
  private var pairCounts = [[Int]](
    repeating: [Int](repeating: 0, count: PlaceholderSet.maximumCount), count: kinds.count)

  /// Knows no pair yet.
  package init() {}

  /// Counts a pair.
  package mutating func add(_ source: String, _ target: String) {
    let sourceText = CopyableText(source)
    guard !sourceText.spans.isEmpty else { return }
    for span in sourceText.spans { spanCounts[span.kind.rawValue] += 1 }
    let substitutes = CopyableText.substitutes(
      source: sourceText, target: CopyableText(target), Self.most
    ).source
    for substitute in substitutes { copyCounts[substitute.placeholder.kind.rawValue] += 1 }
    for placeholder in Set(substitutes.map(\.placeholder)) {
      pairCounts[placeholder.kind.rawValue][placeholder.number - 1] += 1
    }
  }

  /// The placeholders that suit the pairs counted so far.
  package var placeholders: PlaceholderSet {
    PlaceholderSet(
      counts: Self.kinds.indices.map { kind in
        guard copyCounts[kind] * 5 >= spanCounts[kind] * 4 else { return 0 }
        return pairCounts[kind].prefix { $0 >= Self.minimumPairs }.count
      })
  }
}
