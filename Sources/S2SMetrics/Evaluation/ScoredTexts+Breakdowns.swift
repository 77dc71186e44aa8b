extension ScoredTexts {
  /// What the first metric gives to short sentences and to long ones, by the length of the sources,
  /// or of the first references; `nil` without a metric.
  ///
  /// - Throws: `MetricError.invalidStarts`.
  public func byLength(
    starts: [Int] = [0, 6, 11, 16, 21, 31, 41]
  ) throws -> LengthBreakdown? {
    guard let metric = metrics.first else { return nil }
    return try LengthBreakdown(
      metric, statistics[0], sources: sources ?? corpus.references[0].map { $0 ?? "" },
      starts: starts, cutter: cutter)
  }

  /// How well words come out that are rare in a training text.
  ///
  /// - Throws: `MetricError.invalidStarts`.
  public func byFrequency(
    in training: WordFrequencies, starts: [Int] = [0, 1, 2, 5, 10, 100, 1_000]
  ) throws -> FrequencyBreakdown {
    try FrequencyBreakdown(corpus, training: training, starts: starts)
  }

  /// How often hypotheses repeat words at once.
  public var repetition: RepetitionRate { RepetitionRate(corpus.hypotheses, cutter: cutter) }

  /// How much of the sources the hypotheses have left as it was; `nil` without sources.
  public func copies() throws -> CopyRate? {
    try sources.map { try CopyRate(corpus.hypotheses, sources: $0, cutter: cutter) }
  }

  /// The best and the worst sentences under the first metric; `nil` without a metric.
  ///
  /// - Parameter count: how many at each end.
  public func ranking(count: Int) throws -> SentenceRanking? {
    guard let metric = sentenceMetrics.first else { return nil }
    return try SentenceRanking(
      metric, statistics[0], corpus, count: count, lowerIsBetter: metric.lowerIsBetter,
      cutter: cutter)
  }

  /// Every sentence's chrF, which is kind to short sentences.
  ///
  /// - Throws: nothing with the options of chrF that sacreBLEU has by default.
  public func sentenceChrF() throws -> [Double] {
    let metric = CHRF()
    let statistics = try metric.statistics(of: corpus)
    return corpus.hypotheses.indices.map {
      metric.scores(of: statistics.sum(of: CollectionOfOne($0)))[0].score
    }
  }
}
