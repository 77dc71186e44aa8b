/// Fair coins in the order of `Generator.integers(2, size=(trials, count), dtype=bool)`.
///
/// NumPy takes half a word at a time, bit by bit from the lowest, across the trials of one call.
package struct CoinTosses: Sendable {
  /// Drawn but not yet used, the next in the lowest bit.
  private var bits: UInt32 = 0
  private var bitCount = 0

  /// Begins a call: nothing is drawn yet.
  package init() {}

  /// Tosses `count` coins and appends the positions of the heads, in order.
  package mutating func appendHeads(
    _ count: Int, from generator: inout PCG64, to indices: inout [UInt32]
  ) {
    indices.reserveCapacity(indices.count + count)
    var position = 0
    while position < count {
      if bitCount == 0 {
        bits = generator.nextHalf()
        bitCount = UInt32.bitWidth
      }
      let taken = min(bitCount, count - position)
      var heads = bits & UInt32.max >> (UInt32.bitWidth - taken)
      while heads != 0 {
        indices.append(UInt32(position + heads.trailingZeroBitCount))
        heads &= heads - 1
      }
      bits >>= taken
      bitCount -= taken
      position += taken
    }
  }
}
