/// A translation of one sentence.
public struct Hypothesis: Sendable, Equatable {
  /// Its tokens, without the end mark.
  public let tokens: [Int32]
  /// The natural logarithm of its probability, the end mark's included.
  public let logProbability: Double
  /// What it is ranked by.
  public let score: Double
  /// Whether it ended by itself; if not, it was cut at the length limit.
  public let isComplete: Bool

  /// Groups the four.
  public init(tokens: [Int32], logProbability: Double, score: Double, isComplete: Bool) {
    self.tokens = tokens
    self.logProbability = logProbability
    self.score = score
    self.isComplete = isComplete
  }
}
