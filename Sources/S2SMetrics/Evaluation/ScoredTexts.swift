/// Texts with what each metric counted of each sentence: every score and breakdown is a sum of it.
public struct ScoredTexts: Sendable {
  /// Hypotheses and references.
  public let corpus: EvaluationCorpus
  /// The sources, one per sentence, where they are known.
  public let sources: [String]?
  /// How the breakdowns cut words: as the language of the texts does.
  public let cutter: WordCutter
  /// The metrics, in the order of their scores.
  public let metrics: [any Metric]
  /// What each metric counted.
  let statistics: [SentenceStatistics]
  /// The metrics as they score single sentences.
  let sentenceMetrics: [any Metric]

  /// Counts.
  ///
  /// - Parameter report: is called when a metric has counted.
  /// - Throws: `MetricError` with any code.
  public init(
    _ subject: EvaluationSubject, metrics: [any Metric],
    report: (EvaluationStep) -> Void = { _ in }
  ) throws {
    let corpus = try EvaluationCorpus(
      hypotheses: subject.hypotheses, references: subject.references)
    if let sources = subject.sources {
      try MetricError.check(sources, .sources, match: corpus.hypotheses.count)
    }
    self.corpus = corpus
    sources = subject.sources
    cutter = subject.cutter
    self.metrics = metrics
    report(.counted(0, of: metrics.count))
    statistics = try metrics.enumerated().map { index, metric in
      defer { report(.counted(index + 1, of: metrics.count)) }
      return try metric.statistics(of: corpus)
    }
    sentenceMetrics = metrics.map(\.forSentences)
  }

  /// The scores of the whole corpus, metric by metric.
  ///
  /// - Parameters:
  ///   - bootstrap: what gives each score an interval; `nil` for none.
  ///   - report: is called while it works.
  public func scores(
    _ bootstrap: Bootstrap? = nil, report: (EvaluationStep) -> Void = { _ in }
  ) -> [MetricScore] {
    metrics.indices.flatMap { index in
      guard let bootstrap else { return metrics[index].scores(of: statistics[index].sum()) }
      return bootstrap.scores(metrics[index], of: statistics[index]) { count in
        report(
          .resampled(
            index * bootstrap.resamples + count, of: metrics.count * bootstrap.resamples))
      }
    }
  }

  /// The scores of one sentence, in the order of the corpus's scores.
  ///
  /// - Parameter index: its place in the corpus, from 0.
  public func scores(ofSentence index: Int) -> [MetricScore] {
    zip(sentenceMetrics, statistics).flatMap { metric, statistics in
      metric.scores(of: statistics.sum(of: CollectionOfOne(index)))
    }
  }

  /// Compares other systems with this one, under the metrics that they have in common: the measures
  /// of a model come last and are of this one alone.
  func compared(
    under name: String, with others: [Evaluation.System], by test: PairedTest,
    report: @escaping @Sendable (EvaluationStep) -> Void = { _ in }
  ) -> PairedComparison {
    let count = others.map(\.texts.metrics.count).min() ?? 0
    return PairedComparison(
      test: test, systems: [name] + others.map(\.name),
      columns: (0..<count).flatMap { index in
        test.columns(
          metrics[index], [statistics[index]] + others.map { $0.texts.statistics[index] }
        ) { report(test.step(index * test.samples + $0, of: count * test.samples)) }
      })
  }
}
