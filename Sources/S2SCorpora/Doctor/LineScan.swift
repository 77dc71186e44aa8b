/// The damaged or unusual characters of a line.
enum LineScan {
  /// Scans a line.
  ///
  /// - Complexity: linear in its bytes; few lines have a byte that is looked at twice.
  static func problems(_ text: String) -> ProblemSet {
    var text = text
    return text.withUTF8 { bytes in
      var problems: ProblemSet = []
      for index in bytes.indices where isRemarkable[Int(bytes[index])] {
        if let problem = problem(bytes, at: index) { problems.insert(problem) }
      }
      if SpreadsheetQuotes.hasDoubled(bytes) { problems.insert(.spreadsheetQuotes) }
      return problems
    }
  }

  /// The bytes at which something strange may begin.
  private static let isRemarkable: [Bool] = (0...UInt8.max).map { byte in
    (byte < 0x20 && byte != 0x09) || byte == 0x7f
      || [UInt8(ascii: "&"), UInt8(ascii: "<"), 0xc2, 0xc3, 0xe1, 0xe2, 0xef, 0xf3].contains(byte)
  }

  private static func problem(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> CorpusProblem? {
    switch bytes[index] {
    case 0: .nulByte
    case ..<0x20, 0x7f: .controlCharacter
    case UInt8(ascii: "&"): Entity(bytes, at: index) == nil ? nil : .entity
    case UInt8(ascii: "<"): isTag(bytes, at: index) ? .markup : nil
    // U+0080 to U+009F.
    case 0xc2 where (0x80...0x9f).contains(bytes[index + 1]): .controlCharacter
    case 0xc3: isGarbled(bytes, at: index) ? .garbled : nil
    case 0xef where bytes[index + 1] == 0xbf && bytes[index + 2] == 0xbd: .garbled
    default: isInvisible(bytes.scalar(at: index).value) ? .invisibleCharacter : nil
    }
  }

  /// Whether a character shows nothing and joins nothing: not the joiners that the scripts of India and
  /// Persia need, and emoji.
  static func isInvisible(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xad, 0x180e, 0x200b, 0x200e, 0x200f, 0x202a...0x202e, 0x2060...0x206f, 0xfeff,
      0xfff9...0xfffb, 0xe_0000...0xe_007f:
      true
    default: false
    }
  }

  /// The longest tag that is looked at, in bytes.
  private static let longestTag = 200

  /// Whether `<name ...>` or `</name>` begins at an index.
  private static func isTag(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let inside = bytes[(index + 1)...].prefix(longestTag)
    let name = inside.first == UInt8(ascii: "/") ? inside.dropFirst() : inside
    guard let first = name.first, (0x61...0x7a).contains(first | 0x20) else { return false }
    return name.prefix { $0 != UInt8(ascii: "<") }.contains(UInt8(ascii: ">"))
  }

  /// Whether two bytes of UTF-8 were read as two characters of Latin-1 or Windows-1252, as in
  /// `Ã©` for é, `Â°` for °, `â€™` for ’, `Ð¿` for п.
  private static func isGarbled(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index + 3 < bytes.count else { return false }
    let next = bytes[index + 2], last = bytes[index + 3]
    switch bytes[index + 1] {
    // Ã, Ð or Ñ and a character from U+0080 to U+00BF; Â and one from U+00A0.
    case 0x83, 0x90, 0x91: return next == 0xc2
    case 0x82: return next == 0xc2 && last >= 0xa0
    case 0xa2: return next == 0xe2 && last == 0x82 && bytes[min(index + 4, bytes.count - 1)] == 0xac
    default: return false
    }
  }
}

/// A character in the notation of HTML.
struct Entity {
  /// What it stands for.
  let character: Unicode.Scalar
  /// The bytes of the notation.
  let byteCount: Int

  private static let names: [(String, Unicode.Scalar)] = [
    ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("nbsp", "\u{A0}"),
  ]
  private static let longest = 10

  /// Reads one that begins with the `&` at `index`; `nil` when there is none.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
    let inside = bytes[(index + 1)...].prefix(Self.longest)
    guard let end = inside.firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: bytes[index + 1..<end], as: UTF8.self)
    if let known = Self.names.first(where: { $0.0 == name }) {
      character = known.1
    } else if let scalar = Self.numbered(name) {
      character = scalar
    } else {
      return nil
    }
    byteCount = end + 1 - index
  }

  private static func numbered(_ name: String) -> Unicode.Scalar? {
    guard name.hasPrefix("#") else { return nil }
    let isHexadecimal = name.hasPrefix("#x") || name.hasPrefix("#X")
    guard let value = UInt32(name.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10),
      value >= 0x20, !(0x7f...0x9f).contains(value), let scalar = Unicode.Scalar(value)
    else { return nil }
    return scalar
  }
}

/// Repairs the damage that is certain.
enum LineRepair {
  /// The line without a spreadsheet's quotes, without control and invisible characters, and with the characters that its entities stand
  /// for.
  static func repaired(_ line: String) -> String {
    var line = line
    if line.withUTF8(SpreadsheetQuotes.hasDoubled) { line = SpreadsheetQuotes.removed(from: line) }
    return line.withUTF8 { bytes in
      var result: [UInt8] = []
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte == UInt8(ascii: "&"), let entity = Entity(bytes, at: index) {
          result += Array(String(entity.character).utf8)
          index += entity.byteCount
        } else if (byte < 0x20 && byte != 0x09) || byte == 0x7f {
          result.append(UInt8(ascii: " "))
          index += 1
        } else if byte == 0xc2 && (0x80...0x9f).contains(bytes[index + 1]) {
          result.append(UInt8(ascii: " "))
          index += 2
        } else {
          let (scalar, width) = bytes.scalar(at: index)
          if !LineScan.isInvisible(scalar) {
            result.append(contentsOf: bytes[index..<index + width])
          }
          index += width
        }
      }
      return String(decoding: result, as: UTF8.self)
    }
  }
}
