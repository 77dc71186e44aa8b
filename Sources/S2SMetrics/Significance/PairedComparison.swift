import Glibc

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
    /// What the p-value says to a reader; nil for the baseline.
    public let verdict: Verdict?

    /// Names the numbers; a p-value without a verdict is taken at its word.
    public init(
      score: Double, pValue: Double? = nil, confidence: ConfidenceInterval? = nil,
      verdict: Verdict? = nil
    ) {
      self.score = score
      self.pValue = pValue
      self.confidence = confidence
      self.verdict = verdict ?? pValue.map { .chance($0) }
    }
  }

  /// What may be concluded of a system's difference from the baseline.
  ///
  /// sacreBLEU counts the trials with a *larger* difference. Where every trial has the same one, as
  /// between copies or on a single line, it counts none and gives its least p-value.
  public enum Verdict: Sendable, Equatable {
    /// The scores are equal, so there is nothing to explain.
    case noDifference
    /// The chance of such a difference, where enough lines differ.
    case chance(Double)
    /// The chance of such a difference, where the given number of lines is too small to show more:
    /// a coin for each line brings all of them to one side with a chance of `2^(1 - lines)`.
    case atLeast(Double, lines: Int)

    /// The chance; nil where there is no difference.
    public var pValue: Double? {
      switch self {
      case .noDifference: nil
      case .chance(let pValue), .atLeast(let pValue, _): pValue
      }
    }

    /// What sums of 64-bit numbers may differ by for the order of their terms alone; a score of texts
    /// that differs at all differs by more.
    private static let rounding = 1e-9

    /// Judges a p-value by the scores' difference and the lines whose statistics differ.
    init(pValue: Double, difference: Double, lines: Int) {
      guard abs(difference) > Self.rounding else {
        self = .noDifference
        return
      }
      let least = exp2(1 - Double(max(lines, 1)))
      self = pValue < least ? .atLeast(least, lines: lines) : .chance(pValue)
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
