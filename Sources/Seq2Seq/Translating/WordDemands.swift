import S2SSearch
import S2SText

/// What texts demand of translations, turned into what search understands.
struct WordDemands: Sendable {
  /// What tokens spell, and what must not be said.
  let rules: TextRules
  private let phrases: DemandedPhrases
  private let text: TextPipeline
  private let characters: CharacterCheck

  /// - Throws: `TranslationError` when the options contradict themselves.
  init(_ options: TranslationOptions, _ text: TextPipeline) throws {
    self.text = text
    phrases = try DemandedPhrases(options, PhraseForm(text))
    characters = CharacterCheck(text)
    let spellings = (0..<TokenID(text.vocabularySize)).map { text.spelling(of: $0) }
    guard !phrases.forbidden.isEmpty || options.search.nbest > 1 else {
      rules = TextRules(TokenTexts(spellings))
      return
    }
    let form = phrases.form
    let matched = spellings.map { bytes in Self.changed(bytes) { form.matched($0) } }
    let capitals = matched.map { bytes in
      Self.changed(bytes) { LetterCase.upper.applied(to: $0, locale: text.locale) }
    }
    rules = TextRules(
      TokenTexts(spellings), forbidden: phrases.forbidden, matched: TokenTexts(matched),
      capitals: TokenTexts(capitals))
  }

  /// The spelling of a token in another form; a part of a character has none.
  private static func changed(
    _ bytes: ArraySlice<UInt8>, _ change: (String) -> String
  ) -> ArraySlice<UInt8> {
    guard let text = String(validating: bytes, as: UTF8.self) else { return bytes }
    return Array(change(text).utf8)[...]
  }

  /// - Throws: `TranslationError` when a line demands what is forbidden.
  func checked(_ request: TranslationRequest) throws -> CheckedRequest {
    try phrases.checked(request)
  }

  /// Phrases in the form that a search for the translation of a piece takes.
  func required(
    _ phrases: [String], of piece: SourcePiece, _ encoder: TextEncoder
  ) -> [RequiredPhrase] {
    phrases.map { phrase in
      let spellings = piece.isShouted ? [phrase] + small(phrase) : [phrase]
      let variants = known(spellings.flatMap(self.phrases.form.variants), piece.values, encoder)
      var all = variants.map { self.phrase($0, piece.values, encoder) }
      all[0].variants = Array(all[1...])
      return all[0]
    }
  }

  /// The tokens of the beginning of a piece's translation, as the model writes it.
  func beginning(
    _ prefix: String, of piece: SourcePiece, _ encoder: TextEncoder
  ) -> [TokenID] {
    guard !prefix.isEmpty else { return [] }
    let spelling = piece.isShouted ? small(prefix).last ?? prefix : prefix
    let variants = known(phrases.form.variants(spelling), piece.values, encoder)
    return encoder.encode(variants[0], copying: piece.values)
  }

  /// The ways in which a model may write what is to be in capitals: in small letters, and with a capital
  /// at the start; none of a text with small letters, which stay.
  private func small(_ phrase: String) -> [String] {
    guard LetterCase.found(in: phrase) == [.upper] else { return [] }
    let small = LetterCase.lower.applied(to: phrase, locale: text.locale)
    let first = small.prefix { !$0.isLetter } + small.drop { !$0.isLetter }.prefix(1)
    let begun =
      LetterCase.upper.applied(to: String(first), locale: text.locale)
      + small.dropFirst(first.count)
    return [small, begun].filter { capitals($0).utf8.elementsEqual(phrase.utf8) }
  }

  /// Those ways to write a phrase whose characters the model learned; the first if there is none.
  private func known(
    _ spellings: [String], _ values: PlaceholderValues, _ encoder: TextEncoder
  ) -> [String] {
    let known = spellings.filter {
      characters.unknown(in: encoder.encode($0, copying: values), of: $0).isEmpty
    }
    return known.isEmpty ? [spellings[0]] : known
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
    let form = self.phrases.form
    let text = Array(form.matched(translation).utf8)
    return phrases.filter {
      PhraseSet([Array(form.matched($0).utf8)]).firstPlace(in: text) == nil
    }
  }
}

/// Capitals.
extension WordDemands {
  /// A text in capitals.
  func capitals(_ text: String) -> String {
    LetterCase.upper.applied(to: text, locale: self.text.locale)
  }

  /// A text in capitals, but for some phrases of it, and what it begins with, which keep their letters.
  func capitals(_ text: String, keeping phrases: [String], prefix: String) -> String {
    let bytes = Array(Normalizer.nfc(text).utf8)
    var places = phrases.compactMap { place(of: $0, in: bytes) }
    if !prefix.isEmpty, bytes.starts(with: Normalizer.nfc(prefix).utf8) {
      places.append(0..<Normalizer.nfc(prefix).utf8.count)
    }
    guard !places.isEmpty else { return capitals(text) }
    var (result, end) = ("", 0)
    for place in places.sorted(by: { $0.lowerBound < $1.lowerBound }) where place.upperBound > end {
      let start = max(place.lowerBound, end)
      result += capitals(String(decoding: bytes[end..<start], as: UTF8.self))
      result += String(decoding: bytes[start..<place.upperBound], as: UTF8.self)
      end = place.upperBound
    }
    return result + capitals(String(decoding: bytes[end...], as: UTF8.self))
  }

  /// Where a phrase stands in a text first, in one of the ways to write it.
  private func place(of phrase: String, in text: [UInt8]) -> Range<Int>? {
    let variants = phrases.form.variants(phrase).map { Array(Normalizer.nfc($0).utf8) }
    return PhraseSet(variants).firstPlace(in: text)
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
