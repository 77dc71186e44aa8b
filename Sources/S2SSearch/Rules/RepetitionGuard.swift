/// Finds the tokens that would repeat a phrase in a hypothesis too often.
///
/// Only immediate repetition counts, a phrase that follows itself: `the the the`, `a b a b a b`. A
/// limit on n-grams wherever they stand, as in fairseq's `no_repeat_ngram_size`, also forbids what
/// good text does, such as naming the same thing in two clauses. When a phrase has come as often
/// as it may, its first token is ruled out, so that no part of one more copy is made.
struct RepetitionGuard {
  /// The longest phrase, in tokens; longer loops end at the length limit.
  static let longestPhrase = 16

  /// The tokens ruled out after the past that was looked at last.
  private(set) var blocked: [Int32] = []
  private let limit: Int
  /// The end of a past, the last token first.
  private var tail: [Int32] = []

  /// Allows `limit` copies of a phrase in a row; 0 allows any number.
  init(limit: Int) {
    self.limit = limit
    tail.reserveCapacity(Self.longestPhrase * limit)
    blocked.reserveCapacity(Self.longestPhrase)
  }

  /// The copies of a phrase that may stand in a row.
  ///
  /// A single token may come twice as often: zeros of a number, dots, a vowel held for long.
  private func copies(period: Int) -> Int { period == 1 ? 2 * limit : limit }

  /// Looks at a past of a tree.
  ///
  /// - Complexity: O(`longestPhrase` × limit), nearly always O(`longestPhrase`) comparisons.
  mutating func look(at past: Int, in tree: HypothesisTree) {
    blocked.removeAll(keepingCapacity: true)
    guard limit > 0 else { return }
    tree.copyTail(of: past, limit: Self.longestPhrase * limit, to: &tail)
    for period in 1...Self.longestPhrase {
      let needed = (copies(period: period) - 1) * period
      guard needed + period <= tail.count else { continue }
      if isRepeated(period, times: needed) { blocked.append(tail[period - 1]) }
    }
  }

  /// Whether each of the last `count` tokens is the one that stood `period` before it.
  private func isRepeated(_ period: Int, times count: Int) -> Bool {
    for index in 0..<count where tail[index] != tail[index + period] { return false }
    return true
  }
}
