import S2SSearch

/// A text whose probability is asked for.
public struct TextPair: Sendable, Equatable {
  /// What it translates; empty for a model that has no source.
  public var source: String
  /// The text.
  public var text: String

  /// Names both.
  public init(source: String = "", text: String) {
    self.source = source
    self.text = text
  }
}

/// How probable a model finds a given text.
public struct TextScore: Sendable, Equatable {
  /// The text's subwords and the end mark, as the model cuts it; none where there is nothing to score.
  public let tokens: [String]
  /// The natural logarithm of each one's probability after those before it.
  public let tokenLogProbabilities: [Float]
  /// The sum of them: the natural logarithm of the text's probability.
  ///
  /// 0 for an empty text of an empty source, -∞ for any other text of one.
  public let logProbability: Double
  /// The log-probability by the length; see `LengthNormalization`.
  public let score: Double
  /// Whether a side is longer than what the model learned from.
  public let isLong: Bool

  init(
    tokens: [String], tokenLogProbabilities: [Float], logProbability: Double,
    normalization: LengthNormalization, isLong: Bool
  ) {
    self.tokens = tokens
    self.tokenLogProbabilities = tokenLogProbabilities
    self.isLong = isLong
    self.logProbability = logProbability
    score = normalization.score(logProbability, length: tokenLogProbabilities.count)
  }

  /// The score of a text of an empty source.
  init(ofEmptySource text: String) {
    let isEmpty = text.isBlank
    tokens = []
    tokenLogProbabilities = []
    logProbability = isEmpty ? 0 : -.infinity
    score = logProbability
    isLong = false
  }
}

extension String {
  /// Whether the text is white space alone, so that its translation is empty.
  var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }
}
