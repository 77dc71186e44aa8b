/// How phrases that people demand are compared with the texts that a model writes, whatever way either
/// is typed.
package enum PhraseForm: Sendable {
  /// However it is typed: with `’` or `'`, `«` or `"`, any dash, any space, entities of HTML.
  case typed
  /// Letter for letter: for texts that another program has prepared.
  case unchanged

  /// The form for the texts of a pipeline.
  package init(_ text: TextPipeline) {
    self = text.normalization == .unchanged ? .unchanged : .typed
  }

  /// A phrase as it was meant: with the characters of its entities, without those that nobody sees.
  package func meant(_ phrase: String) -> String {
    guard self == .typed, phrase.utf8.contains(0x26) else {
      return TextNormalization.visible.applied(to: phrase)
    }
    let resolved = CharacterEntities.resolved(Array(phrase.unicodeScalars)[...])
    return TextNormalization.visible.applied(to: String(String.UnicodeScalarView(resolved)))
  }

  /// The one form of a phrase or a text for all ways to type it, character by character: a text's
  /// form is that of its parts, one after the other.
  package func matched(_ text: String) -> String {
    guard self == .typed else { return Normalizer.nfc(text) }
    return Normalizer.nfc(TypedText.matched(text))
  }

  /// The ways to write a phrase between which only its typing differs, itself first.
  package func variants(_ phrase: String) -> [String] {
    guard self == .typed else { return [phrase] }
    let plain = matched(phrase)
    let all = [phrase, plain, plain.replacing("'", with: "’")]
    return all.indices.filter { !all[..<$0].contains(all[$0]) }.map { all[$0] }
  }
}
