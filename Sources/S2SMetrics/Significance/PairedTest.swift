/// Whether systems differ from a baseline by more than chance, equal to sacreBLEU's `--paired-bs`
/// and `--paired-ar`.
///
/// Both systems are scored on the same sentences, so that hard ones are hard for both.
///
/// Reference: Koehn 2004, "Statistical Significance Tests for Machine Translation Evaluation";
/// Riezler and Maxwell 2005, "On Some Pitfalls in Automatic Evaluation and Significance Testing
/// for MT".
public struct PairedTest: Sendable, Equatable {
  /// How chance is imitated.
  public enum Kind: Sendable, Equatable {
    /// Both systems are scored on sentences drawn with replacement.
    case bootstrap
    /// Both systems swap their outputs of half of the sentences, with the given number of resamples for
    /// intervals; 0 for none.
    case approximateRandomization(resamples: Int)
  }

  /// A system's outputs under a name.
  public struct System: Sendable {
    /// The name.
    public let name: String
    /// The outputs, one a sentence.
    public let hypotheses: [String]

    /// Names a system.
    public init(_ name: String, hypotheses: [String]) {
      self.name = name
      self.hypotheses = hypotheses
    }
  }

  /// How chance is imitated.
  public let kind: Kind
  /// How often: resamples or trials.
  public let samples: Int
  /// Where the stream of random numbers starts; it is NumPy's.
  ///
  /// sacreBLEU takes 0 for no seed; here it is one like any other.
  public let seed: UInt64
  /// The threads that work; one a processor when nil.
  ///
  /// Results do not depend on it.
  public var threadCount: Int?

  private init(_ kind: Kind, samples: Int, seed: UInt64) {
    precondition(samples >= 1, "there has to be a sample")
    self.kind = kind
    self.samples = samples
    self.seed = seed
  }

  /// Paired bootstrap resampling, which gives intervals too.
  ///
  /// - Precondition: `resamples` is at least 1.
  public static func bootstrap(resamples: Int = 1000, seed: UInt64 = 12345) -> PairedTest {
    PairedTest(.bootstrap, samples: resamples, seed: seed)
  }

  /// Paired approximate randomisation; with intervals where `resamples` are asked for.
  ///
  /// - Precondition: `trials` is at least 1, `resamples` at least 0.
  public static func approximateRandomization(
    trials: Int = 10_000, resamples: Int = 0, seed: UInt64 = 12345
  ) -> PairedTest {
    precondition(resamples >= 0, "a number of resamples is not negative")
    return PairedTest(.approximateRandomization(resamples: resamples), samples: trials, seed: seed)
  }

  /// Compares systems with a baseline.
  ///
  /// - Parameter report: is called with how much is done, on any thread.
  /// - Throws: `MetricError` with any code.
  public func compare(
    _ systems: [System], with baseline: System, references: [[String?]], metrics: [any Metric],
    report: @escaping @Sendable (EvaluationStep) -> Void = { _ in }
  ) throws -> PairedComparison {
    let corpora = try ([baseline] + systems).map {
      try EvaluationCorpus(hypotheses: $0.hypotheses, references: references)
    }
    let columns = try metrics.enumerated().flatMap { index, metric in
      self.columns(metric, try corpora.map { try metric.statistics(of: $0) }) { count in
        report(step(index * samples + count, of: metrics.count * samples))
      }
    }
    return PairedComparison(
      test: self, systems: [baseline.name] + systems.map(\.name), columns: columns)
  }

  /// Compares statistics of systems with those of the first, a column for each score.
  ///
  /// - Parameter report: is called with how many samples are scored, on any thread.
  /// - Precondition: there is at least one system, and all have the same number of sentences.
  public func columns(
    _ metric: any Metric, _ statistics: [SentenceStatistics],
    report: @Sendable (Int) -> Void = { _ in }
  ) -> [PairedComparison.Column] {
    precondition(
      Set(statistics.map(\.count)).count == 1, "systems have the same sentences")
    let scores = statistics.map { metric.scores(of: $0.sum()) }
    let (pValues, intervals) =
      switch kind {
      case .bootstrap: resampled(metric, statistics, scores, report: report)
      case .approximateRandomization(let resamples):
        (
          shuffled(metric, statistics, scores, report: report),
          self.intervals(metric, statistics, resamples: resamples)
        )
      }
    let lines = statistics.map { $0.differences(from: statistics[0]) }
    return scores[0].enumerated().map { index, baseline in
      PairedComparison.Column(
        name: baseline.name, signature: signature(baseline.signature),
        results: statistics.indices.map { system in
          let score = scores[system][index].score
          let pValue = system == 0 ? nil : pValues[system - 1][index]
          return PairedComparison.Result(
            score: score, pValue: pValue, confidence: intervals?[system][index],
            verdict: pValue.map {
              .init(pValue: $0, difference: score - baseline.score, lines: lines[system])
            })
        })
    }
  }

  /// So many samples, of those of all metrics.
  func step(_ count: Int, of total: Int) -> EvaluationStep {
    kind == .bootstrap ? .resampled(count, of: total) : .shuffled(count, of: total)
  }

  private func signature(_ signature: Signature) -> Signature {
    guard case .approximateRandomization(let resamples) = kind else {
      return signature.resampled(bootstrap: samples, seed: seed)
    }
    return signature.resampled(
      bootstrap: resamples > 0 ? resamples : nil, trials: samples, seed: seed)
  }
}
