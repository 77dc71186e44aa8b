/// Confidence intervals of scores, equal to sacreBLEU's `--confidence`.
///
/// The corpus is scored again and again, each time on as many sentences drawn from it with
/// replacement; between the lowest and the highest 2.5% of those scores lies the interval.
///
/// Reference: Koehn 2004, "Statistical Significance Tests for Machine Translation Evaluation".
public struct Bootstrap: Sendable, Equatable {
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
  public func scores(_ metric: any Metric, of statistics: SentenceStatistics) -> [MetricScore] {
    let samples = samples([ResampleTable(statistics, of: metric)], count: statistics.count)[0]
    return zip(metric.scores(of: statistics.sum()), samples).map { score, sample in
      var score = score
      score.confidence = sample.interval(.exact)
      score.signature = score.signature.resampled(bootstrap: resamples, seed: seed)
      return score
    }
  }

  /// The scores of all resamples, the same resamples for each table: table by table, then score
  /// by score.
  func samples(_ tables: [ResampleTable], count: Int) -> [[ScoreSample]] {
    var source = ResampleSource(generator: PCG64(seed: seed), sentenceCount: UInt32(count))
    return samples(tables, from: &source)
  }

  /// The same with resamples from anywhere in a stream.
  func samples(_ tables: [ResampleTable], from source: inout ResampleSource) -> [[ScoreSample]] {
    let rows = ResampleWorkers(count: threadCount).map(&source, count: resamples) { indices in
      tables.map { $0.scores(indices) }
    }
    return tables.indices.map { table in
      rows[0][table].indices.map { score in ScoreSample(rows.map { $0[table][score] }) }
    }
  }
}
