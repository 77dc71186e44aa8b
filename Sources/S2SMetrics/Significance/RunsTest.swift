/// Scores of systems that were each trained several times, with what is chance in them.
///
/// A score varies with the seed of the training and with the sentences of the test set. For each
/// system there are the mean over its runs, the standard deviation over its runs (s_opt), and that
/// over resampled test sets, averaged over its runs (s_sel). Two systems are compared by approximate
/// randomisation: for each sentence and each pair of runs a coin decides whether the two systems swap
/// their outputs. A trial is scored on the sentences of all runs together.
///
/// Reference: Clark et al. 2011, "Better Hypothesis Testing for Statistical Machine Translation:
/// Controlling for Optimizer Instability"; Riezler and Maxwell 2005.
public struct RunsTest: Sendable, Equatable {
  /// What a trial does to the outputs of a sentence.
  public enum Shuffle: Sendable {
    /// For each run a coin decides whether the systems swap their outputs.
    case swaps
    /// What multeval 0.5.1 does: the same with one or two runs, and too many small p-values with more.
    case multeval
  }

  /// What a trial does.
  public let shuffle: Shuffle
  /// The trials of randomisation.
  public let trials: Int
  /// The test sets that are drawn for s_sel.
  public let resamples: Int
  /// Where the streams of random numbers start.
  public let seed: UInt64
  /// The threads that work; one a processor when nil.
  ///
  /// Results do not depend on it.
  public var threadCount: Int?

  /// Names the sizes of the test.
  ///
  /// - Precondition: `trials` is at least 1, `resamples` at least 2.
  public init(
    _ shuffle: Shuffle = .swaps, trials: Int = 10_000, resamples: Int = 1_000,
    seed: UInt64 = 12_345
  ) {
    precondition(trials >= 1 && resamples >= 2, "there have to be samples")
    self.shuffle = shuffle
    self.trials = trials
    self.resamples = resamples
    self.seed = seed
  }

  /// Scores the runs of systems, and compares each system with the first.
  ///
  /// - Parameters:
  ///   - systems: the runs of each, at least one; of two systems or more, equally many.
  ///   - report: is called with what is done, on any thread.
  /// - Throws: `MetricError` with any code.
  public func compare(
    _ systems: [[PairedTest.System]], references: [[String?]], metrics: [any Metric],
    report: @escaping @Sendable (EvaluationStep) -> Void = { _ in }
  ) throws -> RunsComparison {
    for system in systems where system.count != systems[0].count {
      throw MetricError.unequalRuns(count: system.count, baseline: systems[0].count)
    }
    let corpora = try systems.map { runs in
      try runs.map { try EvaluationCorpus(hypotheses: $0.hypotheses, references: references) }
    }
    report(.counted(0, of: metrics.count))
    let statistics = try metrics.enumerated().map { index, metric in
      defer { report(.counted(index + 1, of: metrics.count)) }
      return try corpora.map { try $0.map(metric.statistics) }
    }
    let all = metrics.count
    let columns = metrics.indices.flatMap { index in
      self.columns(metrics[index], statistics[index]) { step in
        report(step.after(index, of: all))
      }
    }
    return RunsComparison(test: self, systems: systems.map { $0.map(\.name) }, columns: columns)
  }

  /// A column for each score of a metric.
  ///
  /// - Parameter statistics: of each run of each system.
  private func columns(
    _ metric: any Metric, _ statistics: [[SentenceStatistics]],
    report: @escaping @Sendable (EvaluationStep) -> Void
  ) -> [RunsComparison.Column] {
    let scores = statistics.map { $0.map { metric.scores(of: $0.sum()) } }
    let deviations = statistics.enumerated().map { index, runs in
      testDeviations(metric, runs) { count in
        report(.resampled(count, of: resamples).after(index, of: statistics.count))
      }
    }
    let verdicts = verdicts(metric, statistics, report: report)
    return scores[0][0].indices.map { index in
      let first = scores[0][0][index]
      return RunsComparison.Column(
        name: first.name,
        signature: first.signature.resampled(
          runs: statistics[0].count, bootstrap: resamples,
          trials: statistics.count > 1 ? trials : nil,
          shuffle: statistics.count > 1 && shuffle == .multeval ? "multeval" : nil, seed: seed),
        results: statistics.indices.map { system in
          RunsComparison.Result(
            scores: scores[system].map { $0[index].score },
            testDeviation: deviations[system][index],
            verdict: system == 0 ? nil : verdicts[system - 1][index])
        })
    }
  }

  /// s_sel of each score: the deviation over the same resamples of the sentences for each run,
  /// averaged over the runs.
  private func testDeviations(
    _ metric: any Metric, _ runs: [SentenceStatistics], report: (Int) -> Void
  ) -> [Double] {
    var bootstrap = Bootstrap(resamples: resamples, seed: seed)
    bootstrap.threadCount = threadCount
    let tables = runs.map { ResampleTable($0, of: metric) }
    let samples = bootstrap.samples(tables, count: runs[0].count, report: report)
    let width = tables[0].scoreCount
    return (0..<width).map { score in
      let deviations = runs.indices.map { samples[$0 * width + score].deviation }
      return deviations.reduce(0, +) / Double(runs.count)
    }
  }

  /// What may be concluded of each system but the first, score by score.
  private func verdicts(
    _ metric: any Metric, _ statistics: [[SentenceStatistics]],
    report: @escaping @Sendable (EvaluationStep) -> Void
  ) -> [[PairedComparison.Verdict]] {
    guard statistics.count > 1 else { return [] }
    var test = PairedTest.approximateRandomization(
      trials: shuffle == .swaps ? trials : 1, seed: seed)
    test.threadCount = threadCount
    let samples = test.samples
    let columns = test.columns(metric, statistics.map { SentenceStatistics(joining: $0) }) {
      report(.shuffled($0, of: samples))
    }
    return statistics.indices.dropFirst().map { system in
      let verdicts = columns.map { $0.results[system].verdict ?? .noDifference }
      guard shuffle == .multeval else { return verdicts }
      let pValues = multevalPValues(metric, statistics[0], statistics[system])
      return zip(verdicts, pValues).map { $0 == .noDifference ? .noDifference : .chance($1) }
    }
  }
}
