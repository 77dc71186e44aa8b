/// One form for all the ways to type a text: what people do not mean when they type has no influence
/// on a translation.
///
/// - Entities of HTML are resolved; what is still one after that, too: `&amp;eacute;`.
/// - Characters that cannot be seen are left out.
/// - Apostrophes become `'`, quotation marks `"`, dashes and hyphens `-`, an ellipsis three full stops,
///   wide letters and punctuation narrow, ligatures letters.
/// - All white space becomes one space, none at the ends; there is none before `?`, `!`, `:`, `;` and
///   the like at the end of a word, and none inside of guillemets.
///
/// Addresses stay as they are, and so do digits, and what stands between two of them or before one as
/// its sign: numbers are copied, and arrive as they were typed.
struct TypedText {
  /// The text in this form, but for Unicode's form C.
  ///
  /// - Parameter keepsSpace: whether white space that does not go away stays as it is.
  static func normalized(_ text: String, keepsSpace: Bool = false) -> String {
    var result = TypedText(keepsSpace: keepsSpace)
    result.appendParts(of: Array(text.unicodeScalars)) { $0.append($1) }
    return String(String.UnicodeScalarView(result.output))
  }

  /// Whether a text is in this form already, as far as its bytes show: most lines of letters of Europe
  /// and ideographs are.
  static func needsNoChange(_ text: String) -> Bool {
    var last: UInt8 = 0x20
    for byte in text.utf8 {
      switch byte {
      case ..<0x20, UInt8(ascii: "&"), UInt8(ascii: "`"), 0x7F: return false
      // The second bytes of the ligature oe.
      case 0x92, 0x93: if last == 0xC5 { return false }
      // Letters up to U+017F, Greek, Cyrillic, ideographs, and what follows a first byte.
      case 0x80...0xBF, 0xC3...0xC5, 0xCE...0xD1, 0xE4...0xE9: break
      case 0xC0...: return false
      case 0x20, UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ":"), UInt8(ascii: ";"),
        UInt8(ascii: "."), UInt8(ascii: ","):
        if last == 0x20 { return false }
      default: break
      }
      last = byte
    }
    return last != 0x20 || text.isEmpty
  }

  /// The text with the plain form of every character, whatever stands beside it.
  static func matched(_ text: String) -> String {
    var output = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xAB, 0xBB, 0x2039, 0x203A: output.append("\"")
      case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: output.append(" ")
      default:
        guard let plain = plain(scalar) else {
          output.append(scalar)
          continue
        }
        output.append(contentsOf: plain.unicodeScalars)
      }
    }
    return String(output)
  }

  private let keepsSpace: Bool
  private var output: [Unicode.Scalar] = []
  /// The white space after the output.
  private var space: [Unicode.Scalar] = []
  /// Whether the output ends in an opening guillemet, after which white space is dropped.
  private var isOpened = false

  private init(keepsSpace: Bool) { self.keepsSpace = keepsSpace }

  // MARK: - Parts between white space

  /// Calls `append` with each part between white space.
  private mutating func appendParts(
    of scalars: [Unicode.Scalar], _ append: (inout TypedText, ArraySlice<Unicode.Scalar>) -> Void
  ) {
    var start = 0
    while start < scalars.count {
      if Self.isSpace(scalars, at: start) {
        space.append(scalars[start])
        start += 1
        continue
      }
      var end = start + 1
      while end < scalars.count, !Self.isSpace(scalars, at: end) { end += 1 }
      append(&self, scalars[start..<end])
      start = end
    }
  }

  /// Appends a part of the text; white space that entities stood for cuts it once more.
  private mutating func append(_ part: ArraySlice<Unicode.Scalar>) {
    let isAddress = Self.isAddress(part)
    let hasEntities = !isAddress && part.contains("&")
    let resolved = hasEntities ? CharacterEntities.resolved(part) : Array(part)
    let seen = resolved.indices.filter { !InvisibleCharacters.isInvisible(resolved, at: $0) }
      .map { resolved[$0] }
    if isAddress { return seen.forEach { emit($0) } }
    appendParts(of: seen) { $0.appendSeen(Array($1)) }
  }

  private mutating func appendSeen(_ part: [Unicode.Scalar]) {
    if Self.isAddress(part[...]) { return part.forEach { emit($0) } }
    if part.allSatisfy(Self.endsClause) { space.removeAll() }
    for index in part.indices { append(part, at: index) }
  }

  /// Whether a part is a web or mail address, or has one in it.
  static func isAddress(_ part: ArraySlice<Unicode.Scalar>) -> Bool {
    if part.contains("@") { return true }
    if part.starts(with: "www.".unicodeScalars) { return true }
    guard let colon = part.firstIndex(of: ":") else { return false }
    return part[colon...].dropFirst().starts(with: "//".unicodeScalars)
  }

  /// Punctuation before which French has a space, and others have none.
  private static func endsClause(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "?", "!", ":", ";", ".", ",": true
    default:
      scalar.value >= 0x80
        && (plain(scalar)?.unicodeScalars.allSatisfy(endsClause) ?? false)
    }
  }

  private mutating func append(_ part: [Unicode.Scalar], at index: Int) {
    let scalar = part[index]
    if scalar.value < 0x80, scalar != "`" { return emit(scalar) }
    switch scalar {
    case "\u{AB}", "\u{2039}": appendOpening()
    case "\u{BB}", "\u{203A}":
      appendClosing(beforeWord: index + 1 < part.count && part[index + 1].properties.isAlphabetic)
    default:
      guard let plain = Self.plain(scalar), !Self.belongsToNumber(part, at: index) else {
        return emit(scalar)
      }
      for scalar in plain.unicodeScalars { emit(scalar) }
    }
  }

  /// Appends a quotation mark for a guillemet that opens in French, where white space follows it; in
  /// German and Danish it closes, right behind a word.
  private mutating func appendOpening() {
    let isAtStart = !space.isEmpty || output.isEmpty
    emit("\"")
    isOpened = isAtStart
  }

  /// Appends a quotation mark for a guillemet that closes in French, after white space; in German and
  /// Danish it opens, right before a word.
  private mutating func appendClosing(beforeWord isOpening: Bool) {
    if !isOpening { space.removeAll() }
    emit("\"")
  }

  private mutating func emit(_ scalar: Unicode.Scalar) {
    if !space.isEmpty && !isOpened && !output.isEmpty {
      output += keepsSpace ? space : [" "]
    }
    space.removeAll(keepingCapacity: true)
    isOpened = false
    output.append(scalar)
  }

  // MARK: - Characters

  /// Whether the scalar at an index is white space, and no separator inside of a number.
  private static func isSpace(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    let scalar = scalars[index]
    if scalar.value < 0x80 { return scalar.properties.isWhitespace }
    switch scalar {
    case "\u{A0}", "\u{202F}", "\u{2009}":
      return !(isDigit(scalars, at: index - 1) && isDigit(scalars, at: index + 1))
    default: return scalar.properties.isWhitespace
    }
  }

  private static func isDigit(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    scalars.indices.contains(index) && scalars[index].properties.generalCategory == .decimalNumber
  }

  /// Whether a mark is a number's sign or separator, or stands between two numbers.
  private static func belongsToNumber(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    isDigit(scalars, at: index + 1)
      && (index == 0 || !scalars[index - 1].properties.isAlphabetic)
  }

  /// What a character is as people type it; `nil` for itself.
  private static func plain(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x60, 0xB4, 0x2BB, 0x2BC, 0x2C8, 0x2CA, 0x2CB, 0x1FEF, 0x1FFD, 0x2018...0x201B, 0x2032,
      0x2035, 0xFF07, 0xFF40:
      "'"
    case 0x201C...0x201F, 0x2033, 0x2036, 0x301D...0x301F, 0xFF02: "\""
    case 0x2010...0x2015, 0x2212, 0x2E3A, 0x2E3B, 0xFE58, 0xFE63, 0xFF0D: "-"
    // A Greek question mark, which form C would make a semicolon, as it makes U+1FEF a grave accent.
    case 0x37E: ";"
    case 0x2024: "."
    case 0x2025: ".."
    case 0x2026, 0x22EF: "..."
    case 0x203C: "!!"
    case 0x2047: "??"
    case 0x2048: "?!"
    case 0x2049: "!?"
    case 0x152: "OE"
    case 0x153: "oe"
    case 0xFB00: "ff"
    case 0xFB01: "fi"
    case 0xFB02: "fl"
    case 0xFB03: "ffi"
    case 0xFB04: "ffl"
    case 0xFB05, 0xFB06: "st"
    case 0xFF10...0xFF19: nil
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0).map { String(Character($0)) }
    default: nil
    }
  }
}
