import S2SFiles
import S2SText

extension UnknownCharacters {
  /// How many texts have such characters, and which.
  ///
  /// - Parameter unit: what a text is called, such as `line`.
  func sentence(of unit: String) -> String {
    let names = examples.map(Self.name) + (hasMore ? ["others"] : [])
    let others = names.dropLast().joined(separator: ", ")
    let list = (others.isEmpty ? "" : others + " and ") + (names.last ?? "")
    return "\(grouped(lineCount)) \(unit)\(lineCount == 1 ? " has" : "s have") characters that the "
      + "model never, or hardly ever, saw in training: \(list)."
  }

  /// A character by its code, and as it looks where it looks like something: `"ł" (U+0142)`.
  private static func name(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return isVisible(scalar) ? "\"\(scalar)\" (\(code))" : code
  }

  /// Whether a character stands for itself: it is no mark on another, no white space and no control.
  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .connectorPunctuation, .dashPunctuation,
      .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
      .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
      !scalar.properties.isDefaultIgnorableCodePoint
    default: false
    }
  }
}
