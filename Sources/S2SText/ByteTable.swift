/// A hash table that numbers byte strings from zero, in order of insertion.
///
/// Keys lie one after the other in one array, so a table of a million words is four allocations.
struct ByteTable {
  private(set) var keys: [UInt8] = []
  /// Where key `n` begins; key `n` ends where `n + 1` begins.
  private(set) var starts: [Int] = [0]
  private var hashes: [UInt64] = []
  /// Open addressing with linear probing: the number of the key plus one, or zero.
  private var slots = [Int32](repeating: 0, count: 64)

  var count: Int { hashes.count }

  /// The bytes of key `number`, as a range of `keys`.
  func range(of number: Int) -> Range<Int> { starts[number]..<starts[number + 1] }

  /// Makes the hash function another one in every process, so that no text can be made whose
  /// words all meet in one slot; the numbers of keys do not depend on it.
  private static let seed = UInt64.random(in: .min ... .max)

  /// A hash of `bytes[range]`, the same for the life of the process.
  ///
  /// Multiply and fold, eight bytes at a time, as in wyhash (Wang Yi 2019).
  static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    var state = seed ^ UInt64(truncatingIfNeeded: range.count)
    bytes.withUnsafeBytes { raw in
      var index = range.lowerBound
      while index + 8 <= range.upperBound {
        state = mix(state ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        index += 8
      }
      var tail: UInt64 = 0
      while index < range.upperBound {
        tail = tail << 8 | UInt64(raw[index])
        index += 1
      }
      state = mix(state ^ tail)
    }
    return state
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }

  /// The number of the key equal to `bytes[range]`, or `nil`.
  ///
  /// - Parameter hash: `hash(bytes, range)`.
  func find(_ bytes: [UInt8], _ range: Range<Int>, hash: UInt64) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash && isKey(number, bytes, range) { return number }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The number of the key equal to `bytes[range]`, which is added if it is new.
  mutating func insert(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    let hash = Self.hash(bytes, range)
    if let number = find(bytes, range, hash: hash) { return number }
    if 2 * (count + 1) > slots.count { grow() }
    keys.append(contentsOf: bytes[range])
    starts.append(keys.count)
    hashes.append(hash)
    place(count - 1)
    return count - 1
  }

  /// Empties the table but keeps its memory.
  mutating func removeAll() {
    keys.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
    hashes.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = 0 }
  }

  private func isKey(_ number: Int, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var position = starts[number]
    guard starts[number + 1] - position == range.count else { return false }
    for index in range {
      if keys[position] != bytes[index] { return false }
      position += 1
    }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: 2 * slots.count)
    for number in 0..<count { place(number) }
  }

  private mutating func place(_ number: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hashes[number]) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = Int32(number + 1)
  }
}
