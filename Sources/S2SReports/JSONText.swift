import S2SJSON
import S2SMetrics

/// JSON as Python's `json.dumps` writes it, and for a page of HTML.
package enum JSONText {
  /// Which characters of a string are escaped.
  package enum Escapes {
    /// Those that JSON demands, and the control characters beyond ASCII, which a terminal may obey.
    case needed
    /// Those, and all outside of ASCII: Python's default.
    case ascii
    /// Those, and what an HTML parser could take for the end of the script; all as numbers.
    case html
  }

  /// A string in quotes.
  package static func quoted(_ text: String, _ escapes: Escapes = .needed) -> String {
    switch escapes {
    case .needed: jsonString(text) { (0x80..<0xA0).contains($0.value) }
    case .ascii: jsonString(text) { $0.value >= 0x7F }
    case .html: jsonString(text, escaping: isHostileToPages)
    }
  }

  /// A number with the fewest digits that name it, or `null`, as which JSON has what is no number.
  static func number(_ value: Double?) -> String {
    // Python prints 100.0, not 100 or 100.00.
    value.flatMap { $0.isFinite ? "\($0)" : nil } ?? "null"
  }

  /// The fewest digits that name a rounded number, or `null`.
  static func number(_ value: Double?, digits: Int) -> String {
    number(value.flatMap { Double(fixed($0, digits)) })
  }

  /// A value that is laid out with one space per level.
  indirect enum Value {
    /// Text that is JSON already, on one line.
    case raw(String)
    case list([Value])
    case object([(key: String, value: Value)])

    /// The text, whose further lines begin with the given spaces.
    func text(indent: String = "") -> String {
      let inner = indent + " "
      func block(_ open: String, _ items: [String], _ close: String) -> String {
        guard !items.isEmpty else { return open + close }
        return open + "\n" + items.map { inner + $0 }.joined(separator: ",\n") + "\n" + indent
          + close
      }
      switch self {
      case .raw(let text): return text
      case .list(let values): return block("[", values.map { $0.text(indent: inner) }, "]")
      case .object(let pairs):
        return block(
          "{", pairs.map { quoted($0.key) + ": " + $0.value.text(indent: inner) }, "}")
      }
    }
  }

  private static func isHostileToPages(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{0}"..<" ", "<", ">", "&", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }
}
