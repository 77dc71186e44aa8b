extension PairedTest {
  /// P-values of each system but the first, and intervals of each, from the same resamples for
  /// all; score by score.
  func resampled(
    _ metric: any Metric, _ statistics: [SentenceStatistics], _ scores: [[MetricScore]],
    report: (Int) -> Void
  ) -> ([[Double]], [[ConfidenceInterval]]?) {
    let samples = samples(
      metric, statistics, count: samples, from: PCG64(seed: seed), report: report)
    let pValues = statistics.indices.dropFirst().map { system in
      scores[0].indices.map { score in
        samples[system][score].pValue(
          against: samples[0][score],
          difference: abs(scores[0][score].score - scores[system][score].score))
      }
    }
    return (pValues, samples.map { $0.map { $0.interval(.pairwise) } })
  }

  /// The intervals that accompany approximate randomisation, if there are any.
  ///
  /// As in sacreBLEU, the baseline's resamples begin with the seed, those of the other systems
  /// where the coins have left off.
  func intervals(_ metric: any Metric, _ statistics: [SentenceStatistics], resamples: Int)
    -> [[ConfidenceInterval]]?
  {
    if resamples == 0 { return nil }
    let generator = PCG64(seed: seed)
    let after = CoinStream.generator(after: samples * statistics[0].count, from: generator)
    let first = samples(metric, Array(statistics.prefix(1)), count: resamples, from: generator)
    let others = samples(metric, Array(statistics.dropFirst()), count: resamples, from: after)
    return (first + others).map { $0.map { $0.interval(.pairwise) } }
  }

  /// The scores of all resamples: system by system, score by score.
  private func samples(
    _ metric: any Metric, _ statistics: [SentenceStatistics], count: Int, from generator: PCG64,
    report: (Int) -> Void = { _ in }
  ) -> [[ScoreSample]] {
    guard let sentenceCount = statistics.first?.count else { return [] }
    var bootstrap = Bootstrap(resamples: count, seed: seed)
    bootstrap.threadCount = threadCount
    let tables = statistics.map { ResampleTable($0, of: metric) }
    let samples = bootstrap.samples(tables, count: sentenceCount, from: generator, report: report)
    let width = tables[0].scoreCount
    return tables.indices.map { Array(samples[$0 * width..<($0 + 1) * width]) }
  }
}
