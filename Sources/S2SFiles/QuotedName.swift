/// A name from a file, in quotes and fit to be shown: short, and without anything that a terminal
/// would obey.
package func quoted(_ name: some StringProtocol) -> String {
  let longest = 80
  var text = "\""
  for scalar in name.unicodeScalars.prefix(longest) {
    text += scalar.escaped(asASCII: scalar.properties.generalCategory.isInvisible)
  }
  return text + (name.unicodeScalars.dropFirst(longest).isEmpty ? "\"" : "...\"")
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
