/// A pair of texts, and where it stands.
struct TextPair: Equatable {
  var source: String
  var target: String
  /// The line that it begins in, or the message's number; from 1.
  var place: Int
}

/// Pairs that were read and not yet asked for.
struct PairQueue {
  private var pairs: [TextPair] = []
  private var head = 0
  /// The pairs that ever stood in it.
  private(set) var count = 0

  /// Adds a pair at the end.
  mutating func append(_ pair: TextPair) {
    pairs.append(pair)
    count += 1
  }

  /// Takes the first pair, if there is one.
  mutating func next() -> TextPair? {
    guard head < pairs.count else {
      pairs.removeAll(keepingCapacity: true)
      head = 0
      return nil
    }
    defer { head += 1 }
    return pairs[head]
  }
}
