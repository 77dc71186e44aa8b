/// A way to type a text that differs from how books print it.
///
/// A way changes how a text looks and not what it says. Addresses, markup, entities, the variables
/// of programs, and numbers stay as they are. To apply a way twice is to apply it once.
public enum TypingVariant: String, Sendable, CaseIterable {
  /// All letters are capitals.
  case capitals
  /// No letter is a capital.
  case lowercase
  /// Letters have no accents, as where a keyboard has none.
  case noAccents = "no-accents"
  /// The mark that ends the text is missing.
  case noFinalMark = "no-final-mark"
  /// The mark that ends the text stands twice.
  case doubledFinalMark = "doubled-final-mark"
  /// Apostrophes and single quotation marks are `'`.
  case straightApostrophes = "straight-apostrophes"
  /// Apostrophes between letters are `’`.
  case typographicApostrophes = "typographic-apostrophes"
  /// Nothing stands between a word and `?`, `!`, `:` or `;`.
  case noSpaces = "no-spaces"
  /// A space stands before `?`, `!`, `:` and `;`.
  case spaces
  /// A no-break space, U+00A0, stands before `?`, `!`, `:` and `;`.
  case noBreakSpaces = "no-break-spaces"
  /// A narrow no-break space, U+202F, stands before `?`, `!`, `:` and `;`.
  case narrowSpaces = "narrow-spaces"

  /// The text typed in this way; the text itself where that is nothing else.
  ///
  /// - Parameter locale: the language, by whose rules letters change their case and lose accents.
  /// - Complexity: O(*n*).
  public func applied(to text: String, locale: String) -> String {
    switch self {
    case .capitals: Self.text(text, in: .upper, locale)
    case .lowercase: Self.text(text, in: .lower, locale)
    case .noAccents: PlainLetters(locale: locale).applied(to: text)
    case .noFinalMark: FinalMark(locale: locale).removed(from: text)
    case .doubledFinalMark: FinalMark(locale: locale).doubled(in: text)
    case .straightApostrophes: Self.mapped(text, Self.straightened)
    case .typographicApostrophes: Self.mapped(text, Self.curled)
    case .noSpaces: SpacedMarks(space: []).applied(to: text)
    case .spaces: SpacedMarks(space: [" "]).applied(to: text)
    case .noBreakSpaces: SpacedMarks(space: ["\u{A0}"]).applied(to: text)
    case .narrowSpaces: SpacedMarks(space: ["\u{202F}"]).applied(to: text)
    }
  }

  private static func text(_ text: String, in letters: LetterCase, _ locale: String) -> String {
    var parts = TypedPart.parts(of: text)
    // A letter's case may depend on its neighbours.
    guard parts.contains(where: \.isKept) else { return letters.applied(to: text, locale: locale) }
    for index in parts.indices where !parts[index].isKept {
      let part = letters.applied(to: parts[index].text, locale: locale)
      parts[index].scalars = Array(part.unicodeScalars)
    }
    return TypedPart.text(of: parts)
  }

  // MARK: - Apostrophes

  /// The text with some characters in the place of others.
  ///
  /// - Parameter replaced: the character at an index of a part; `nil` where it stays.
  private static func mapped(
    _ text: String, _ replaced: ([Unicode.Scalar], Int) -> Unicode.Scalar?
  ) -> String {
    var parts = TypedPart.parts(of: text)
    for index in parts.indices where !parts[index].isKept {
      let scalars = parts[index].scalars
      parts[index].scalars = scalars.indices.map { replaced(scalars, $0) ?? scalars[$0] }
    }
    return TypedPart.text(of: parts)
  }

  /// A typographic apostrophe or single quotation mark as `'`, unless it groups digits.
  private static func straightened(_ part: [Unicode.Scalar], at index: Int) -> Unicode.Scalar? {
    guard ["\u{2018}", "\u{2019}", "\u{2BC}"].contains(part[index]) else { return nil }
    let isInNumber = isDigit(part, index - 1) && isDigit(part, index + 1)
    return isInNumber ? nil : "'"
  }

  /// A straight apostrophe between letters as U+2019; others may be quotation marks.
  private static func curled(_ part: [Unicode.Scalar], at index: Int) -> Unicode.Scalar? {
    guard part[index] == "'", isLetter(part, index - 1), isLetter(part, index + 1) else {
      return nil
    }
    return "\u{2019}"
  }

  private static func isDigit(_ part: [Unicode.Scalar], _ index: Int) -> Bool {
    part.indices.contains(index) && part[index].properties.generalCategory == .decimalNumber
  }

  private static func isLetter(_ part: [Unicode.Scalar], _ index: Int) -> Bool {
    part.indices.contains(index) && part[index].properties.isAlphabetic
  }
}
