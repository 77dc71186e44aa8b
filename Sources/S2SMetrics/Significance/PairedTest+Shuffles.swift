import Synchronization

extension PairedTest {
  /// P-values of each system but the first, from the same swaps for all; score by score.
  func shuffled(
    _ metric: any Metric, _ statistics: [SentenceStatistics], _ scores: [[MetricScore]],
    report: @Sendable (Int) -> Void
  ) -> [[Double]] {
    let tables = statistics.dropFirst().map { ShuffleTable(statistics[0], $0, of: metric) }
    let (generator, count) = (PCG64(seed: seed), statistics[0].count)
    let done = Atomic<Int>(0)
    let parts = SentenceWorkers(count: threadCount).map(samples) { trials in
      var coins = CoinStream(generator, skipping: trials.lowerBound * count)
      var differences: [Double] = []
      for _ in trials {
        let heads = coins.heads(of: count)
        for table in tables { table.append(heads[...], to: &differences) }
        report(done.wrappingAdd(1, ordering: .relaxed).newValue)
      }
      return differences
    }
    let differences = Array(parts.joined())
    let (scoreCount, width) = (scores[0].count, tables.count * scores[0].count)
    return tables.indices.map { table in
      (0..<scoreCount).map { score in
        let column = table * scoreCount + score
        return ScoreSample.pValue(
          stride(from: column, to: differences.count, by: width).map { differences[$0] },
          above: abs(scores[0][score].score - scores[table + 1][score].score))
      }
    }
  }
}

/// The statistics of two systems, ready to swap sentences.
private struct ShuffleTable: Sendable {
  private let metric: any Metric
  /// What a sentence adds to the one sum, and takes from the other, when it is swapped.
  private let rows: RowTable<Double>
  private let first: StatisticsSum
  private let second: StatisticsSum

  init(_ first: SentenceStatistics, _ second: SentenceStatistics, of metric: any Metric) {
    self.metric = metric
    self.first = first.sum()
    self.second = second.sum()
    rows = RowTable(zip(first.values, second.values).map { $0 - $1 }, width: first.width)
  }

  /// Swaps some sentences and appends the absolute differences of the scores.
  func append(_ sentences: ArraySlice<UInt32>, to differences: inout [Double]) {
    let swapped = rows.sum(of: sentences)
    var (first, second) = (first, second)
    for column in swapped.indices {
      first.values[column] -= swapped[column]
      second.values[column] += swapped[column]
    }
    if let reference = metric as? any ResampleArithmetic {
      let score = reference.score(ofShuffle: first.values)
      differences.append(abs(score - reference.score(ofShuffle: second.values)))
    } else {
      for (score, other) in zip(metric.scores(of: first), metric.scores(of: second)) {
        differences.append(abs(score.score - other.score))
      }
    }
  }
}
