/// JSON as Python's `json.dumps` writes it.
enum JSONText {
  /// A string in quotes.
  ///
  /// - Parameter asciiOnly: whether other characters are escaped, as in Python's default.
  static func quoted(_ text: String, asciiOnly: Bool = false) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case "\u{0}"..<" ": result += escaped(UInt16(scalar.value))
      case "\u{7F}"... where asciiOnly: result += String(scalar).utf16.map(escaped).joined()
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A number with the fewest digits that name it, or `null`.
  static func number(_ value: Double?) -> String {
    // Python prints 100.0, not 100 or 100.00.
    value.map { "\($0)" } ?? "null"
  }

  private static func escaped(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
