/// A string as JSON writes it, in quotes.
///
/// Escaped is what has to be, as Python's `json.dumps` and Rust's `serde_json` do it: `\n`,
/// `\u001b`.
///
/// - Parameter isEscaped: what is written as `\u` and four digits too, such as `!$0.isASCII`, in
///   place of a letter such as `\n` where it has one.
package func jsonString(
  _ text: String, escaping isEscaped: (Unicode.Scalar) -> Bool = { _ in false }
) -> String {
  var json = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": json += "\\\""
    case "\\": json += "\\\\"
    case _ where isEscaped(scalar): json += unicodeEscape(scalar)
    case "\n": json += "\\n"
    case "\r": json += "\\r"
    case "\t": json += "\\t"
    case "\u{8}": json += "\\b"
    case "\u{C}": json += "\\f"
    case ..<" ": json += unicodeEscape(scalar)
    default: json.unicodeScalars.append(scalar)
    }
  }
  return json + "\""
}

/// A scalar as one escape, or as two for a surrogate pair.
private func unicodeEscape(_ scalar: Unicode.Scalar) -> String {
  String(scalar).utf16.map { unit in
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }.joined()
}
