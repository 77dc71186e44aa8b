/// The scores of sentences of about the same length, from short to long sources.
public struct LengthBreakdown: Sendable, Equatable {
  /// The sentences of some lengths.
  public struct Bucket: Sendable, Equatable {
    /// The lengths of their sources, in words.
    public let lengths: CountRange
    /// How many there are.
    public let sentenceCount: Int
    /// What the metric gives to these sentences alone; empty where there is none.
    public let scores: [MetricScore]
  }

  /// The buckets, the shortest first; those without sentences too.
  public let buckets: [Bucket]

  /// Scores the buckets; no text is read again but the sources.
  ///
  /// - Parameters:
  ///   - metric: the metric that made the statistics.
  ///   - statistics: of the whole corpus.
  ///   - sources: one text a sentence; its length counts, not its words. References serve too.
  ///   - starts: where each bucket starts, in words; shorter sentences are in none.
  ///   - cutter: how words are cut.
  /// - Throws: `MetricError` with the codes `unequalCounts` and `invalidStarts`.
  public init(
    _ metric: some Metric, _ statistics: SentenceStatistics, sources: [String],
    starts: [Int] = [0, 10, 20, 30, 40, 50], cutter: WordCutter = WordCutter()
  ) throws {
    try MetricError.check(sources, .sources, match: statistics.count)
    let lengths = sources.map { cutter.words(of: $0).count }
    buckets = try CountRange.ranges(from: starts).map { range in
      let members = lengths.indices.filter { range.contains(lengths[$0]) }
      return Bucket(
        lengths: range, sentenceCount: members.count,
        scores: members.isEmpty ? [] : metric.scores(of: statistics.sum(of: members)))
    }
  }
}

extension CountRange {
  /// Whether a number is in the range.
  func contains(_ number: Int) -> Bool { number >= first && number <= last ?? .max }
}
