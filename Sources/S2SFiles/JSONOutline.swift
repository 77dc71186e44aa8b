/// Checks that bytes are one strict JSON value, without recursion and in linear time.
///
/// Besides the grammar it checks what a decoder leaves open: the depth, names that come twice,
/// names written with escapes (which would hide such twins; no name here needs one), and numbers
/// that are infinite.
///
/// Reference: RFC 8259.
struct JSONOutline {
  /// More containers inside each other than any document of this package has.
  static let maximumDepth = 16

  /// A number that not every numeric type holds: with a sign, a fraction, or many digits.
  struct SpecialNumber {
    let field: String
    let range: Range<Int>
  }

  /// The first numbers that may not fit their fields.
  private(set) var specialNumbers: [SpecialNumber] = []

  private let bytes: [UInt8]
  private var index = 0
  private var containers: [Container] = []

  private struct Container {
    let isObject: Bool
    /// The names of an object so far.
    var names: Set<ArraySlice<UInt8>> = []
    /// The name whose value is being read.
    var name = ""
  }

  /// Checks bytes that are valid UTF-8.
  init(_ bytes: [UInt8]) throws(JSONFault) {
    self.bytes = bytes
    repeat {
      while try beginsContainer() {}
    } while try goesOn()
    guard index == bytes.count else { throw fault("is followed by something else") }
  }

  /// Reads a value up to the first one inside it; `false` when the whole value has been read.
  private mutating func beginsContainer() throws(JSONFault) -> Bool {
    skipSpace()
    guard index < bytes.count else { throw fault("ends where a value is expected") }
    switch bytes[index] {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return try beginContainer()
    case UInt8(ascii: "\""): try skipString()
    case UInt8(ascii: "-"), 0x30...0x39: try readNumber()
    default:
      let literals = ["true", "false", "null"].map { Array($0.utf8) }
      guard let found = literals.first(where: { bytes[index...].starts(with: $0) }) else {
        throw fault("has no JSON value where one is expected")
      }
      index += found.count
    }
    return false
  }

  private mutating func beginContainer() throws(JSONFault) -> Bool {
    let isObject = bytes[index] == UInt8(ascii: "{")
    guard containers.count < Self.maximumDepth else {
      throw fault("is nested more than \(Self.maximumDepth) deep")
    }
    index += 1
    if skips(isObject ? "}" : "]") { return false }
    containers.append(Container(isObject: isObject))
    if isObject { try readName() }
    return true
  }

  /// Closes what ends after a value; `true` when another value follows.
  private mutating func goesOn() throws(JSONFault) -> Bool {
    while let isObject = containers.last?.isObject {
      if skips(",") {
        if isObject { try readName() }
        return true
      }
      try expect(isObject ? "}" : "]")
      containers.removeLast()
    }
    skipSpace()
    return false
  }

  private mutating func readName() throws(JSONFault) {
    skipSpace()
    let start = index
    try skipString()
    let name = bytes[start + 1..<index - 1]
    let end = index
    index = start
    guard !name.contains(UInt8(ascii: "\\")) else { throw fault("has a name with an escape") }
    let text = String(decoding: name, as: UTF8.self)
    guard containers[containers.count - 1].names.insert(name).inserted else {
      throw fault("has the name \(quoted(text)) twice")
    }
    containers[containers.count - 1].name = text
    index = end
    try expect(":")
  }

  private mutating func skipString() throws(JSONFault) {
    try expect("\"")
    while index < bytes.count {
      let byte = bytes[index]
      guard byte >= 0x20 else { throw fault("has a control character in its text") }
      index += 1
      if byte == UInt8(ascii: "\"") { return }
      if byte == UInt8(ascii: "\\") { try skipEscape() }
    }
    throw fault("has text without an end")
  }

  private mutating func skipEscape() throws(JSONFault) {
    let letter = index < bytes.count ? bytes[index] : 0
    index += 1
    if "\"\\/bfnrt".utf8.contains(letter) { return }
    let digits = bytes[min(index, bytes.count)...].prefix(4)
    guard letter == UInt8(ascii: "u"), digits.count == 4, digits.allSatisfy(\.isHexadecimal) else {
      index -= 1
      throw fault("has an unknown escape in its text")
    }
    index += 4
  }

  private mutating func readNumber() throws(JSONFault) {
    let start = index
    index += bytes[start] == UInt8(ascii: "-") ? 1 : 0
    let first = index
    let whole = skipDigits()
    var isWellFormed = whole > 0 && (whole == 1 || bytes[first] != UInt8(ascii: "0"))
    if skipsByte(".") { isWellFormed = skipDigits() > 0 && isWellFormed }
    if skipsByte("e") || skipsByte("E") {
      _ = skipsByte("+") || skipsByte("-")
      isWellFormed = skipDigits() > 0 && isWellFormed
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard isWellFormed, Double(text)?.isFinite == true else {
      index = start
      throw fault(isWellFormed ? "has a number that is too large" : "has a malformed number")
    }
    if whole != index - start || whole > 18, specialNumbers.count < 32 {
      specialNumbers.append(SpecialNumber(field: field, range: start..<index))
    }
  }

  /// Where in the document this is: the names from the outside in, such as `dropout.layers`.
  private var field: String {
    containers.filter(\.isObject).map(\.name).joined(separator: ".")
  }

  // MARK: - Marks

  private mutating func skipDigits() -> Int {
    let start = index
    while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
    return index - start
  }

  private mutating func skipSpace() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return
      }
    }
  }

  private mutating func skipsByte(_ mark: Unicode.Scalar) -> Bool {
    guard index < bytes.count, UInt32(bytes[index]) == mark.value else { return false }
    index += 1
    return true
  }

  private mutating func skips(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    return skipsByte(mark)
  }

  private mutating func expect(_ mark: Unicode.Scalar) throws(JSONFault) {
    guard skips(mark) else { throw fault("lacks \"\(mark)\"") }
  }

  private func fault(_ problem: String) -> JSONFault {
    JSONFault(problem, field: field, offset: index)
  }
}

extension UInt8 {
  fileprivate var isHexadecimal: Bool {
    (0x30...0x39).contains(self) || (0x61...0x66).contains(self | 0x20)
  }
}
