/// Confidence intervals of scores, equal to sacreBLEU's `--confidence`.
///
/// The corpus is scored again and again, each time on as many sentences drawn from it with
/// replacement; between the lowest and the highest 2.5% of those scores lies the interval.
///
/// Reference: Koehn 2004, "Statistical Significance Tests for Machine Translation Evaluation".
public struct Bootstrap: Sendable, Equatable {
  /// The indices that are drawn before rows are summed, if a resample has fewer.
  private static let roundSize = 1 << 16

  /// How often the corpus is resampled.
  public let resamples: Int
  /// Where the stream of random numbers starts; it is NumPy's.
  public let seed: UInt64
  /// The threads that work; one a processor when nil.
  ///
  /// Results do not depend on it.
  public var threadCount: Int?

  /// Makes resamples as sacreBLEU does by default.
  ///
  /// - Precondition: `resamples` is at least 1.
  public init(resamples: Int = 1000, seed: UInt64 = 12345) {
    precondition(resamples >= 1, "there has to be a resample")
    self.resamples = resamples
    self.seed = seed
  }

  /// Scores a whole corpus by some metrics, with intervals.
  ///
  /// - Throws: `MetricError` with any code.
  /// - Complexity: O(resamples * *N*) after counting the statistics.
  public func scores(
    _ metrics: [any Metric], hypotheses: [String], references: [[String?]]
  ) throws -> [MetricScore] {
    let corpus = try EvaluationCorpus(hypotheses: hypotheses, references: references)
    return try metrics.flatMap { metric in
      scores(metric, of: try metric.statistics(of: corpus))
    }
  }

  /// Scores statistics, with an interval for each score.
  ///
  /// - Parameter report: is called with how many resamples are scored.
  public func scores(
    _ metric: any Metric, of statistics: SentenceStatistics, report: (Int) -> Void = { _ in }
  ) -> [MetricScore] {
    let samples = samples(
      [ResampleTable(statistics, of: metric)], count: statistics.count, report: report)
    return zip(metric.scores(of: statistics.sum()), samples).map { score, sample in
      var score = score
      score.confidence = sample.interval(.exact)
      score.signature = score.signature.resampled(bootstrap: resamples, seed: seed)
      return score
    }
  }

  /// The scores of all resamples, the same resamples for each table: a sample for each score of
  /// each table.
  ///
  /// - Parameters:
  ///   - generator: where the stream begins; with the seed when nil.
  ///   - report: is called with how many resamples are scored.
  func samples(
    _ tables: [ResampleTable], count: Int, from generator: PCG64? = nil,
    report: (Int) -> Void = { _ in }
  ) -> [ScoreSample] {
    let workers = SentenceWorkers(count: threadCount)
    var stream = ResampleStream(
      of: count, from: generator ?? PCG64(seed: seed), workers: workers)
    var indices: [UInt32] = []
    var scores: [ResampleScore] = []
    let width = tables.reduce(0) { $0 + $1.scoreCount }
    while scores.count < resamples * width {
      let round = min(
        resamples - scores.count / width, max(Self.roundSize / count, workers.count))
      stream.draw(round, into: &indices)
      let drawn = indices
      let parts = workers.map(round) { range in
        var scores: [ResampleScore] = []
        for resample in range {
          let sentences = drawn[resample * count..<(resample + 1) * count]
          for table in tables { table.append(sentences, &scores) }
        }
        return scores
      }
      scores += parts.joined()
      report(scores.count / width)
    }
    return (0..<width).map { column in
      ScoreSample(stride(from: column, to: scores.count, by: width).map { scores[$0] })
    }
  }
}
