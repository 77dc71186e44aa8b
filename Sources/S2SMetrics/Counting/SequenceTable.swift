/// Numbers sequences of symbols: equal sequences get equal numbers, in order of appearance.
///
/// A sequence is known by the number of all but its last symbol and that symbol: a trie whose
/// edges live in one hash table. Emptying it is free, so that one table serves all sentences.
struct SequenceTable {
  private struct Slot {
    var key: UInt64 = 0
    var stamp: UInt32 = 0
    var number: Int32 = 0
  }

  /// The number of the empty sequence; others are numbered from 1.
  static let empty: Int32 = 0
  /// Stands for a sequence that is not in the table.
  static let missing: Int32 = -1

  /// Sequences in the table, without the empty one.
  private(set) var count: Int32 = 0
  private var slots = [Slot](repeating: Slot(), count: 1 << 10)
  private var shift: UInt64 = 64 - 10
  private var stamp: UInt32 = 1

  /// Empties the table.
  mutating func removeAll() {
    count = 0
    if stamp == .max {
      stamp = 0
      for index in slots.indices { slots[index].stamp = 0 }
    }
    stamp += 1
  }

  /// The number of `prefix` followed by `symbol`, which is added if it is new.
  mutating func insert(_ prefix: Int32, _ symbol: UInt32) -> Int32 {
    let key = Self.key(prefix, symbol)
    let index = slot(of: key)
    if slots[index].stamp == stamp { return slots[index].number }
    count += 1
    slots[index] = Slot(key: key, stamp: stamp, number: count)
    if Int(count) * 2 > slots.count { grow() }
    return count
  }

  /// The number of `prefix` followed by `symbol`, or `missing`.
  func find(_ prefix: Int32, _ symbol: UInt32) -> Int32 {
    let index = slot(of: Self.key(prefix, symbol))
    return slots[index].stamp == stamp ? slots[index].number : Self.missing
  }

  private static func key(_ prefix: Int32, _ symbol: UInt32) -> UInt64 {
    UInt64(UInt32(bitPattern: prefix)) << 32 | UInt64(symbol)
  }

  /// Where the key is, or the free slot where it belongs.
  private func slot(of key: UInt64) -> Int {
    // Multiplication carries upwards only: fold the prefix down before it.
    var index = Int(((key ^ key >> 29) &* 0x9E37_79B9_7F4A_7C15) >> shift)
    while slots[index].stamp == stamp && slots[index].key != key {
      index = (index + 1) & (slots.count - 1)
    }
    return index
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    shift -= 1
    for entry in old where entry.stamp == stamp { slots[slot(of: entry.key)] = entry }
  }
}
