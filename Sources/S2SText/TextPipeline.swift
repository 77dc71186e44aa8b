/// The way from text to tokens and back for one language: normal form, words, subwords, numbers.
///
/// In subwords nothing else is lost: `decode(encode(text))` is `normalization.applied(to: text)` for every
/// text. Every sequence of numbers decodes to well-formed text. A pipeline is an immutable value, saved with
/// the model that was trained on its tokens.
public struct TextPipeline: Sendable, Equatable {
  /// The language, as a BCP 47 tag or ICU locale: `fr`, `pt-BR`, `zh_Hant`.
  public let locale: String
  /// How texts are cut into tokens, and which there are.
  let scheme: TokenScheme
  /// The tokens after those of the scheme, which stand for text that translation copies.
  ///
  /// `encode` makes none of them, and `decode` spells none.
  package let placeholders: PlaceholderSet
  /// What becomes of a text before it is cut into words.
  public private(set) var normalization = TextNormalization.nfc
  /// What the lines of the training text look like; `nil` where nobody asked.
  public private(set) var habits: LineHabits?

  init(
    locale: String, _ scheme: TokenScheme, placeholders: PlaceholderSet = .none
  ) throws {
    try Self.validate(locale: locale)
    self.locale = locale
    self.scheme = scheme
    self.placeholders = placeholders
    if !scheme.isNormalized { normalization = .unchanged }
  }

  /// The same pipeline with placeholders.
  package func adding(_ placeholders: PlaceholderSet) throws -> TextPipeline {
    try TextPipeline(locale: locale, scheme, placeholders: placeholders)
      .normalizing(by: normalization, habits: habits)
  }

  /// The same pipeline with another way to normalise, and what its lines look like; one that takes texts
  /// as they come stays as it is.
  package func normalizing(
    by normalization: TextNormalization, habits: LineHabits? = nil
  ) -> TextPipeline {
    guard scheme.isNormalized else { return self }
    var pipeline = self
    pipeline.normalization = normalization
    pipeline.habits = habits
    return pipeline
  }

  /// Learns the subwords of a language from texts, usually the lines of one side of a corpus.
  ///
  /// The result does not depend on the order of the texts. The vocabulary stays smaller than asked
  /// for if no pair of subwords occurs twice.
  ///
  /// - Parameter vocabularySize: the most tokens wanted, in `Vocabulary.sizes`.
  /// - Throws: `TextError`: `invalidLocale`, `vocabularySizeOutOfRange` or `noUnicodeData`.
  public static func learn(
    from texts: some Sequence<String>, locale: String, vocabularySize: Int
  ) throws -> TextPipeline {
    try learn(
      from: texts, locale: locale, vocabularySize: vocabularySize,
      by: BPETrainer.learn(words:counts:vocabularySize:))
  }

  /// Learns the tokens of a language from its words and how often each occurs.
  static func learn(
    from texts: some Sequence<String>, locale: String, vocabularySize: Int,
    by method: (ByteTable, [Int], Int) throws -> BPEModel
  ) throws -> TextPipeline {
    try validate(locale: locale)
    try validate(vocabularySize: vocabularySize)
    var counter = WordCounter()
    try counter.add(texts, locale: locale)
    return try TextPipeline(
      locale: locale, .subwords(method(counter.words, counter.counts, vocabularySize), nil))
  }

  /// Learns one set of subwords for several languages, such as the two sides of a corpus.
  ///
  /// Words are cut alike on all sides; each side has the tokens that it uses, under numbers of its
  /// own.
  ///
  /// - Parameter sharesNumbers: whether all sides have all tokens under the same numbers instead.
  /// - Returns: one pipeline per side.
  /// - Throws: as `learn(from:locale:vocabularySize:)`.
  public static func learnJoint(
    from sides: [(texts: [String], locale: String)], vocabularySize: Int,
    sharesNumbers: Bool = false
  ) throws -> [TextPipeline] {
    for side in sides { try validate(locale: side.locale) }
    try validate(vocabularySize: vocabularySize)
    let counters = try sides.map { side in
      var counter = WordCounter()
      try counter.add(side.texts, locale: side.locale)
      return counter
    }
    let all = WordCounter(adding: counters)
    let model = try BPETrainer.learn(
      words: all.words, counts: all.counts, vocabularySize: vocabularySize)
    return try zip(sides, counters).map { side, counter in
      try TextPipeline(
        locale: side.locale,
        .subwords(model, sharesNumbers ? nil : TokenSubset.used(by: counter.words, of: model)))
    }
  }

