/// A way to score hypotheses against references.
///
/// A metric is one file: what it keeps of each sentence, and how their sum becomes scores.
public protocol Metric: Sendable {
  /// Gathers the numbers that the scores need, sentence by sentence.
  ///
  /// - Throws: `MetricError` when the options are invalid.
  func statistics(of corpus: EvaluationCorpus) throws -> SentenceStatistics

  /// Computes one or more scores from summed statistics.
  func scores(of sum: StatisticsSum) -> [MetricScore]
}

extension Metric {
  /// Scores a whole corpus.
  ///
  /// - Parameters:
  ///   - hypotheses: the system's outputs, one a sentence.
  ///   - references: one list a reference stream, each as long as `hypotheses`; nil where a
  ///     sentence has fewer references than others.
  /// - Throws: `MetricError` with any code.
  public func scores(hypotheses: [String], references: [[String?]]) throws -> [MetricScore] {
    let corpus = try EvaluationCorpus(hypotheses: hypotheses, references: references)
    return scores(of: try statistics(of: corpus).sum())
  }
}
