/// Systems that were each trained several times: a column a score.
public struct RunsComparison: Sendable, Equatable {
  /// One score of the runs of one system.
  public struct Result: Sendable, Equatable {
    /// The score of each run.
    public let scores: [Double]
    /// s_sel: the standard deviation over resampled test sets, averaged over the runs; nil for scores
    /// that are not of sentences.
    public let testDeviation: Double?
    /// What may be concluded of the difference from the first system; nil for that system.
    public let verdict: PairedComparison.Verdict?

    /// Names the numbers.
    public init(
      scores: [Double], testDeviation: Double? = nil, verdict: PairedComparison.Verdict? = nil
    ) {
      self.scores = scores
      self.testDeviation = testDeviation
      self.verdict = verdict
    }

    /// The mean over the runs.
    public var mean: Double { exactMean(scores) }

    /// s_opt: the standard deviation over the runs, from the mean of squares with N - 1; nil for one.
    public var runDeviation: Double? { scores.count > 1 ? standardDeviation(scores) : nil }
  }

  /// One score of all runs of all systems.
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

  /// How the systems were resampled and compared; nil for scores that are not of sentences.
  public let test: RunsTest?
  /// The names of the runs of each system, the baseline's first.
  public let systems: [[String]]
  /// The scores, metric by metric.
  public let columns: [Column]

  /// Makes a table; each column has a result a system.
  public init(test: RunsTest?, systems: [[String]], columns: [Column]) {
    self.test = test
    self.systems = systems
    self.columns = columns
  }

  /// Gathers the scores that all runs of one system have, whatever they are of.
  ///
  /// Where their signatures differ, the column's has the values of all runs.
  ///
  /// - Parameter scores: those of each run.
  public init(runs: [String], scores: [[MetricScore]]) {
    let byName = scores.map { run in
      Dictionary(run.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let columns = (scores.first ?? []).compactMap { first -> Column? in
      let all = byName.compactMap { $0[first.name] }
      guard all.count == scores.count else { return nil }
      return Column(
        name: first.name, signature: Signature(joining: all.map(\.signature)),
        results: [Result(scores: all.map(\.score))])
    }
    self.init(test: nil, systems: [runs], columns: columns)
  }

  /// The names of scores that some runs have and others do not, in their order.
  static func partialNames(_ scores: [[MetricScore]]) -> [String] {
    let names = scores.map { Set($0.map(\.name)) }
    var seen = Set<String>()
    return scores.joined().map(\.name).filter { name in
      seen.insert(name).inserted && !names.allSatisfy { $0.contains(name) }
    }
  }

  /// The same with scores of the runs of the first system that are not of sentences.
  ///
  /// - Precondition: there is one system, of the runs of `other`.
  func adding(_ other: RunsComparison) -> RunsComparison {
    precondition(systems.count == 1 && systems == other.systems, "runs of one system")
    return RunsComparison(test: test, systems: systems, columns: columns + other.columns)
  }
}

/// The standard deviation of a sample: the root of the sum of squares over N - 1.
func standardDeviation(_ numbers: [some BinaryFloatingPoint]) -> Double {
  guard numbers.count > 1 else { return 0 }
  let mean = exactMean(numbers)
  let squares = numbers.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
  return (squares / Double(numbers.count - 1)).squareRoot()
}
