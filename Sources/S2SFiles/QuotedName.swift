/// A name from a file, in quotes and fit to be shown: short, and without anything that a terminal
/// would obey.
///
/// - Parameter longest: the most scalars of it that are shown.
package func quoted(_ name: some StringProtocol, longest: Int = 80) -> String {
  var text = "\""
  for scalar in name.unicodeScalars.prefix(longest) {
    text += scalar.escaped(asASCII: scalar.properties.generalCategory.isInvisible)
  }
  return text + (name.unicodeScalars.dropFirst(longest).isEmpty ? "\"" : "...\"")
}

/// A line of a text, in quotes and fit to be shown: as `quoted`, but with apostrophes, quotation
/// marks and backslashes as they are.
package func quotedText(_ line: some StringProtocol, longest: Int) -> String {
  let shown = line.unicodeScalars.prefix(longest).reduce(into: "") { text, scalar in
    let isInvisible = scalar.properties.generalCategory.isInvisible
    text += isInvisible ? scalar.escaped(asASCII: true) : String(scalar)
  }
  return "\"" + shown + (line.unicodeScalars.dropFirst(longest).isEmpty ? "\"" : "...\"")
}

/// A text for people, fit to be shown: what a terminal would obey, or what turns the direction of the
/// text, is spelled out, as `\\u{1B}`.
///
/// - Parameter keepsLines: whether line feeds stay; they come from a name otherwise.
package func printable(_ text: String, keepsLines: Bool = false) -> String {
  func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.movesText || keepsLines && scalar == "\n"
  }
  // Nearly every text is as it should be.
  if text.unicodeScalars.allSatisfy(isHarmless) { return text }
  return text.unicodeScalars.reduce(into: "") { shown, scalar in
    shown += isHarmless(scalar) ? String(scalar) : scalar.escaped(asASCII: true)
  }
}

extension Unicode.Scalar {
  /// Whether it moves the cursor, begins a command to the terminal, or turns the direction of the
  /// text around it (Unicode Technical Report 36, 2.9).
  package var movesText: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension Unicode.GeneralCategory {
  /// Whether scalars of the category move the cursor, turn the text or show nothing.
  fileprivate var isInvisible: Bool {
    switch self {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    default: false
    }
  }
}
