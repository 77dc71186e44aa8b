/// The pieces of a line of a gettext catalogue.
struct CatalogueTokens {
  /// A piece of a line.
  enum Token {
    /// From `#` to the end of the line, or to a carriage return, as some files end some lines.
    case comment(Substring.UTF8View)
    /// The kind of the strings behind it.
    case keyword(Keyword)
    /// The bytes of a string, without its quotes.
    case text([UInt8])
  }

  /// A word that begins a part of a message.
  enum Keyword: Equatable {
    case context, id, plural
    /// With its number, if it has one.
    case translation(Int?)
  }

  /// More plural forms than any language has.
  private static let mostForms = 100
  private var rest: Substring.UTF8View

  init(_ line: String) { rest = Substring(line).utf8 }

  /// The next piece, or `nil` at the end of the line.
  ///
  /// - Parameter makeError: makes an error of what is wrong.
  /// - Throws: that error.
  mutating func next(orThrow makeError: (CatalogueFault) -> CorpusError) throws -> Token? {
    rest = rest.drop { $0 <= 0x20 }
    switch rest.first {
    case nil: return nil
    case UInt8(ascii: "#")?:
      let comment = rest.prefix { $0 != UInt8(ascii: "\r") }
      rest = rest[comment.endIndex...]
      return .comment(comment)
    case UInt8(ascii: "\"")?:
      rest = rest.dropFirst()
      return .text(try string(makeError))
    default:
      return .keyword(try keyword(makeError))
    }
  }

  private mutating func keyword(_ makeError: (CatalogueFault) -> CorpusError) throws -> Keyword {
    let name = rest.prefix { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): true
      default: false
      }
    }
    rest = rest[name.endIndex...]
    switch String(Substring(name)) {
    case "msgctxt": return .context
    case "msgid": return .id
    case "msgid_plural": return .plural
    case "msgstr": return .translation(try index(makeError))
    default: throw makeError(.unknownToken)
    }
  }

  /// A number in brackets, if there is one.
  private mutating func index(_ makeError: (CatalogueFault) -> CorpusError) throws -> Int? {
    let start = rest.drop { $0 <= 0x20 }
    guard start.first == UInt8(ascii: "[") else { return nil }
    let inside = start.dropFirst().prefix { $0 != UInt8(ascii: "]") }
    let digits = inside.drop { $0 <= 0x20 }.prefix { $0 > 0x20 }
    guard inside[digits.endIndex...].allSatisfy({ $0 <= 0x20 }),
      let number = Int(Substring(digits)), number >= 0, number < Self.mostForms,
      inside.endIndex < rest.endIndex
    else { throw makeError(.noFormNumber(limit: Self.mostForms)) }
    rest = rest[rest.index(after: inside.endIndex)...]
    return number
  }

  /// The text from a quote up to the closing one.
  private mutating func string(_ makeError: (CatalogueFault) -> CorpusError) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let plain = rest.prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
      bytes.append(contentsOf: plain)
      rest = rest[plain.endIndex...]
      guard let byte = rest.popFirst() else { break }
      if byte == UInt8(ascii: "\"") { return bytes }
      bytes.append(try escape(makeError))
    }
    throw makeError(.endlessText)
  }

  /// The character of an escape, as in C.
  private mutating func escape(_ makeError: (CatalogueFault) -> CorpusError) throws -> UInt8 {
    guard let byte = rest.popFirst() else { throw makeError(.endsInBackslash) }
    switch byte {
    case UInt8(ascii: "n"): return 0x0a
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "r"): return 0x0d
    case UInt8(ascii: "a"): return 0x07
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "v"): return 0x0b
    case UInt8(ascii: "f"): return 0x0c
    case UInt8(ascii: "\\"), UInt8(ascii: "\""): return byte
    case UInt8(ascii: "x"): return try byteOfDigits(radix: 16, atMost: .max, makeError)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      return try byteOfDigits(radix: 8, atMost: 2, startingAt: Int(byte & 7), makeError)
    default: throw makeError(.unknownEscape)
    }
  }

  private mutating func byteOfDigits(
    radix: Int, atMost limit: Int, startingAt start: Int? = nil,
    _ makeError: (CatalogueFault) -> CorpusError
  ) throws -> UInt8 {
    var value = start
    var count = 0
    while count < limit, let byte = rest.first,
      let digit = Character(Unicode.Scalar(byte)).hexDigitValue,
      digit < radix
    {
      value = (value ?? 0) * radix + digit
      guard value ?? 0 < 256 else { break }
      rest = rest.dropFirst()
      count += 1
    }
    guard let value, value < 256 else { throw makeError(.escapeTooLarge) }
    return UInt8(value)
  }
}
