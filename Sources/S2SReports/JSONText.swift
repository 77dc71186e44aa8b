/// JSON as Python's `json.dumps` writes it, and for a page of HTML.
enum JSONText {
  /// Which characters of a string are escaped.
  enum Escapes {
    /// Those that JSON demands.
    case needed
    /// Those, and all outside of ASCII: Python's default.
    case ascii
    /// Those, and what an HTML parser could take for the end of the script; all as numbers.
    case html
  }

  /// A string in quotes.
  static func quoted(_ text: String, _ escapes: Escapes = .needed) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" {
        result += "\\"
        result.unicodeScalars.append(scalar)
      } else if escapes != .html, let letter = letters[scalar] {
        result += letter
      } else if isEscaped(scalar, escapes) {
        result += String(scalar).utf16.map(number).joined()
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A number with the fewest digits that name it, or `null`.
  static func number(_ value: Double?) -> String {
    // Python prints 100.0, not 100 or 100.00.
    value.map { "\($0)" } ?? "null"
  }

  private static let letters: [Unicode.Scalar: String] = [
    "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u{8}": "\\b", "\u{C}": "\\f",
  ]

  private static func isEscaped(_ scalar: Unicode.Scalar, _ escapes: Escapes) -> Bool {
    switch (escapes, scalar) {
    case (_, "\u{0}"..<" "), (.ascii, "\u{7F}"...): true
    case (.html, "<"), (.html, ">"), (.html, "&"), (.html, "\u{7F}"..<"\u{A0}"): true
    case (.html, "\u{2028}"), (.html, "\u{2029}"): true
    default: false
    }
  }

  private static func number(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
