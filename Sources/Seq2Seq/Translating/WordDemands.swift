import S2SSearch
import S2SText

/// A line whose demands contradict neither each other nor the options.
struct CheckedRequest: Sendable {
  /// The line.
  let line: String
  /// What its translation begins with, without white space at its ends.
  let prefix: String
  /// What its translation has, without phrases that stand in another one.
  let required: [String]
}

/// What texts demand of translations, turned into what search understands.
struct WordDemands: Sendable {
  /// What tokens spell, and what must not be said.
  let rules: TextRules
  private let required: [String]
  private let text: TextPipeline

  /// The most phrases that a line may require.
  static let mostRequired = 64

  /// - Throws: `TranslationError` when the options contradict themselves.
  init(_ options: TranslationOptions, _ text: TextPipeline) throws {
    self.text = text
    required = try options.required.map { try Self.phrase($0, .required) }
    let forbidden = try options.forbidden.map {
      Normalizer.nfc(try Self.phrase($0, .forbidden))
    }
    rules = TextRules(
      TokenTexts((0..<TokenID(text.vocabularySize)).map { text.spelling(of: $0) }),
      forbidden: PhraseSet(forbidden.map { Array($0.utf8) }))
    _ = try checked(TranslationRequest(""))
  }

  /// - Throws: `TranslationError` when a line demands what is forbidden.
  func checked(_ request: TranslationRequest) throws -> CheckedRequest {
    let phrases = try phrases(of: request)
    guard phrases.count <= Self.mostRequired else {
      throw TranslationError.tooManyRequired(phrases.count, limit: Self.mostRequired)
    }
    for phrase in phrases {
      if let word = forbiddenPhrase(in: phrase) {
        throw TranslationError.forbiddenInRequired(phrase, forbidden: word)
      }
    }
    let prefix = request.prefix.withoutOuterSpace
    if let word = forbiddenPhrase(in: request.prefix) {
      throw TranslationError.forbiddenInPrefix(prefix, forbidden: word)
    }
    return CheckedRequest(line: request.line, prefix: prefix, required: phrases)
  }

  private func forbiddenPhrase(in phrase: String) -> String? {
    rules.forbidden.first(in: Array(Normalizer.nfc(phrase).utf8)).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// All phrases that a request requires, without those that stand in another one.
  private func phrases(of request: TranslationRequest) throws -> [String] {
    let all = try required + request.required.map { try Self.phrase($0, .required) }
    return all.indices.filter { index in
      let own = PhraseSet([Array(Normalizer.nfc(all[index]).utf8)])
      return !all.indices.contains { other in
        let isHeld = own.first(in: Array(Normalizer.nfc(all[other]).utf8)) != nil
        let holds = all[other].utf8.count > all[index].utf8.count
        return isHeld && (holds || other < index)
      }
    }.map { all[$0] }
  }

  /// Phrases in the form that a search for the translation of a piece takes.
  func required(
    _ phrases: [String], of piece: SourcePiece, _ encoder: TextEncoder
  ) -> [RequiredPhrase] {
    phrases.map { phrase($0, piece.values, encoder) }
  }

  /// Whether a text has a forbidden phrase.
  func isForbidden(_ text: String) -> Bool { forbiddenPhrase(in: text) != nil }

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

  /// A phrase with single spaces between its words.
  private static func phrase(_ text: String, _ kind: TranslationError.Demand) throws -> String {
    let text = TextNormalization.visible.applied(to: text)
    let words = text.unicodeScalars.split { $0.properties.isWhitespace }
    guard !words.isEmpty else { throw TranslationError.emptyPhrase(kind) }
    return words.map { String($0) }.joined(separator: " ")
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
