import S2SJSON

/// Checks that bytes are one strict JSON value, without recursion and in linear time.
///
/// Besides the grammar it checks what a decoder leaves open: the depth, names that come twice,
/// names written with escapes (which would hide such twins; no name here needs one), and numbers
/// that are infinite. Names and texts are bounded, because a decoder compares them as texts, and
/// that takes quadratic time for endless combining marks.
struct JSONOutline {
  /// More containers inside each other than any document of this package has.
  static let maximumDepth = 16
  /// The longest name, in bytes; longer than any that there is.
  static let maximumNameBytes = 128
  /// The longest text that is not ASCII, in bytes; as long as a path.
  static let maximumTextBytes = 4_096

  /// A number that not every numeric type holds: with a sign, a fraction, or many digits.
  struct SpecialNumber {
    let field: String
    let range: Range<Int>
  }

  /// The first numbers that may not fit their fields.
  private(set) var specialNumbers: [SpecialNumber] = []

  private var scanner: JSONScanner
  private var containers: [Container] = []

  private struct Container {
    let isObject: Bool
    /// The names of an object so far, as bytes: to compare texts takes quadratic time for hostile
    /// ones.
    var names: Set<ArraySlice<UInt8>> = []
    /// The name whose value is being read.
    var name = ""
  }

  /// Checks bytes.
  init(_ bytes: [UInt8]) throws(JSONFault) {
    scanner = JSONScanner(bytes)
    do throws(JSONScanner.Fault) {
      repeat {
        while try beginsContainer() {}
      } while try goesOn()
      guard scanner.next == nil else { throw scanner.fault(.trailingText) }
    } catch {
      throw JSONFault(error.problem, field: field, offset: error.offset)
    }
  }

  /// Reads a value up to the first one inside it; `false` when the whole value has been read.
  private mutating func beginsContainer() throws(JSONScanner.Fault) -> Bool {
    scanner.skipSpace()
    switch scanner.next {
    case nil: throw scanner.fault(.endsEarly)
    case UInt8(ascii: "{"), UInt8(ascii: "["): return try beginContainer()
    case UInt8(ascii: "\""): try readText()
    case UInt8(ascii: "-"), (0x30...0x39)?: try readNumber()
    default: guard scanner.skipsLiteral() else { throw scanner.fault(.missingValue) }
    }
    return false
  }

  private mutating func readText() throws(JSONScanner.Fault) {
    let start = scanner.position
    let text = try scanner.string()
    guard text.utf8.count <= Self.maximumTextBytes || text.utf8.allSatisfy({ $0 < 0x80 }) else {
      throw scanner.fault(.textTooLong(limit: Self.maximumTextBytes), at: start)
    }
  }

  private mutating func beginContainer() throws(JSONScanner.Fault) -> Bool {
    guard containers.count < Self.maximumDepth else {
      throw scanner.fault(.tooDeep(limit: Self.maximumDepth))
    }
    let isObject = scanner.skips("{")
    if !isObject { try scanner.expect("[") }
    if scanner.skips(isObject ? "}" : "]") { return false }
    containers.append(Container(isObject: isObject))
    if isObject { try readName() }
    return true
  }

  /// Closes what ends after a value; `true` when another value follows.
  private mutating func goesOn() throws(JSONScanner.Fault) -> Bool {
    while let isObject = containers.last?.isObject {
      if scanner.skips(",") {
        if isObject { try readName() }
        return true
      }
      try scanner.expect(isObject ? "}" : "]")
      containers.removeLast()
    }
    scanner.skipSpace()
    return false
  }

  private mutating func readName() throws(JSONScanner.Fault) {
    scanner.skipSpace()
    let start = scanner.position
    let text = try scanner.string()
    let name = scanner.bytes[start + 1..<scanner.position - 1]
    guard name.count <= Self.maximumNameBytes else { throw scanner.fault(.nameTooLong, at: start) }
    guard !name.contains(UInt8(ascii: "\\")) else { throw scanner.fault(.escapedName, at: start) }
    containers[containers.count - 1].name = text
    guard containers[containers.count - 1].names.insert(name).inserted else {
      throw scanner.fault(.duplicateName(text), at: start)
    }
    try scanner.expect(":")
  }

  private mutating func readNumber() throws(JSONScanner.Fault) {
    let (range, wholeDigits) = try scanner.number()
    if wholeDigits != range.count || wholeDigits > 18, specialNumbers.count < 32 {
      specialNumbers.append(SpecialNumber(field: field, range: range))
    }
  }

  /// Where in the document this is: the names from the outside in, such as `dropout.layers`.
  private var field: String {
    containers.filter(\.isObject).map(\.name).joined(separator: ".")
  }
}
