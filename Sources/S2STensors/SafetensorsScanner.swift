/// Reads the few kinds of JSON token that a safetensors header consists of, strictly.
///
/// The header's grammar is fixed: objects of strings, whole numbers and arrays of them, three
/// levels deep. So there is no general JSON value here, nothing nests deeper than the calls of
/// `SafetensorsHeader` do, duplicate keys are seen by the caller, and nothing is allocated but the
/// strings and numbers themselves.
///
/// Reference: RFC 8259.
struct SafetensorsScanner {
  private let bytes: UnsafeRawBufferPointer
  private let path: String
  private(set) var position: Int
  private let end: Int

  /// Scans a range of a file's bytes; positions are offsets in the file.
  init(_ bytes: UnsafeRawBufferPointer, range: Range<Int>, path: String) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    self.bytes = bytes
    self.path = path
    position = range.lowerBound
    end = range.upperBound
  }

  /// Whether only the padding is left that the format allows: spaces.
  mutating func isAtEnd() -> Bool {
    while position < end && bytes[position] == UInt8(ascii: " ") { position += 1 }
    return position == end
  }

  /// Steps over white space and one punctuation mark, if it is the next.
  mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < end, bytes[position] == UInt8(ascii: mark) else { return false }
    position += 1
    return true
  }

  /// Steps over white space and one punctuation mark.
  mutating func expect(_ mark: Unicode.Scalar) throws(SafetensorsError) {
    guard skip(mark) else { throw malformed("expected \"\(mark)\"") }
  }

  /// Reads the members of an object; `member` gets each key and its offset, and reads the value.
  mutating func object(
    _ member: (inout SafetensorsScanner, String, Int) throws(SafetensorsError) -> Void
  ) throws(SafetensorsError) {
    try expect("{")
    if skip("}") { return }
    repeat {
      skipSpace()
      let offset = position
      let key = try name()
      try expect(":")
      try member(&self, key, offset)
    } while skip(",")
    try expect("}")
  }

  /// Reads an array of whole numbers.
  mutating func integers(atMost limit: Int) throws(SafetensorsError) -> [Int] {
    try expect("[")
    var values: [Int] = []
    if skip("]") { return values }
    repeat {
      let value = try integer()
      guard values.count < limit else {
        throw error(.shapeTooLarge, "has more than \(limit) entries", at: position)
      }
      values.append(value)
    } while skip(",")
    try expect("]")
    return values
  }

  /// Reads a whole number, at least 0.
  private mutating func integer() throws(SafetensorsError) -> Int {
    skipSpace()
    let start = position
    var value = 0
    while position < end, case let digit = bytes[position], isDigit(digit) {
      let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tenfold.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
      if overflow || carry { throw error(.invalidNumber, "has a number above 2^63", at: start) }
      value = sum
      position += 1
    }
    if position == start {
      guard position < end, bytes[position] == UInt8(ascii: "-") else {
        throw malformed("expected a number")
      }
      throw error(.invalidNumber, "has a negative number", at: start)
    }
    if position - start > 1 && bytes[start] == UInt8(ascii: "0") {
      throw error(.invalidNumber, "has a number with leading zeros", at: start)
    }
    if position < end, [".", "e", "E"].contains(Unicode.Scalar(bytes[position])) {
      throw error(.invalidNumber, "has a number that is not a whole one", at: start)
    }
    return value
  }

  /// Reads a string of at most `SafetensorsHeader.maximumNameBytes`: what is compared and hashed.
  mutating func name() throws(SafetensorsError) -> String {
    skipSpace()
    let start = position
    let name = try string()
    let limit = SafetensorsHeader.maximumNameBytes
    guard name.utf8.count <= limit else {
      throw error(.nameTooLong, "a name has more than \(limit) bytes", at: start)
    }
    return name
  }

  /// Reads a string.
  mutating func string() throws(SafetensorsError) -> String {
    try expect("\"")
    let start = position
    // What has been decoded up to `runStart`; empty as long as there was no escape.
    var decoded: [UInt8] = []
    var runStart = position
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        let run = UnsafeRawBufferPointer(rebasing: bytes[runStart..<position])
        position += 1
        if runStart == start { return try text(run, at: start) }
        decoded.append(contentsOf: run)
        return try text(decoded, at: start)
      } else if byte == UInt8(ascii: "\\") {
        decoded.append(contentsOf: bytes[runStart..<position])
        try appendEscape(to: &decoded)
        runStart = position
      } else if byte < 0x20 {
        throw malformed("a string has a bare control character")
      } else {
        position += 1
      }
    }
    throw malformed("a string does not end")
  }

  private func text(
    _ units: some Sequence<UInt8>, at start: Int
  ) throws(SafetensorsError) -> String {
    guard let text = String(validating: units, as: UTF8.self) else {
      throw error(.notUTF8, "a string is not UTF-8", at: start)
    }
    return text
  }

  /// Decodes the escape sequence that begins here, a surrogate pair being one.
  private mutating func appendEscape(to text: inout [UInt8]) throws(SafetensorsError) {
    let start = position
    guard position + 1 < end else { throw malformed("a string does not end") }
    let letter = bytes[position + 1]
    position += 2
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var value = try hexadecimal()
      if value & 0xFC00 == 0xD800, position + 1 < end,
        bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
      {
        position += 2
        let low = try hexadecimal()
        guard low & 0xFC00 == 0xDC00 else { throw loneSurrogate(at: start) }
        value = 0x10000 + ((value & 0x3FF) << 10) + (low & 0x3FF)
      }
      guard let scalar = Unicode.Scalar(value) else { throw loneSurrogate(at: start) }
      text.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
    default: throw error(.malformedHeader, "a string has an unknown escape", at: start)
    }
  }

  /// Reads four hexadecimal digits.
  private mutating func hexadecimal() throws(SafetensorsError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard position < end, let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue
      else { throw malformed("expected four hexadecimal digits") }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  private mutating func skipSpace() {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private func loneSurrogate(at offset: Int) -> SafetensorsError {
    error(.notUTF8, "a string has half of a surrogate pair", at: offset)
  }

  private func malformed(_ problem: String) -> SafetensorsError {
    error(.malformedHeader, problem, at: position)
  }

  private func error(
    _ code: SafetensorsError.Code, _ problem: String, at offset: Int
  ) -> SafetensorsError {
    SafetensorsError(code, problem, path: path, offset: offset)
  }
}
