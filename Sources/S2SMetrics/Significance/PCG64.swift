/// NumPy's default generator, number for number: PCG-XSL-RR-128/64.
///
/// Reference: O'Neill 2014, "PCG: A Family of Simple Fast Space-Efficient Statistically Good
/// Algorithms for Random Number Generation"; NumPy 2.4, `numpy/random/src/pcg64`.
package struct PCG64: RandomNumberGenerator, Sendable {
  /// The state behind the next word.
  private var state: UInt128
  /// A step multiplies by the one and adds the other.
  private var factor: UInt128 = 0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645
  private var summand: UInt128
  /// The upper half of the latest word, where only the lower one was asked for.
  package private(set) var upperHalf: UInt32?

  /// Starts the stream of `numpy.random.default_rng(seed)`.
  package init(seed: UInt64) {
    let words = SeedSequence(seed).words(4).map { UInt128($0) }
    summand = (words[2] << 64 | words[3]) << 1 | 1
    state = summand &+ (words[0] << 64 | words[1])
    for _ in 0..<2 { state = state &* factor &+ summand }
  }

  /// The next word.
  package mutating func next() -> UInt64 {
    let folded = UInt64(truncatingIfNeeded: state >> 64) ^ UInt64(truncatingIfNeeded: state)
    let turn = UInt64(truncatingIfNeeded: state >> 122)
    state = state &* factor &+ summand
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

  /// Skips the given number of words; half a word that is left is dropped.
  ///
  /// - Complexity: O(log *count*).
  package mutating func skip(_ count: Int) {
    upperHalf = nil
    // A number of steps is one multiplication and one addition, squared bit by bit.
    var (left, jump) = (count, self)
    while left > 0 {
      if left & 1 == 1 { state = state &* jump.factor &+ jump.summand }
      jump = jump.everySecond
      left >>= 1
    }
  }

  /// The generator of every second word, beginning with the next.
  package var everySecond: PCG64 {
    var generator = self
    generator.summand = summand &* factor &+ summand
    generator.factor = factor &* factor
    generator.upperHalf = nil
    return generator
  }
}
