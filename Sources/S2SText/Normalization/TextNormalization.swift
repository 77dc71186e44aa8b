/// What becomes of a text before it is cut into words; a model stores the name of the way that it was
/// trained with, so that training and translating never differ.
public enum TextNormalization: String, Sendable, CaseIterable {
  /// Unicode's form C, and nothing else.
  case nfc
  /// Form C without characters that cannot be seen: for texts that a model writes, which keep their
  /// own typography.
  case visible = "visible-1"
  /// One form for all the ways to type a text: for texts that a model reads; see `TypedText`.
  case typed = "typed-1"
  /// As it comes: for texts that another program has prepared.
  case unchanged

  /// The text in this form.
  ///
  /// - Complexity: O(*n*).
  public func applied(to text: String) -> String {
    switch self {
    case .nfc: Normalizer.nfc(text)
    case .visible: Normalizer.nfc(InvisibleCharacters.mayOccur(in: text) ? Self.seen(text) : text)
    case .unchanged: text
    case .typed: Normalizer.nfc(TypedText.needsNoChange(text) ? text : TypedText.normalized(text))
    }
  }

  /// The text as its sentences are looked for: in this form, but with its own white space.
  package func appliedBetweenSpaces(to text: String) -> String {
    guard self == .typed, !TypedText.needsNoChange(text) else { return text }
    return TypedText.normalized(text, keepsSpace: true)
  }

  /// Appends the text's UTF-8 in this form.
  func append(_ text: String, to output: inout [UInt8]) {
    switch self {
    case .nfc: Normalizer.append(text, to: &output)
    case .unchanged: output.append(contentsOf: text.utf8)
    case .visible, .typed: Normalizer.append(applied(to: text), to: &output)
    }
  }

  private static func seen(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    return String(
      String.UnicodeScalarView(
        scalars.indices.lazy.filter { !InvisibleCharacters.isInvisible(scalars, at: $0) }
          .map { scalars[$0] }))
  }
}
