/// A part of a text that segmentation keeps whole: a web or e-mail address, a number, or a narrow
/// no-break space.
struct ProtectedSpan: Equatable {
  /// The kinds of spans.
  enum Kind {
    case webAddress, mailAddress, number, space
  }

  let range: Range<Int>
  let kind: Kind
  /// Whether a word boundary belongs at both ends (addresses and spaces), too.
  var isDelimited: Bool { kind != .number }

  /// Appends the spans of `bytes[range]`, which holds no spaces but between digits, from left to
  /// right.
  ///
  /// - Complexity: O(*n*).
  static func find(
    in bytes: [UInt8], _ range: Range<Int>, appendingTo spans: inout [ProtectedSpan]
  ) {
    var scanner = SpanScanner(bytes: bytes, range: range)
    while let span = scanner.next() { spans.append(span) }
  }

  /// The number that begins with the digit at `index`, also where `find` needs no span for it.
  static func number(in bytes: [UInt8], at index: Int, before end: Int) -> Range<Int> {
    SpanScanner(bytes: bytes, range: index..<end).numberRange().range
  }
}

/// Finds protected spans from left to right.
private struct SpanScanner {
  let bytes: [UInt8]
  let range: Range<Int>
  var index: Int
  /// Where the last span ended: the next begins there or later.
  var floor: Int

  init(bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    self.range = range
    index = range.lowerBound
    floor = range.lowerBound
  }

  mutating func next() -> ProtectedSpan? {
    while index < range.upperBound {
      let byte = bytes[index]
      let span: ProtectedSpan? =
        switch byte {
        case UInt8(ascii: ":"): url()
        case UInt8(ascii: "@"): mail()
        case UInt8(ascii: "w"), UInt8(ascii: "W"): world()
        case 0x30...0x39: number()
        case 0xE2: narrowSpace()
        default: nil
        }
      if let span {
        index = span.range.upperBound
        floor = index
        return span
      }
      index += 1
    }
    return nil
  }

  private func byte(_ index: Int) -> UInt8 { range.contains(index) ? bytes[index] : 0 }

  // MARK: - Addresses

  /// `scheme://...`, seen at its colon.
  private mutating func url() -> ProtectedSpan? {
    guard byte(index + 1) == UInt8(ascii: "/"), byte(index + 2) == UInt8(ascii: "/") else {
      return nil
    }
    var start = index
    while start > floor, index - start < 32, bytes[start - 1].isSchemeByte { start -= 1 }
    while start < index, !bytes[start].isLetter { start += 1 }
    guard start < index else { return nil }
    let end = addressEnd(from: index + 3)
    guard end > index + 3 else { return nil }
    return ProtectedSpan(range: start..<end, kind: .webAddress)
  }

  /// `www.name...`, seen at its first letter.
  private mutating func world() -> ProtectedSpan? {
    guard
      index == range.lowerBound || !bytes[index - 1].isAddressByte
        || bytes[index - 1].isOpeningBracket,
      byte(index + 1) | 0x20 == UInt8(ascii: "w"), byte(index + 2) | 0x20 == UInt8(ascii: "w"),
      byte(index + 3) == UInt8(ascii: "."), byte(index + 4).isAlphanumeric
    else { return nil }
    return ProtectedSpan(range: index..<addressEnd(from: index + 4), kind: .webAddress)
  }

  /// The end of an address, without punctuation that belongs to the sentence around it.
  private func addressEnd(from start: Int) -> Int {
    var end = start
    var open = 0
    while end < range.upperBound {
      let byte = bytes[end]
      if byte == UInt8(ascii: "(") { open += 1 }
      if byte == UInt8(ascii: ")") {
        // A closing bracket ends the address unless it was opened within.
        if open == 0 { break }
        open -= 1
      }
      let isLatin = (0xC3...0xC9).contains(byte) && end + 1 < range.upperBound
      guard byte.isAddressByte || isLatin else { break }
      end += isLatin ? 2 : 1
    }
    while end > start, bytes[end - 1].isSentencePunctuation { end -= 1 }
    return end
  }

