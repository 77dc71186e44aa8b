import S2SJSON

/// JSON as Python's `json.dumps` writes it, and for a page of HTML.
enum JSONText {
  /// Which characters of a string are escaped.
  enum Escapes {
    /// Those that JSON demands, and the control characters beyond ASCII, which a terminal may obey.
    case needed
    /// Those, and all outside of ASCII: Python's default.
    case ascii
    /// Those, and what an HTML parser could take for the end of the script; all as numbers.
    case html
  }

  /// A string in quotes.
  static func quoted(_ text: String, _ escapes: Escapes = .needed) -> String {
    switch escapes {
    case .needed: jsonString(text) { (0x80..<0xA0).contains($0.value) }
    case .ascii: jsonString(text) { $0.value >= 0x7F }
    case .html: jsonString(text, escaping: isHostileToPages)
    }
  }

  /// A number with the fewest digits that name it, or `null`.
  static func number(_ value: Double?) -> String {
    // Python prints 100.0, not 100 or 100.00.
    value.map { "\($0)" } ?? "null"
  }

  private static func isHostileToPages(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{0}"..<" ", "<", ">", "&", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }
}
