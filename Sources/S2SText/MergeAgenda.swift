/// A part of a text while its neighbours are merged with each other.
struct MergeSymbol {
  /// Where it stands in the text, in bytes.
  var range: Range<Int>
  /// Its number; -1 for what no rule knows.
  var token: TokenID
  /// Whether it merges with nothing.
  var isFixed = false
}

/// Which neighbours become one symbol, and in which order.
protocol MergeRule {
  /// Whether all places of a pair are merged, from left to right, before new pairs are looked at.
  static var mergesPlacesTogether: Bool { get }
  /// What two neighbours become, and the score of that: higher ones are merged first, the leftmost of
  /// equal ones; `nil` where they do not merge.
  func merge(
    _ left: MergeSymbol, _ right: MergeSymbol, of bytes: [UInt8]
  ) -> (token: TokenID, score: Float)?
}

/// Merges neighbours until no rule applies; one thread at a time.
///
/// - Complexity: O(*n* log *n*) for *n* symbols.
struct MergeAgenda {
  private var symbols: [MergeSymbol] = []
  /// The neighbours of each symbol; -1 at the ends.
  private var previous: [Int] = []
  private var next: [Int] = []
  private var queue = PriorityQueue<MergeCandidate>()
  private var deferred: [MergeCandidate] = []

  /// A symbol that was merged into its neighbour has no next one.
  private static let gone = -2

  /// Begins a new text.
  mutating func removeAll() {
    symbols.removeAll(keepingCapacity: true)
    previous.removeAll(keepingCapacity: true)
    next.removeAll(keepingCapacity: true)
  }

  /// Adds the next symbol of the text.
  mutating func append(_ symbol: MergeSymbol) {
    if !symbols.isEmpty { next[symbols.count - 1] = symbols.count }
    previous.append(symbols.count - 1)
    next.append(-1)
    symbols.append(symbol)
  }

  /// The symbols that are left, in their order.
  var merged: [MergeSymbol] {
    symbols.indices.lazy.filter { next[$0] != Self.gone }.map { symbols[$0] }
  }

  /// Merges by a rule.
  mutating func merge<Rule: MergeRule>(_ bytes: [UInt8], by rule: Rule) {
    for right in symbols.indices.dropFirst() {
      if let candidate = candidate(right - 1, right, bytes, rule) { queue.insert(candidate) }
    }
    var score: Float?
    while true {
      if !deferred.isEmpty, queue.first?.score != score {
        for candidate in deferred { queue.insert(candidate) }
        deferred.removeAll(keepingCapacity: true)
      }
      guard let best = queue.popFirst() else { return }
      guard next[best.left] == best.right, size(best.left, best.right) == best.size else {
        continue
      }
      score = best.score
      join(best)
      for (left, right) in [(previous[best.left], best.left), (best.left, next[best.left])]
      where left >= 0 && right >= 0 {
        guard let new = candidate(left, right, bytes, rule) else { continue }
        if Rule.mergesPlacesTogether { deferred.append(new) } else { queue.insert(new) }
      }
    }
  }

  /// The bytes of two neighbours, which tell whether either was merged in the meantime.
  private func size(_ left: Int, _ right: Int) -> Int {
    symbols[left].range.count + symbols[right].range.count
  }

  private func candidate<Rule: MergeRule>(
    _ left: Int, _ right: Int, _ bytes: [UInt8], _ rule: Rule
  ) -> MergeCandidate? {
    guard !symbols[left].isFixed, !symbols[right].isFixed,
      let (token, score) = rule.merge(symbols[left], symbols[right], of: bytes)
    else { return nil }
    return MergeCandidate(
      score: score, left: left, right: right, size: size(left, right), token: token)
  }

  private mutating func join(_ candidate: MergeCandidate) {
    let (left, right) = (candidate.left, candidate.right)
    symbols[left].range = symbols[left].range.lowerBound..<symbols[right].range.upperBound
    symbols[left].token = candidate.token
    next[left] = next[right]
    if next[right] >= 0 { previous[next[right]] = left }
    next[right] = Self.gone
  }
}

/// Two neighbours that may be merged.
private struct MergeCandidate: Prioritized {
  let score: Float
  let left: Int
  let right: Int
  let size: Int
  let token: TokenID

  func precedes(_ other: MergeCandidate) -> Bool {
    score != other.score ? score > other.score : left < other.left
  }
}
