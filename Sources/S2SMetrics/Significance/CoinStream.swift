/// Fair coins in the order of `Generator.integers(2, size=(trials, count), dtype=bool)`.
///
/// NumPy tosses once a bit, the lowest bit of each word first, across the trials of one call.
package struct CoinStream: Sendable {
  private var generator: PCG64
  /// Tosses that are drawn but not yet used, the next in the lowest bit.
  private var bits: UInt64 = 0
  private var bitCount = 0

  /// Coins from a stream of words that begins with a whole one, without the given number of first coins.
  package init(_ generator: PCG64, skipping coins: Int) {
    self.generator = generator
    self.generator.skip(coins / UInt64.bitWidth)
    if coins % UInt64.bitWidth > 0 {
      bits = self.generator.next() >> (coins % UInt64.bitWidth)
      bitCount = UInt64.bitWidth - coins % UInt64.bitWidth
    }
  }

  /// Tosses the given number of coins: the positions of the heads, in order.
  package mutating func heads(of count: Int) -> [UInt32] {
    var heads: [UInt32] = []
    heads.reserveCapacity(count)
    var position = 0
    while position < count {
      if bitCount == 0 { (bits, bitCount) = (generator.next(), UInt64.bitWidth) }
      let taken = min(bitCount, count - position)
      var left = bits & UInt64.max >> (UInt64.bitWidth - taken)
      while left != 0 {
        heads.append(UInt32(position + left.trailingZeroBitCount))
        left &= left - 1
      }
      bits >>= taken
      bitCount -= taken
      position += taken
    }
    return heads
  }

  /// The generator after a call that tosses the given number of coins: the call drops what is left of half a
  /// word, but not the half after it.
  package static func generator(after coins: Int, from generator: PCG64) -> PCG64 {
    var generator = generator
    let halves = (coins + UInt32.bitWidth - 1) / UInt32.bitWidth
    generator.skip(halves / 2)
    if halves % 2 == 1 { _ = generator.nextHalf() }
    return generator
  }
}
