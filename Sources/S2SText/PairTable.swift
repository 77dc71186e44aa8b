/// A pair of neighbouring tokens.
struct TokenPair: Hashable {
  let left: TokenID, right: TokenID
}

/// A hash table that numbers pairs of tokens from zero, in order of insertion.
///
/// The numbers do not depend on the hash function, so that may be another one in every process:
/// a file of pairs that all meet in one slot, which would take hours to load, is impossible.
struct PairTable {
  /// Some odd number.
  private static let multiplier = UInt64.random(in: .min ... .max) | 1

  private(set) var pairs: [TokenPair] = []
  /// Open addressing with linear probing: the pair and its number, which is -1 in a free slot.
  private var slots = [Slot](repeating: Slot(), count: 64)

  private struct Slot {
    var pair = TokenPair(left: 0, right: 0)
    var number: Int32 = -1
  }

  var count: Int { pairs.count }

  /// The pair's number, or -1.
  @inline(__always)
  func find(_ pair: TokenPair) -> Int32 {
    let mask = slots.count - 1
    var slot = Self.hash(pair) & mask
    while true {
      let entry = slots[slot]
      if entry.number < 0 || entry.pair == pair { return entry.number }
      slot = (slot + 1) & mask
    }
  }

  /// The pair's number; the pair is added if it is new.
  mutating func insert(_ pair: TokenPair) -> Int {
    let number = find(pair)
    if number >= 0 { return Int(number) }
    if 2 * (count + 1) > slots.count { grow() }
    pairs.append(pair)
    place(count - 1)
    return count - 1
  }

  @inline(__always)
  private static func hash(_ pair: TokenPair) -> Int {
    let key = UInt64(UInt32(bitPattern: pair.left)) << 32 | UInt64(UInt32(bitPattern: pair.right))
    // The high bits of the product are the well mixed ones.
    let product = key &* multiplier
    return Int(truncatingIfNeeded: product >> 24 ^ product >> 44)
  }

  private mutating func grow() {
    slots = [Slot](repeating: Slot(), count: 2 * slots.count)
    for number in 0..<count { place(number) }
  }

  private mutating func place(_ number: Int) {
    let mask = slots.count - 1
    var slot = Self.hash(pairs[number]) & mask
    while slots[slot].number >= 0 { slot = (slot + 1) & mask }
    slots[slot] = Slot(pair: pairs[number], number: Int32(number))
  }
}
