import S2SSearch
import S2SText

/// What texts demand of translations, turned into what search understands.
struct WordDemands: Sendable {
  /// What tokens spell, and what must not be said.
  let rules: TextRules
  private let phrases: DemandedPhrases
  private let text: TextPipeline

  /// - Throws: `TranslationError` when the options contradict themselves.
  init(_ options: TranslationOptions, _ text: TextPipeline) throws {
    self.text = text
    phrases = try DemandedPhrases(options)
    rules = TextRules(
      TokenTexts((0..<TokenID(text.vocabularySize)).map { text.spelling(of: $0) }),
      forbidden: phrases.forbidden)
  }

  /// - Throws: `TranslationError` when a line demands what is forbidden.
  func checked(_ request: TranslationRequest) throws -> CheckedRequest {
    try phrases.checked(request)
  }

  /// Phrases in the form that a search for the translation of a piece takes.
  func required(
    _ phrases: [String], of piece: SourcePiece, _ encoder: TextEncoder
  ) -> [RequiredPhrase] {
    phrases.map { phrase($0, piece.values, encoder) }
  }

  /// Whether a text has a forbidden phrase.
  func isForbidden(_ text: String) -> Bool { phrases.forbiddenPhrase(in: text) != nil }

  /// The tokens of a phrase with a space before it, and right behind a bracket.
  private func phrase(
    _ phrase: String, _ values: PlaceholderValues, _ encoder: TextEncoder
  ) -> RequiredPhrase {
    let spaced = encoder.encode(phrase, copying: values)
    let behind = encoder.encode("(" + phrase, copying: values)
    var bytes: [UInt8] = []
    var count = 0
    while count < behind.count && bytes.count < 2 {
      bytes += text.spelling(of: behind[count])
      count += 1
    }
    let glued = bytes.elementsEqual(" (".utf8) ? Array(behind[count...]) : []
    let scalars = Normalizer.nfc(phrase).unicodeScalars
    return RequiredPhrase(
      spaced: spaced, glued: glued.isEmpty ? nil : glued,
      joins: (
        before: scalars.first.map(WordBoundary.joins) ?? false,
        after: scalars.last.map(WordBoundary.joins) ?? false
      ))
  }

  /// Those of some phrases that a translation does not have.
  func missing(_ phrases: [String], in translation: String) -> [String] {
    guard !phrases.isEmpty else { return [] }
    let text = Array(Normalizer.nfc(translation).utf8)
    return phrases.filter {
      PhraseSet([Array(Normalizer.nfc($0).utf8)]).first(in: text) == nil
    }
  }
}

extension String {
  /// The text without white space at its ends.
  var withoutOuterSpace: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}