  /// Whether every number stands for the same token in both.
  package func hasTokens(of other: TextPipeline) -> Bool {
    scheme.hasTokens(of: other.scheme) && placeholders == other.placeholders
  }

  /// The subwords of the whole encoding, under its own numbers; `nil` where tokens are other ones.
  package var model: BPEModel? {
    if case .subwords(let model, _) = scheme { return model }
    return nil
  }

  /// Whether every text comes back from its tokens, in its normal form.
  package var isLossless: Bool {
    if case .subwords = scheme { return true }
    return false
  }

  /// Whether its texts were cut by another program, which put spaces between the tokens.
  package var takesTokenizedText: Bool {
    if case .spaces = scheme { return true }
    return false
  }

  /// The number of tokens.
  public var vocabularySize: Int { scheme.count + placeholders.all.count }

  /// The tokens of a text, without `bos` and `eos`.
  ///
  /// To encode many texts, make an encoder once and use that: it is ten times as fast.
  public func encode(_ text: String) -> [TokenID] { makeEncoder().encode(text) }

  /// An encoder of this pipeline, for one thread.
  public func makeEncoder() -> TextEncoder {
    TextEncoder(self)
  }

  /// The text that tokens spell; special tokens and numbers out of range spell nothing.
  ///
  /// Bytes that are not well-formed UTF-8 become U+FFFD.
  public func decode(_ ids: some Sequence<TokenID>) -> String {
    decode(ids, PlaceholderValues(.none))
  }

  /// The text that tokens spell with the values of placeholders in their place.
  ///
  /// - Parameter words: what stands in the place of unknown words, from the first on; those that are
  ///   left stay `<unk>`.
  package func decode(
    _ ids: some Sequence<TokenID>, _ values: PlaceholderValues, unknown words: [String] = []
  ) -> String {
    var words = words[...]
    switch scheme {
    case .subwords, .words, .labels: break
    case .spaces(let text): return text.text(of: ids, unknown: words)
    case .pieces(let model): return model.text(of: ids)
    }
    var bytes: [UInt8] = []
    for id in ids {
      if id == scheme.unknown, let word = words.popFirst() {
        bytes.append(contentsOf: " \(word)".utf8)
        continue
      }
      bytes.append(contentsOf: scheme.bytes(of: id))
      if let value = placeholder(of: id).flatMap({ values[$0] }) {
        bytes.append(contentsOf: value.utf8)
      }
    }
    // The space that the encoder imagined before the text.
    return String(decoding: bytes.first == 0x20 ? bytes.dropFirst() : bytes[...], as: UTF8.self)
  }

  /// The token of every word that is not in the vocabulary; `nil` where each text has tokens.
  package var unknownToken: TokenID? { scheme.unknown }

  /// The spelling of a token, in UTF-8: nothing for marks, placeholders and numbers out of range.
  package func spelling(of token: TokenID) -> ArraySlice<UInt8> {
    scheme.bytes(of: token)
  }

  /// The names of tokens, for people to read: `▁l'`, `été`, `<0x0A>`, `<eos>`.
  public func pieces(_ ids: [TokenID]) -> [String] {
    ids.map { placeholder(of: $0)?.name ?? scheme.name(of: $0) }
  }

  /// The tokens of all placeholders.
  package var placeholderTokens: Range<TokenID> {
    TokenID(scheme.count)..<TokenID(vocabularySize)
  }

  /// The placeholder that a token is, if it is one.
  package func placeholder(of token: TokenID) -> Placeholder? {
    guard placeholderTokens.contains(token) else { return nil }
    return placeholders.all[Int(token - placeholderTokens.lowerBound)]
  }

  /// The words that a text is cut into before subwords are, without the white space between them.
  public func words(_ text: String) -> [String] {
    var words: [String] = []
    Segmenter(locale: locale).forEachWord(of: normalization.applied(to: text)) { word in
      if !word.unicodeScalars.allSatisfy(\.properties.isWhitespace) { words.append(word) }
    }
    return words
  }

  static func validate(vocabularySize: Int) throws {
    guard !Vocabulary.sizes.contains(vocabularySize) else { return }
    throw TextError.vocabularySizeOutOfRange(vocabularySize, allowed: Vocabulary.sizes)
  }

  /// Whether a text names a language, as far as its characters show.
  package static func isLocale(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x2D || $0 == 0x5F
      }
  }

  static func validate(locale: String) throws {
    guard isLocale(locale) else { throw TextError.invalidLocale(locale) }
  }
}
