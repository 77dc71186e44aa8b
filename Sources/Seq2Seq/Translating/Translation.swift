import S2SSearch

/// Whether lines are split into sentences, which are translated one by one.
public enum SentenceSplitting: String, CaseIterable, Sendable {
  /// Every sentence is translated alone.
  case always
  /// A piece has at most as many sentences as a tenth of the lines had that the model was trained on.
  case auto
  /// A line is translated as a whole, unless it is too long.
  case never
}

/// How texts are translated.
public struct TranslationOptions: Sendable, Equatable {
  /// How translations are searched for.
  public var search = SearchOptions()
  /// The sentences that are decoded together.
  public var batchSentences = 64
  /// The worker threads; `nil` for the processor's cores.
  public var threads: Int?
  /// Whether lines are split into sentences.
  public var sentenceSplitting = SentenceSplitting.auto
  /// The most source tokens that are translated in one piece; longer texts are split at sentence
  /// boundaries.
  public var maximumSourceLength = 250
  /// Whether models that learned placeholders copy addresses and numbers by them.
  public var usesPlaceholders = true
  /// Whether only the target tokens of a sentence's shortlist may come up.
  ///
  /// Faster, and nearly the same. The shortlist lies beside the model.
  public var usesShortlist = false

  /// Whether an unknown word that a model writes is replaced by the source's word with the most attention.
  ///
  /// It needs attention, and a vocabulary of words. A forbidden word replaces none.
  public var replacesUnknownWords = false

  /// Whether translations come with what they attended to; it needs attention to the tokens of the source.
  public var keepsAttention = false

  /// Words and phrases that no translation has: whole words, upper and lower case as given.
  public var forbidden: [String] = []
  /// Words and phrases that every translation has, likewise; in beam search alone.
  public var required: [String] = []

  /// Beam 5, batches of 64.
  public init() {}

  /// Checks every value, and the words that are forbidden and required.
  ///
  /// - Throws: `SearchError` or `TranslationError` that names the value.
  public func validate() throws {
    try search.validate()
    try check(.batchSentences, batchSentences, in: 1...100_000)
    if !required.isEmpty { try validateRequired() }
    if let threads { try check(.threads, threads, in: 1...1_024) }
    _ = try DemandedPhrases(self)
  }

  private func check(
    _ setting: TranslationError.Setting, _ value: Int, in allowed: ClosedRange<Int>
  ) throws {
    guard allowed.contains(value) else {
      throw TranslationError.outOfRange(setting, value, allowed: allowed)
    }
  }
}

extension TranslationOptions {
  /// Refuses to require words where the options cannot keep to it.
  ///
  /// - Throws: `TranslationError`.
  func validateRequired() throws {
    guard search.sampling == nil, search.groups == 1 else {
      throw TranslationError.requiresPlainBeamSearch
    }
    try validateForced()
  }

  /// Refuses to force tokens where the options cannot keep to it.
  ///
  /// - Throws: `TranslationError`.
  func validateForced() throws {
    guard !usesShortlist else { throw TranslationError.demandsDespiteShortlist }
  }
}

/// How far a call of `Translator.translate` has come.
public struct TranslationProgress: Sendable, Equatable {
  /// The fraction that is done, from 0 to 1, by the bytes of the lines.
  public let share: Double
  /// The number of all lines.
  public let lineCount: Int

  /// About the number of lines that are done; they are not translated in their order.
  public var finishedLines: Int { Int(share * Double(lineCount)) }
}

/// The translation of one line.
public struct Translation: Sendable, Equatable {
  /// One of the best translations of a line.
  public struct Alternative: Sendable, Equatable {
    /// The text, on one line.
    public let text: String
    /// What it is ranked by; see `LengthNormalization`.
    ///
    /// The mean over the pieces of a line.
    public let score: Double
    /// The natural logarithm of its probability; the sum over the pieces of a line.
    public let logProbability: Double
    /// Its subwords as the model made them; none for a line of more than 1 MiB.
    public let tokens: [String]
    /// Whether a piece was cut at the length limit.
    public let isCut: Bool
    /// The steps at which it was kept from repeating itself; see `SearchOptions.maximumRepeats`.
    public let blockedRepeats: Int
    /// The addresses, numbers and symbols of the line that it lacks, however often it lacks them; see
    /// `Translation.protectedCount`.
    public let lost: [String]
    /// The required phrases that it lacks, because it was cut.
    public let missingPhrases: [String]
    /// What its tokens attended to; `nil` unless `TranslationOptions.keepsAttention`, and for a line of more
    /// than 1 MiB.
    public internal(set) var attention: Attention?
  }

  /// The line.
  public let source: String
  /// The best translations, the best one first; one empty one for a blank line.
  public let alternatives: [Alternative]
  /// How many pieces the line was translated in: sentences, or parts of what was too long.
  public let pieceCount: Int
  /// Whether the line, or a sentence of it, was too long to be translated in one piece.
  public let isTooLong: Bool
  /// The addresses, numbers and symbols of the line, which a translation should have, too.
  ///
  /// A translation's items each stand for one of the line's. Numbers may be written in the way of
  /// the other language; docs/search.md has the rules.
  public let protectedCount: Int
  /// The different addresses and numbers of the line that placeholders stood for.
  public let placeholderCount: Int
  /// The characters of the line that the model never learned, each once, in the form in which the model
  /// read them: it can only guess what they mean.
  public let unknownCharacters: [Unicode.Scalar]

  /// The text of the best translation.
  public var text: String { alternatives.first?.text ?? "" }
  /// Whether a piece of the best translation was cut at the length limit.
  public var isCut: Bool { alternatives.first?.isCut ?? false }
  /// The steps at which the best translation was kept from repeating itself.
  public var blockedRepeats: Int { alternatives.first?.blockedRepeats ?? 0 }
  /// The addresses, numbers and symbols of the line that the best translation lacks.
  public var lost: [String] { alternatives.first?.lost ?? [] }
  /// The required phrases that the best translation lacks.
  public var missingPhrases: [String] { alternatives.first?.missingPhrases ?? [] }
}
