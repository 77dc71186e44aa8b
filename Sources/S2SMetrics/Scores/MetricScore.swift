/// One score of a corpus or a sentence.
public struct MetricScore: Sendable, Equatable {
  /// A number that a score is made of.
  public struct Detail: Sendable, Equatable {
    /// Its name, such as `brevityPenalty`.
    public let name: String
    /// Its value.
    public let value: Double

    /// Names a number.
    public init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  /// The name of the metric: `BLEU`, `chrF2++`, `rougeL`.
  public let name: String
  /// The score, not rounded: in `0...100`, but TER has no upper limit and CIDEr is in `0...10`.
  public let score: Double
  /// The options that led to it.
  public internal(set) var signature: Signature
  /// More of it in words, as sacreBLEU's `verbose_score`; empty when there is no more to say.
  public let verbose: String
  /// The numbers that it is made of.
  public let details: [Detail]
  /// Where the score lies when the corpus is resampled, if it was.
  public internal(set) var confidence: ConfidenceInterval?

  /// Makes a score.
  public init(
    name: String, score: Double, signature: Signature, verbose: String = "",
    details: [Detail] = []
  ) {
    self.name = name
    self.score = score
    self.signature = signature
    self.verbose = verbose
    self.details = details
  }

  /// The number of this name, if the score has one.
  public func detail(_ name: String) -> Double? { details.first { $0.name == name }?.value }
}
