/// What is wrong with the options of a translator, or with what they demand of translations.
public enum TranslationError: Error, Equatable, Sendable {
  /// A setting is outside of its range.
  case outOfRange(Setting, Int, allowed: ClosedRange<Int>)
  /// A coverage penalty counts attention, and a model has none.
  case coverageWithoutAttention
  /// A coverage penalty counts attention to source tokens, and a model attends to words made of them.
  case coverageOfSpelledWords
  /// Unknown words are to be replaced, and a model has no vocabulary of words.
  case noUnknownWords
  /// Unknown words are to be replaced by attention, and a model has none.
  case replacementWithoutAttention
  /// Translations are to come with their attention, and a model has none.
  case alignmentWithoutAttention
  /// Likewise, and a model attends to words made of tokens.
  case alignmentOfSpelledWords
  /// Words are required, but translations are drawn at random, or the beam is divided into groups.
  case requiresPlainBeamSearch
  /// Words are required, or a prefix, which a shortlist may lack.
  case demandsDespiteShortlist
  /// More phrases are required of one translation than may be.
  case tooManyRequired(Int, limit: Int)
  /// A required phrase is forbidden, or holds a phrase that is.
  case forbiddenInRequired(String, forbidden: String)
  /// A prefix holds a forbidden phrase.
  case forbiddenInPrefix(String, forbidden: String)
  /// The hypotheses of one source have no room.
  case searchTooLarge(hypotheses: Int, sourceTokens: Int, bytes: Int, left: Int)
  /// A pair that is to be scored has no room.
  case pairTooLarge(sourceTokens: Int, bytes: Int, left: Int)
  /// The weights have no room.
  case weightsTooLarge(bytes: Int, left: Int)
  /// A phrase has no words.
  case emptyPhrase(Demand)

  /// The settings, named as the properties of `TranslationOptions`.
  public enum Setting: String, Sendable, CaseIterable {
    /// Of `TranslationOptions`.
    case batchSentences, threads
  }

  /// What may be demanded with a phrase.
  public enum Demand: String, Sendable {
    /// Every translation has it.
    case required
    /// No translation has it.
    case forbidden
  }
}
