/// Blanks the characters that XML forbids, written as bytes or as references (`&#x0B;`), so that
/// they end no file, and remembers their places.
///
/// What it blanks keeps its length. A NUL byte stays: a file with one is no text.
///
/// Reference: XML 1.0, fifth edition, section 2.2, Char.
struct ForbiddenCharacters {
  /// Where the forbidden characters are in the text, in order.
  private var places: [Int] = []
  private var firstPlace = 0
  /// The longest reference that is looked at, in bytes.
  private static let longestReference = 1 << 16

  /// Whether there are none.
  var isEmpty: Bool { places.isEmpty }

  /// The bytes at which something forbidden may begin.
  private static let isRemarkable: [Bool] = (0...UInt8.max).map { byte in
    (byte < 0x20 && ![0, 0x09, 0x0a, 0x0d].contains(byte)) || byte == UInt8(ascii: "&")
      || byte == 0xef
  }

  /// Blanks what is forbidden in the next bytes of a text.
  ///
  /// - Parameters:
  ///   - offset: where the bytes are in the text.
  ///   - isEnd: whether no more follow.
  /// - Returns: how many of them are done; the others have to come again with those that follow.
  mutating func blank(_ bytes: UnsafeMutableRawBufferPointer, at offset: Int, isEnd: Bool) -> Int {
    var index = 0
    while index < bytes.count {
      guard Self.isRemarkable[Int(bytes[index])] else {
        index += 1
        continue
      }
      let rest = UnsafeRawBufferPointer(rebasing: bytes[index...].prefix(Self.longestReference))
      switch Self.judge(rest) {
      case .cut where !isEnd: return index
      case .cut, .allowed: index += 1
      case .forbidden(let count):
        places.append(offset + index)
        for position in index..<index + count { bytes[position] = 0x20 }
        index += count
      }
    }
    return bytes.count
  }

  /// Whether one of them is in a range of the text; ranges have to be asked for in order.
  mutating func isIn(_ range: Range<Int>) -> Bool {
    while firstPlace < places.count && places[firstPlace] < range.lowerBound { firstPlace += 1 }
    return firstPlace < places.count && places[firstPlace] < range.upperBound
  }

  /// Forgets those before a place in the text.
  mutating func forget(before place: Int) {
    _ = isIn(place..<place)
    places.removeSubrange(..<firstPlace)
    firstPlace = 0
  }

  private enum Judgement {
    case allowed, cut
    case forbidden(Int)
  }

  /// What begins at the first byte.
  private static func judge(_ bytes: UnsafeRawBufferPointer) -> Judgement {
    switch bytes[0] {
    case ..<0x20: return .forbidden(1)
    // U+FFFE and U+FFFF.
    case 0xef:
      guard bytes.count >= 3 else { return .cut }
      return bytes[1] == 0xbf && bytes[2] >= 0xbe ? .forbidden(3) : .allowed
    default: return reference(bytes)
    }
  }

  /// Judges `&#x0B;` and the like, with any number of zeros, and of any size.
  private static func reference(_ bytes: UnsafeRawBufferPointer) -> Judgement {
    guard bytes.count >= 2 else { return .cut }
    guard bytes[1] == UInt8(ascii: "#") else { return .allowed }
    guard bytes.count >= 3 else { return .cut }
    let isHexadecimal = bytes[2] == UInt8(ascii: "x")
    let start = isHexadecimal ? 3 : 2
    var (value, index) = (UInt32(0), start)
    while index < bytes.count, let digit = digit(bytes[index]), isHexadecimal || digit < 10 {
      value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x11_0000)
      index += 1
    }
    guard index < bytes.count else { return index < longestReference ? .cut : .allowed }
    guard bytes[index] == UInt8(ascii: ";"), index > start else { return .allowed }
    return isCharacter(value) ? .allowed : .forbidden(index + 1)
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46, 0x61...0x66: UInt32(byte | 0x20) - 0x61 + 10
    default: nil
    }
  }

  private static func isCharacter(_ value: UInt32) -> Bool {
    switch value {
    case 0x09, 0x0a, 0x0d, 0x20...0xd7ff, 0xe000...0xfffd, 0x1_0000...0x10_ffff: true
    default: false
    }
  }
}
