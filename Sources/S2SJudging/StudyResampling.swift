import S2SMetrics

/// Chance in a study: what other sentences would have given.
struct StudyResampling: Sendable {
  private let options: JudgementResults.Options
  /// The sentences that somebody has judged.
  private let sentences: [UInt32]

  /// Takes the sentences of some answers.
  init(_ judgements: Judgements, _ options: JudgementResults.Options) {
    self.options = options
    sentences = Set(judgements.firsts.map(\.sentence)).sorted().map { UInt32($0) }
  }

  /// A statistic of the sentences, and its interval when they are drawn with replacement.
  func estimate(
    _ statistic: (ArraySlice<UInt32>) -> Double?
  ) -> JudgementResults.Estimate {
    let interval = PercentileInterval(
      of: sentences.count, resamples: options.resamples, seed: options.seed
    ) { places in statistic(places.map { sentences[Int($0)] }[...]) }
    return JudgementResults.Estimate(value: statistic(sentences[...]), interval: interval)
  }

  /// The mean of values for some sentences; those without one do not count.
  func mean(_ values: [Double?], _ sentences: ArraySlice<UInt32>) -> Double? {
    let found = sentences.compactMap { values[Int($0)] }
    return found.isEmpty ? nil : found.reduce(0, +) / Double(found.count)
  }

  /// Whether the mean of differences is chance.
  func test(_ differences: [Double?]) -> PairedPermutation {
    PairedPermutation(
      differences.compactMap(\.self), trials: options.trials, seed: options.seed)
  }
}
