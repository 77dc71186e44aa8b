import S2SSearch

/// How texts are translated.
public struct TranslationOptions: Sendable, Equatable {
  /// How translations are searched for.
  public var search = SearchOptions()
  /// The sentences that are decoded together.
  public var batchSentences = 64
  /// The worker threads; `nil` for the processor's cores.
  public var threads: Int?
  /// The most source tokens that are translated in one piece; longer texts are split at sentence
  /// boundaries.
  public var maximumSourceLength = 250
  /// Whether models that learned placeholders copy addresses and numbers by them.
  public var usesPlaceholders = true
  /// Whether only the target tokens of a sentence's shortlist may come up.
  ///
  /// Faster, and nearly the same. The shortlist lies beside the model.
  public var usesShortlist = false

  /// Beam 5, batches of 64.
  public init() {}

  /// Checks every value.
  ///
  /// - Throws: `SearchError` that names the value.
  public func validate() throws {
    try search.validate()
    guard (1...100_000).contains(batchSentences) else {
      throw SearchError("a batch of \(batchSentences) sentences cannot be; give 1 to 100000.")
    }
    if let threads, !(1...1_024).contains(threads) {
      throw SearchError("\(threads) threads cannot be; give 1 to 1024.")
    }
  }
}

/// The translation of one line.
public struct Translation: Sendable, Equatable {
  /// One of the best translations of a line.
  public struct Alternative: Sendable, Equatable {
    /// The text, on one line.
    public let text: String
    /// What it is ranked by; see `LengthNormalization`.
    public let score: Double
    /// The natural logarithm of its probability.
    public let logProbability: Double
    /// Its subwords as the model made them.
    public let tokens: [String]
  }

  /// The line.
  public let source: String
  /// The best translations, the best one first; one empty one for a blank line.
  public let alternatives: [Alternative]
  /// How many pieces an over-long line was split into; 1 for others.
  public let pieceCount: Int
  /// Whether a piece was cut at the length limit.
  public let isCut: Bool
  /// The steps at which the best translation was kept from repeating itself; see
  /// `SearchOptions.maximumRepeats`.
  public let blockedRepeats: Int
  /// The different addresses and numbers of the line that placeholders stood for.
  public let placeholderCount: Int
  /// Those of them that the best translation lacks.
  public let lostPlaceholderCount: Int

  /// The best translation.
  public var text: String { alternatives.first?.text ?? "" }
}
