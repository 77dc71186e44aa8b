/// Reads the tokens of JSON, strictly and in one pass: white space, marks, strings and numbers.
///
/// What they make together is for the readers to say that use it: which values there may be, how
/// deep, and how long. Nothing recurses, and nothing is allocated but the strings.
///
/// Reference: RFC 8259.
package struct JSONScanner {
  /// What is wrong, and where.
  package struct Fault: Error, Equatable {
    /// What is wrong.
    package let problem: JSONProblem
    /// The offset in bytes.
    package let offset: Int
  }

  /// The text.
  package let bytes: [UInt8]
  /// The offset of the next byte.
  package private(set) var position = 0

  /// Begins at the first of some bytes.
  package init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  /// The next byte; `nil` at the end.
  package var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// A fault at an offset, or here.
  package func fault(_ problem: JSONProblem, at offset: Int? = nil) -> Fault {
    Fault(problem: problem, offset: offset ?? position)
  }
}

// MARK: - Marks

extension JSONScanner {
  /// Steps over white space.
  package mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  /// Steps over white space and a mark, if it is the next.
  package mutating func skips(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    return skipsByte(mark)
  }

  /// Steps over white space and a mark.
  package mutating func expect(_ mark: Unicode.Scalar) throws(Fault) {
    guard skips(mark) else { throw fault(.missingMark(mark)) }
  }

  /// Steps over `true`, `false` or `null`, if one is the next.
  package mutating func skipsLiteral() -> Bool {
    for literal: StaticString in ["true", "false", "null"] {
      let length = literal.utf8CodeUnitCount
      let text = UnsafeBufferPointer(start: literal.utf8Start, count: length)
      guard bytes[position...].starts(with: text) else { continue }
      position += length
      return true
    }
    return false
  }

  private mutating func skipsByte(_ mark: Unicode.Scalar) -> Bool {
    guard position < bytes.count, UInt32(bytes[position]) == mark.value else { return false }
    position += 1
    return true
  }
}

// MARK: - Strings

extension JSONScanner {
  /// Reads a string.
  package mutating func string() throws(Fault) -> String {
    try expect("\"")
    let start = position
    // What was decoded before the run of plain bytes.
    var decoded: [UInt8] = []
    var runStart = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        decoded.append(contentsOf: bytes[runStart..<position])
        position += 1
        guard let text = String(validating: decoded, as: UTF8.self) else {
          throw fault(.notUTF8, at: start)
        }
        return text
      case UInt8(ascii: "\\"):
        decoded.append(contentsOf: bytes[runStart..<position])
        decoded.append(contentsOf: String(try escape()).utf8)
        runStart = position
      case 0..<0x20: throw fault(.controlCharacter)
      default: position += 1
      }
    }
    throw fault(.endlessString)
  }

  /// Reads an escape sequence, a surrogate pair being one.
  private mutating func escape() throws(Fault) -> Unicode.Scalar {
    let start = position
    position += 1
    guard let letter = next else { throw fault(.endlessString) }
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try hexadecimal(of: start)
      if let scalar = Unicode.Scalar(unit) { return scalar }
      guard unit < 0xDC00, skipsByte("\\"), skipsByte("u") else {
        throw fault(.loneSurrogate, at: start)
      }
      let low = try hexadecimal(of: start)
      guard low & 0xFC00 == 0xDC00,
        let scalar = Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF)
      else { throw fault(.loneSurrogate, at: start) }
      return scalar
    default: throw fault(.unknownEscape, at: start)
    }
  }

  /// Reads four hexadecimal digits of the escape sequence that begins at an offset.
  private mutating func hexadecimal(of start: Int) throws(Fault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw fault(.brokenEscape, at: start)
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}

// MARK: - Numbers

extension JSONScanner {
  /// Reads a whole number; not -0, which means nothing different here.
  package mutating func integer() throws(Fault) -> Int {
    skipSpace()
    let start = position
    let isNegative = skipsByte("-")
    let first = position
    var value = 0
    while let digit = next, (0x30...0x39).contains(digit) {
      let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tenfold.addingReportingOverflow(Int(digit - 0x30))
      if overflow || carry { throw fault(.numberTooLarge, at: start) }
      value = sum
      position += 1
    }
    let hasZero = position > first && bytes[first] == 0x30
    let isWhole = next.map { !".eE".utf8.contains($0) } ?? true
    guard position > first, isWhole, !hasZero || (position == first + 1 && !isNegative) else {
      throw fault(.notWhole, at: start)
    }
    return isNegative ? -value : value
  }

  /// Steps over a number of any form that is not infinite.
  ///
  /// - Returns: where it stands, and how many digits it begins with.
  package mutating func number() throws(Fault) -> (range: Range<Int>, wholeDigits: Int) {
    skipSpace()
    let start = position
    _ = skipsByte("-")
    let first = position
    let whole = skipDigits()
    var isWellFormed = whole > 0 && (whole == 1 || bytes[first] != 0x30)
    if skipsByte(".") { isWellFormed = skipDigits() > 0 && isWellFormed }
    if skipsByte("e") || skipsByte("E") {
      _ = skipsByte("+") || skipsByte("-")
      isWellFormed = skipDigits() > 0 && isWellFormed
    }
    guard isWellFormed else { throw fault(.malformedNumber, at: start) }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard Double(text)?.isFinite == true else { throw fault(.numberTooLarge, at: start) }
    return (start..<position, whole)
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
    return position - start
  }
}
