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

extension Unicode.GeneralCategory {
  /// Whether scalars of the category move the cursor, turn the text or show nothing.
  fileprivate var isInvisible: Bool {
    switch self {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    default: false
    }
  }
}
