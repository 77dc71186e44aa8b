/// Systems compared with a baseline: a column a score, a row a system.
public struct PairedComparison: Sendable, Equatable {
  /// What a test says of one system under one score.
  public struct Result: Sendable, Equatable {
    /// The score.
    public let score: Double
    /// The chance that the baseline differs as much by chance alone; nil for the baseline.
    public let pValue: Double?
    /// Where the score lies when the corpus is resampled, if it was.
    public let confidence: ConfidenceInterval?

    /// Names the numbers.
    public init(score: Double, pValue: Double? = nil, confidence: ConfidenceInterval? = nil) {
      self.score = score
      self.pValue = pValue
      self.confidence = confidence
    }
  }

  /// One score of all systems.
  public struct Column: Sendable, Equatable {
    /// The name of the score, such as `BLEU`.
    public let name: String
    /// The options of the metric and of the test.
    public let signature: Signature
    /// One result a system, the baseline's first.
    public let results: [Result]

    /// Names a column.
    public init(name: String, signature: Signature, results: [Result]) {
      self.name = name
      self.signature = signature
      self.results = results
    }
  }

  /// How the systems were compared.
  public let test: PairedTest
  /// Their names, the baseline's first.
  public let systems: [String]
  /// The scores, metric by metric.
  public let columns: [Column]

  /// Makes a table; each column has a result a system.
  public init(test: PairedTest, systems: [String], columns: [Column]) {
    self.test = test
    self.systems = systems
    self.columns = columns
  }
}
