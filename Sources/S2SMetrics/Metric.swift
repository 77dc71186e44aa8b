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

  /// The metric as it scores a single sentence, from the same statistics.
  var forSentences: any Metric { get }

  /// Whether a perfect text scores 0, as with error rates.
  var lowerIsBetter: Bool { get }
}

extension Metric {
  /// The metric itself, which scores a sentence as it scores a corpus.
  public var forSentences: any Metric { self }
  /// Higher is better.
  public var lowerIsBetter: Bool { false }
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
