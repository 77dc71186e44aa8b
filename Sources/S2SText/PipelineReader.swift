/// Reads the JSON of a stored pipeline: one object of known fields, nothing nested deeper.
///
/// Strict JSON (RFC 8259) in any order and layout; a field that is unknown or comes twice is an
/// error. Nothing recurses, so depth cannot exhaust the stack.
struct PipelineReader {
  /// What was read; `nil` where the field is absent.
  struct Fields {
    var format: String?
    var version: Int?
    var locale: String?
    var characters: String?
    var merges: [TokenPair]?
    var tokens: [TokenID]?
    var placeholders: String?
  }

  /// Longer than any known name.
  private static let maximumNameBytes = 32

  private let bytes: [UInt8]
  private var index = 0
  /// The field being read, for error messages.
  private var field = "(beginning)"

  init(_ text: String) { bytes = Array(text.utf8) }

  /// Reads the whole text.
  ///
  /// - Throws: `TextError.malformed`.
  mutating func read() throws -> Fields {
    var fields = Fields()
    try expect("{")
    if !skips("}") {
      repeat { try readField(into: &fields) } while skips(",")
      field = "(end)"
      try expect("}")
    }
    field = "(end)"
    skipSpace()
    guard index == bytes.count else { throw problem("is followed by something else") }
    return fields
  }

  private mutating func readField(into fields: inout Fields) throws {
    field = "(name)"
    let name = try string()
    // To compare it takes quadratic time for a hostile one.
    guard name.utf8.count <= Self.maximumNameBytes else { throw problem("is too long") }
    // Whatever it holds, it can be shown.
    field = name.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
    try expect(":")
    switch name {
    case "format": try store(string(), in: &fields.format)
    case "version": try store(integer(), in: &fields.version)
    case "locale": try store(string(), in: &fields.locale)
    case "characters": try store(string(), in: &fields.characters)
    case "merges": try store(pairs(), in: &fields.merges)
    case "tokens": try store(tokens(), in: &fields.tokens)
    case "placeholders": try store(string(), in: &fields.placeholders)
    default:
      throw problem("is unknown")
    }
  }

  private func store<Value>(_ value: Value, in place: inout Value?) throws {
    guard place == nil else { throw problem("comes twice") }
    place = value
  }

  // MARK: - Values

  private mutating func pairs() throws -> [TokenPair] {
    try list { reader in
      try reader.expect("[")
      let left = try reader.token()
      try reader.expect(",")
      let pair = TokenPair(left: left, right: try reader.token())
      try reader.expect("]")
      return pair
    }
  }

  private mutating func tokens() throws -> [TokenID] { try list { try $0.token() } }

  private mutating func list<Element>(
    of element: (inout PipelineReader) throws -> Element
  ) throws -> [Element] {
    var elements: [Element] = []
    try expect("[")
    if skips("]") { return elements }
    repeat { elements.append(try element(&self)) } while skips(",")
    try expect("]")
    return elements
  }

  private mutating func token() throws -> TokenID {
    guard let token = TokenID(exactly: try integer()) else {
      throw problem("has a number that is no token")
    }
    return token
  }

  private mutating func integer() throws -> Int {
    skipSpace()
    let isNegative = index < bytes.count && bytes[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    let first = index
    var value = 0
    while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
      // Longer numbers would overflow, and mean nothing here.
      guard index - first < 18 else { throw problem("has a number that is too large") }
      value = 10 * value + Int(bytes[index] - 0x30)
      index += 1
    }
    let hasLeadingZero = index - first > 1 && bytes[first] == 0x30
    guard index > first, !hasLeadingZero else { throw problem("has no whole number") }
    return isNegative ? -value : value
  }

  private mutating func string() throws -> String {
    try expect("\"")
    var content: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"): content.append(contentsOf: String(try escape()).utf8)
      case 0..<0x20: throw problem("has a control character in its text")
      default: content.append(byte)
      }
    }
    throw problem("has text without an end")
  }

  /// The scalar of an escape sequence, after its backslash.
  private mutating func escape() throws -> Unicode.Scalar {
    guard index < bytes.count else { throw problem("has text without an end") }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw problem("has an unknown escape")
    }
  }

  private mutating func unicodeEscape() throws -> Unicode.Scalar {
    let unit = try hexadecimal()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard unit < 0xDC00, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { throw problem("has half of a surrogate pair") }
    index += 2
    let low = try hexadecimal()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + low - 0xDC00)
    else { throw problem("has half of a surrogate pair") }
    return scalar
  }

  private mutating func hexadecimal() throws -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard index < bytes.count,
        let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue
      else { throw problem("has a broken \\u escape") }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }

  // MARK: - Marks

  private mutating func skipSpace() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }

  private mutating func skips(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard index < bytes.count, UInt32(bytes[index]) == mark.value else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ mark: Unicode.Scalar) throws {
    guard skips(mark) else { throw problem("lacks '\(mark)'") }
  }

  private func problem(_ text: String) -> TextError {
    TextError.malformed(field, text, at: index)
  }
}
