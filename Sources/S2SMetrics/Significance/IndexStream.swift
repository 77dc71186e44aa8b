/// Indices of sentences, in the order of `Generator.choice(bound, replace=True)`.
///
/// A half of a word gives one index or, rarely, none, and which of the two depends on nothing
/// else: so threads can read words far apart, and join what they find.
///
/// Reference: Lemire 2019, "Fast Random Integer Generation in an Interval".
package struct IndexStream: Sendable {
  private var generator: PCG64
  private let bound: UInt32
  /// Halves whose product with the bound ends lower than this would favour some indices.
  private let threshold: UInt32
  /// Half a word to begin with.
  private var half: UInt32?

  /// Indices below `bound` from a stream of words.
  ///
  /// - Precondition: `bound` is at least 1.
  package init(_ generator: PCG64, below bound: Int) {
    precondition(bound > 0, "an index lies below a bound")
    self.generator = generator
    self.bound = UInt32(bound)
    threshold = (0 &- self.bound) % self.bound
    half = generator.upperHalf
  }

  /// The stream without the indices of its next words.
  package func dropping(words: Int) -> IndexStream {
    var rest = self
    if words > 0 { rest.half = nil }
    rest.generator.skip(words)
    return rest
  }

  /// Reads the indices of the next words, two of each as a rule, into the front of an array.
  ///
  /// - Returns: how many they are; the array grows where it has to.
  package mutating func read(words: Int, into indices: inout [UInt32]) -> Int {
    let missing = 2 * words + 1 - indices.count
    if missing > 0 { indices.append(contentsOf: repeatElement(0, count: missing)) }
    var span = indices.mutableSpan
    // Of one thing NumPy draws nothing.
    if bound == 1 {
      for index in 0..<2 * words { span[index] = 0 }
      return 2 * words
    }
    var count = 0
    if let half { count = place(half, at: count, in: &span) }
    half = nil
    // Two generators side by side take little longer than one.
    var (first, second) = (generator.everySecond, generator)
    second.skip(1)
    second = second.everySecond
    generator.skip(words)
    for _ in 0..<words / 2 {
      let words = (first.next(), second.next())
      count = place(words.0, at: count, in: &span)
      count = place(words.1, at: count, in: &span)
    }
    return words % 2 == 0 ? count : place(first.next(), at: count, in: &span)
  }

  /// Stores the indices of both halves of a word; returns the place for the next.
  private func place(_ word: UInt64, at place: Int, in span: inout MutableSpan<UInt32>) -> Int {
    let next = self.place(UInt32(truncatingIfNeeded: word), at: place, in: &span)
    return self.place(UInt32(truncatingIfNeeded: word >> 32), at: next, in: &span)
  }

  /// Stores the index of half a word; returns the place for the next.
  private func place(_ half: UInt32, at place: Int, in span: inout MutableSpan<UInt32>) -> Int {
    let product = UInt64(half) &* UInt64(bound)
    // Without a branch: every half has a place, and the next overwrites what is rejected.
    span[place] = UInt32(truncatingIfNeeded: product >> 32)
    return UInt32(truncatingIfNeeded: product) < threshold ? place : place &+ 1
  }
}
