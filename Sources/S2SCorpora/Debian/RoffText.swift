/// The text of a line of roff: escapes become what they print, and fonts and sizes nothing.
///
/// Reference: groff(7) and groff_char(7) of groff 1.22.
package struct RoffText {
  private let bytes: [UInt8]
  private var index = 0
  private var output: [UInt8] = []
  private var isKnown = true
  /// Whether the line ends in `\c`, so that the next one follows without a space.
  package private(set) var continues = false

  /// The text; `nil` where it needs a string, a register or a character that is not known.
  package private(set) var text: String?

  /// Reads a line without its comment.
  package init(_ line: some StringProtocol) {
    bytes = Array(line.utf8)
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\\") { readEscape() } else { output.append(byte) }
    }
    text = isKnown ? String(decoding: output, as: UTF8.self) : nil
  }

  private mutating func next() -> UInt8? {
    guard index < bytes.count else { return nil }
    defer { index += 1 }
    return bytes[index]
  }

  private mutating func readEscape() {
    guard let byte = next() else { return }
    switch Unicode.Scalar(byte) {
    case "-": emit("-")
    case "e", "\\": emit("\\")
    case " ", "~": emit("\u{A0}")
    case "0": emit(" ")
    case "t": emit(" ")
    case "'": emit("\u{B4}")
    case "`": emit("`")
    case ".": emit(".")
    case "&", "|", "^", ")", "/", ",", "%", ":", "d", "u", "r", "a", "{", "}", "p", "z": break
    case "c": continues = true
    case "f", "F", "m", "M", "g", "k", "O", "Y": _ = readName()
    case "s": skipSize()
    case "h", "v", "w", "l", "L", "D", "o", "b", "x", "X", "N", "R", "A", "H", "S", "C", "B", "Z":
      skipQuoted()
      if "oNCDlLwbZ".unicodeScalars.contains(Unicode.Scalar(byte)) { isKnown = false }
    case "n", "*": readString(isRegister: byte == UInt8(ascii: "n"))
    case "(": emit(character: String(decoding: take(2), as: UTF8.self))
    case "[": emit(character: readBracket())
    default: isKnown = false
    }
  }

  private mutating func emit(_ text: String) { output.append(contentsOf: text.utf8) }

  private mutating func take(_ count: Int) -> ArraySlice<UInt8> {
    let taken = bytes[index..<min(index + count, bytes.count)]
    index = taken.endIndex
    return taken
  }

  /// A name of one letter, of two behind `(`, or in brackets.
  private mutating func readName() -> String {
    switch next() {
    case UInt8(ascii: "("): return String(decoding: take(2), as: UTF8.self)
    case UInt8(ascii: "["): return readBracket()
    case let byte?: return String(decoding: [byte], as: UTF8.self)
    case nil: return ""
    }
  }

  /// No name that is known is longer, in bytes.
  private static let longestName = 16

  private mutating func readBracket() -> String {
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "]") { index += 1 }
    let name = String(decoding: bytes[start..<index].prefix(Self.longestName), as: UTF8.self)
    index = min(index + 1, bytes.count)
    return name
  }

  /// A size: `\s0`, `\s-1`, `\s(10`, `\s[10]`, `\s'10'`.
  private mutating func skipSize() {
    if let sign = peek, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { index += 1 }
    switch peek {
    case UInt8(ascii: "'"): skipQuoted()
    case UInt8(ascii: "("), UInt8(ascii: "["): _ = readName()
    default: _ = next()
    }
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// An argument between two equal characters, such as `\h'1m'`.
  private mutating func skipQuoted() {
    guard let quote = next() else { return }
    while let byte = next(), byte != quote {}
  }

  private mutating func readString(isRegister: Bool) {
    if isRegister, let sign = peek, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      index += 1
    }
    let name = readName()
    if !isRegister, let text = Self.strings[name] { emit(text) } else { isKnown = false }
  }

  private mutating func emit(character name: String) {
    if let text = Self.characters[name] ?? Self.numbered(name) {
      emit(text)
    } else {
      isKnown = false
    }
  }

  /// `u00E9`.
  private static func numbered(_ name: String) -> String? {
    guard name.hasPrefix("u"), (5...7).contains(name.utf8.count),
      let number = UInt32(name.dropFirst(), radix: 16), number >= 0x20,
      let scalar = Unicode.Scalar(number)
    else { return nil }
    return String(scalar)
  }

  /// The strings that the macros for manual pages define, and those of pod2man.
  private static let strings: [String: String] = [
    "lq": "“", "rq": "”", "R": "®", "Tm": "™", "S": "", "L\"": "“", "R\"": "”", "C`": "\"",
    "C'": "\"", "--": "—", "PI": "π", "T<": "<", "T>": ">",
  ]

  /// The characters by their names.
  private static let characters: [String: String] = [
    "aq": "'", "dq": "\"", "lq": "“", "rq": "”", "oq": "‘", "cq": "’", "Bq": "„", "bq": "‚",
    "Fo": "«", "Fc": "»", "fo": "‹", "fc": "›", "em": "—", "en": "–", "hy": "-", "mi": "−",
    "bu": "•", "co": "©", "rg": "®", "tm": "™", "rs": "\\", "ha": "^", "ti": "~", "ga": "`",
    "at": "@", "sh": "#", "Do": "$", "sl": "/", "ba": "|", "bv": "|", "or": "|", "lB": "[",
    "rB": "]", "lC": "{", "rC": "}", "la": "⟨", "ra": "⟩", "mu": "×", "di": "÷", "+-": "±",
    "->": "→", "<-": "←", "ua": "↑", "da": "↓", "<=": "≤", ">=": "≥", "!=": "≠", "==": "≡",
    "~=": "≈", "if": "∞", "de": "°", "sc": "§", "ps": "¶", "mc": "µ", "*m": "μ", "*p": "π",
    "*b": "β", "*a": "α", "*s": "σ", "*W": "Ω", "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ",
    "OE": "Œ", "fm": "′", "sd": "″", "dg": "†", "dd": "‡", "12": "½", "14": "¼", "34": "¾",
    "Eu": "€", "Po": "£", "ct": "¢", "Ye": "¥", "'e": "é", "`e": "è", "^e": "ê", ":e": "ë",
    "'a": "á", "`a": "à", "^a": "â", ":a": "ä", "'i": "í", "^i": "î", ":i": "ï", "'o": "ó",
    "^o": "ô", ":o": "ö", "'u": "ú", "`u": "ù", "^u": "û", ":u": "ü", ",c": "ç", "~n": "ñ",
    ":A": "Ä", ":O": "Ö", ":U": "Ü", "'E": "É", ",C": "Ç", "/o": "ø", "/O": "Ø", "oa": "å",
    "oA": "Å", "<>": "↔", "no": "¬", "sr": "√", "rh": "☞", "pd": "∂",
  ]
}
