/// NumPy's default generator, number for number: PCG-XSL-RR-128/64.
///
/// Reference: O'Neill 2014, "PCG: A Family of Simple Fast Space-Efficient Statistically Good
/// Algorithms for Random Number Generation"; NumPy 2.4, `numpy/random/src/pcg64`.
package struct PCG64: RandomNumberGenerator, Sendable {
  private static let multiplier: UInt128 = 0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645
  private var state: UInt128
  private let increment: UInt128
  /// The upper half of the latest word, where only the lower one was asked for.
  private var upperHalf: UInt32?

  /// Starts the stream of `numpy.random.default_rng(seed)`.
  package init(seed: UInt64) {
    let words = SeedSequence(seed).words(4).map { UInt128($0) }
    increment = (words[2] << 64 | words[3]) << 1 | 1
    state = increment &+ (words[0] << 64 | words[1])
    advance()
  }

  private mutating func advance() { state = state &* Self.multiplier &+ increment }

  /// The next word.
  package mutating func next() -> UInt64 {
    advance()
    let folded = UInt64(truncatingIfNeeded: state >> 64) ^ UInt64(truncatingIfNeeded: state)
    let turn = UInt64(truncatingIfNeeded: state >> 122)
    return folded &>> turn | folded &<< (64 &- turn)
  }

  /// The next half of a word, the lower one first.
  package mutating func nextHalf() -> UInt32 {
    if let half = upperHalf {
      upperHalf = nil
      return half
    }
    let word = next()
    upperHalf = UInt32(truncatingIfNeeded: word >> 32)
    return UInt32(truncatingIfNeeded: word)
  }

  /// Appends so many indices, as `Generator.choice(bound, size=count, replace=True)` draws them.
  ///
  /// Reference: Lemire 2019, "Fast Random Integer Generation in an Interval".
  package mutating func appendIndices(_ count: Int, below bound: UInt32, to indices: inout [UInt32])
  {
    precondition(bound > 0, "an index lies below a bound")
    // There is nothing to choose, and NumPy draws nothing.
    if bound == 1 { return indices.append(contentsOf: repeatElement(0, count: count)) }
    // Halves whose product ends lower than this would favour some indices.
    let threshold = (0 &- bound) % bound
    indices.reserveCapacity(indices.count + count)
    var left = count
    while left > 0 {
      let product = UInt64(nextHalf()) &* UInt64(bound)
      if UInt32(truncatingIfNeeded: product) < threshold { continue }
      indices.append(UInt32(truncatingIfNeeded: product >> 32))
      left -= 1
    }
  }
}