  /// `name@domain.tld`, seen at its `@`.
  private mutating func mail() -> ProtectedSpan? {
    var start = index
    while start > floor, index - start < 64, bytes[start - 1].isMailByte { start -= 1 }
    while start < index, !bytes[start].isAlphanumeric { start += 1 }
    var end = index + 1
    while end < range.upperBound, bytes[end].isDomainByte { end += 1 }
    while end > index + 1, !bytes[end - 1].isAlphanumeric { end -= 1 }
    guard start < index, end > index + 1,
      let dot = bytes[index + 1..<end].lastIndex(of: UInt8(ascii: ".")), dot > index + 1,
      end - dot > 2, bytes[dot + 1..<end].allSatisfy(\.isLetter)
    else { return nil }
    return ProtectedSpan(range: start..<end, kind: .mailAddress)
  }

  // MARK: - Numbers

  /// `12:30`, and `1 234,56` with no-break or thin spaces, seen at the first digit.
  ///
  /// What ICU keeps together anyway, such as `1,234.56`, needs no span, but may be part of one.
  private mutating func number() -> ProtectedSpan? {
    let (range, isJoined) = numberRange()
    index = max(range.upperBound - 1, range.lowerBound)
    return isJoined ? ProtectedSpan(range: range, kind: .number) : nil
  }

  /// The number at `index`, and whether ICU would not keep it together.
  fileprivate func numberRange() -> (range: Range<Int>, isJoined: Bool) {
    let start = index
    var end = digitsEnd(from: start)
    var groups = end - start <= 3
    var isJoined = false
    while true {
      let space = spaceLength(end)
      if groups, space > 0, digitsEnd(from: end + space) - end - space == 3 {
        end += space + 3
        isJoined = true
      } else if byte(end).isNumberPunctuation, byte(end + 1).isDigit {
        isJoined = isJoined || byte(end) == UInt8(ascii: ":")
        end = digitsEnd(from: end + 1)
        groups = false
      } else {
        break
      }
    }
    return (start..<end, isJoined)
  }

  /// U+202F outside a number, seen at its first byte: the space before French punctuation.
  ///
  /// Unicode's rules take it for a part of the word before it, as it is in Mongolian; before a
  /// Mongolian letter (U+1800...U+18AF) it is left to them.
  private func narrowSpace() -> ProtectedSpan? {
    guard byte(index + 1) == 0x80, byte(index + 2) == 0xAF,
      !(byte(index + 3) == 0xE1 && (0xA0...0xA2).contains(byte(index + 4)))
    else { return nil }
    return ProtectedSpan(range: index..<index + 3, kind: .space)
  }

  private func digitsEnd(from start: Int) -> Int {
    var end = start
    while byte(end).isDigit { end += 1 }
    return end
  }

  /// The length in bytes of a space that may group digits: an ordinary one, U+00A0, U+202F or U+2009.
  private func spaceLength(_ index: Int) -> Int {
    if byte(index) == 0x20 { return 1 }
    if byte(index) == 0xC2, byte(index + 1) == 0xA0 { return 2 }
    guard byte(index) == 0xE2, byte(index + 1) == 0x80 else { return 0 }
    return byte(index + 2) == 0xAF || byte(index + 2) == 0x89 ? 3 : 0
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
  fileprivate var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
  fileprivate var isAlphanumeric: Bool { isDigit || isLetter }
  fileprivate var isSchemeByte: Bool {
    isAlphanumeric || self == 0x2B || self == 0x2D || self == 0x2E
  }
  fileprivate var isDomainByte: Bool { isAlphanumeric || self == 0x2D || self == 0x2E }
  /// The characters of a mail address's name that are used in practice: `.`, `_`, `%`, `+`, `-`.
  fileprivate var isMailByte: Bool {
    isDomainByte || self == 0x5F || self == 0x25 || self == 0x2B
  }
  /// The characters of RFC 3986, without the quotes, which belong to the text around.
  fileprivate var isAddressByte: Bool {
    switch self {
    case 0x21, 0x23...0x26, 0x28...0x3B, 0x3D, 0x3F...0x5B, 0x5D, 0x5F, 0x61...0x7A, 0x7E: true
    default: false
    }
  }
  fileprivate var isOpeningBracket: Bool { self == 0x28 || self == 0x5B }
  fileprivate var isSentencePunctuation: Bool {
    switch self {
    case 0x21, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x2A: true
    default: false
    }
  }
  /// The marks inside a number: `.`, `,`, `:` and `'`.
  fileprivate var isNumberPunctuation: Bool {
    self == 0x2E || self == 0x2C || self == 0x3A || self == 0x27
  }
}
