/// The mark that ends a text: a full stop, a question mark, an exclamation mark or an ellipsis.
struct FinalMark {
  /// Whether a semicolon is a question mark.
  private let asksBySemicolon: Bool

  /// The marks of a language.
  init(locale: String) {
    asksBySemicolon = locale.prefix { $0 != "-" && $0 != "_" }.lowercased() == "el"
  }

  /// The text without the marks at its end and the white space around them; a text of nothing else
  /// stays, and so does one that ends in an address.
  func removed(from text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    guard let last = lastMark(of: scalars) else { return text }
    let start = scalars[...last].lastIndex { !isMark($0) && !$0.properties.isWhitespace }
    return String(String.UnicodeScalarView(scalars[...(start ?? last)]))
  }

  /// The text with its last mark twice, where that is a single one; an ellipsis is none.
  func doubled(in text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    guard let last = lastMark(of: scalars), scalars[last] != "…", !isMark(scalars[last - 1]) else {
      return text
    }
    return String(
      String.UnicodeScalarView(scalars[...last] + [scalars[last]] + scalars[(last + 1)...]))
  }

  /// Where the mark is that ends a text; `nil` where there is none, or no word before it.
  private func lastMark(of scalars: [Unicode.Scalar]) -> Int? {
    guard let last = scalars.lastIndex(where: { !$0.properties.isWhitespace }),
      isMark(scalars[last]), scalars[..<last].contains(where: TypedPart.isWord)
    else { return nil }
    let part = scalars[...last].reversed().prefix { !$0.properties.isWhitespace }.reversed()
    return TypedPart(space: [], scalars: Array(part)).isKept ? nil : last
  }

  private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "?", "!", "…", "\u{37E}": true
    case ";": asksBySemicolon
    default: scalar.properties.isSentenceTerminal
    }
  }
}
