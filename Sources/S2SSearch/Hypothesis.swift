/// A translation of one sentence.
public struct Hypothesis: Sendable, Equatable {
  /// Its tokens, without the end mark.
  public let tokens: [Int32]
  /// The natural logarithm of each token's probability, and of the end mark's if it is complete.
  public let tokenLogProbabilities: [Float]
  /// The natural logarithm of its probability, the end mark's included.
  public let logProbability: Double
  /// Its rank.
  public let score: Double
  /// Whether it ended by itself; if not, it was cut at the length limit.
  public let isComplete: Bool
  /// The steps at which a likelier token was ruled out because it would have repeated a phrase too
  /// often; see `SearchOptions.maximumRepeats`.
  public let blockedRepeats: Int

  /// For each token the weights of attention of its source's positions when it was chosen; empty unless they
  /// were asked for.
  public var attention: [[Float]] = []

  /// For each token the position of its source with the most attention; the first of equal ones.
  public var attendedPositions: [Int] {
    attention.map { weights in weights.indices.reduce(0) { weights[$1] > weights[$0] ? $1 : $0 } }
  }

  /// The stand-in for a translation where the logits were not numbers.
  static let none = Hypothesis(
    tokens: [], tokenLogProbabilities: [], logProbability: -.infinity, score: -.infinity,
    isComplete: false, blockedRepeats: 0)
}
