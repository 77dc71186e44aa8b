/// The best and the worst sentences of a corpus.
public struct SentenceRanking: Sendable, Equatable {
  /// A sentence with its score.
  public struct Entry: Sendable, Equatable {
    /// The place in the corpus, from 0.
    public let index: Int
    /// The sentence's own score.
    public let score: Double
    /// The system's output.
    public let hypothesis: String
    /// The first reference.
    public let reference: String
    /// What sets the two apart.
    public let difference: WordDifference
  }

  /// The best sentences, the best first; equal scores in the order of the corpus.
  public let best: [Entry]
  /// The worst sentences, the worst first; equal scores in the order of the corpus.
  public let worst: [Entry]

  /// Ranks the sentences by the first score of a metric.
  ///
  /// No sentence is among the best and the worst at once.
  ///
  /// - Parameters:
  ///   - metric: the metric that made the statistics; BLEU ranks better with effective order, which
  ///     its statistics do not depend on.
  ///   - statistics: of the whole corpus.
  ///   - corpus: its texts.
  ///   - count: how many sentences at each end.
  ///   - lowerIsBetter: whether a perfect sentence scores 0, as with error rates.
  ///   - cutter: how words are cut to tell what differs.
  /// - Throws: `MetricError` with the code `unequalCounts`.
  public init(
    _ metric: some Metric, _ statistics: SentenceStatistics, _ corpus: EvaluationCorpus,
    count: Int = 10, lowerIsBetter: Bool = false, cutter: WordCutter = WordCutter()
  ) throws {
    guard statistics.count == corpus.hypotheses.count else {
      throw MetricError.unequalCounts(
        .statistics, count: statistics.count, sentences: corpus.hypotheses.count)
    }
    let scores = corpus.hypotheses.indices.map { index in
      metric.scores(of: statistics.sum(of: [index])).first?.score ?? 0
    }
    let sign = lowerIsBetter ? 1.0 : -1.0
    let order = scores.indices.sorted { (sign * scores[$0], $0) < (sign * scores[$1], $1) }
    let reverse = scores.indices.sorted { (-sign * scores[$0], $0) < (-sign * scores[$1], $1) }
    func entries(_ indices: some Sequence<Int>) -> [Entry] {
      indices.map { index in
        let hypothesis = corpus.hypotheses[index]
        let reference = corpus.references(at: index).first ?? ""
        return Entry(
          index: index, score: scores[index], hypothesis: hypothesis, reference: reference,
          difference: WordDifference(
            hypothesis: hypothesis, reference: reference, cutter: cutter))
      }
    }
    let count = max(count, 0)
    let worst = Array(reverse.prefix(min(count, scores.count / 2)))
    let taken = Set(worst)
    best = entries(order.filter { !taken.contains($0) }.prefix(count))
    self.worst = entries(worst)
  }
}
