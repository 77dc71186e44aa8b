/// What a normaliser of SentencePiece makes of characters and runs of them: a double-array trie of their
/// UTF-8, with the places of what they become.
///
/// Reference: the format of Darts-clone (Yata), as `normalizer.cc` of SentencePiece 0.2.1 reads it.
struct CharacterMap: Sendable {
  private var units: [UInt32] = []
  /// What runs become, each ended by a zero byte.
  private let results: [UInt8]

  /// Reads a map: the bytes of the trie, the trie, the results.
  ///
  /// - Throws: `SubwordFault.brokenCharacterMap`.
  init(_ bytes: ArraySlice<UInt8>) throws(SubwordFault) {
    let words = bytes.count / 4
    func word(_ number: Int) -> UInt32 {
      let place = bytes.startIndex + 4 * number
      return bytes[place..<place + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
    guard words > 0 else { throw .brokenCharacterMap }
    let size = Int(word(0))
    guard size >= 4, size % 4 == 0, size < bytes.count - 4 else { throw .brokenCharacterMap }
    units = (1...size / 4).map(word)
    results = Array(bytes.dropFirst(4 + size))
  }

  /// The longest run at a place of a text that the map knows: its length, and what it becomes.
  @inline(__always)
  func longest(in text: [UInt8], at start: Int) -> (length: Int, result: ArraySlice<UInt8>)? {
    var found: (length: Int, place: Int)?
    var node = Self.offset(units[0])
    var index = start
    while index < text.count {
      node ^= UInt32(text[index])
      guard Int(node) < units.count else { break }
      let unit = units[Int(node)]
      guard unit & (1 << 31 | 0xFF) == UInt32(text[index]) else { break }
      index += 1
      node ^= Self.offset(unit)
      guard Int(node) < units.count else { break }
      if unit >> 8 & 1 == 1 {
        found = (index - start, Int(units[Int(node)] & (1 << 31 - 1)))
      }
    }
    guard let found else { return nil }
    guard found.place < results.count else { return (found.length, []) }
    let rest = results[found.place...]
    return (found.length, rest[..<(rest.firstIndex(of: 0) ?? rest.endIndex)])
  }

  /// From a unit to those that follow it.
  private static func offset(_ unit: UInt32) -> UInt32 { (unit >> 10) << ((unit & 1 << 9) >> 6) }
}
