import S2SMetrics
import Testing

@Suite struct LengthBreakdownTests {
  private let sources = ["a b c", "a", "a b c d e f g h i j k", "", "a b c d"]
  private let hypotheses = ["the cat sat on it", "no", "one two three", "", "four five six seven"]
  private let references = ["the cat sat on it", "yes", "one two four", "x", "four five six seven"]

  private func breakdown(
    _ metric: some Metric, starts: [Int] = [0, 2, 4, 10, 100]
  ) throws -> LengthBreakdown {
    let corpus = try EvaluationCorpus(hypotheses: hypotheses, references: [references])
    return try LengthBreakdown(
      metric, metric.statistics(of: corpus), sources: sources, starts: starts)
  }

  @Test func scoresEachBucketAsACorpusOfItsOwn() throws {
    let buckets = try breakdown(BLEU()).buckets
    #expect(buckets.map(\.lengths.description) == ["0-1", "2-3", "4-9", "10-99", "100+"])
    #expect(buckets.map(\.sentenceCount) == [2, 1, 1, 1, 0])
    let members = [[1, 3], [0], [4], [2]]
    for (bucket, lines) in zip(buckets, members) {
      let alone = try BLEU().scores(
        hypotheses: lines.map { hypotheses[$0] }, references: [lines.map { references[$0] }])
      #expect(bucket.scores == alone)
    }
    #expect(buckets[4].scores.isEmpty)
  }

  @Test func takesAnyMetric() throws {
    #expect(try breakdown(CHRF()).buckets[1].scores[0].score == 100)
    #expect(try breakdown(ROUGE()).buckets[1].scores.map(\.score) == [100, 100, 100])
    #expect(try breakdown(METEOR()).buckets[2].scores[0].score == 100)
  }

  @Test func leavesOutWhatIsShorterThanTheFirstStart() throws {
    #expect(try breakdown(BLEU(), starts: [3]).buckets.map(\.sentenceCount) == [3])
  }

  @Test(arguments: [[], [-1], [3, 3], [5, 2]])
  func rejectsStartsThatDoNotRise(starts: [Int]) {
    #expect(throws: MetricError.invalidStarts(starts)) {
      try breakdown(BLEU(), starts: starts)
    }
  }

  @Test func rejectsSourcesThatDoNotMatch() throws {
    let corpus = try EvaluationCorpus(hypotheses: ["a", "b"], references: [["a", "b"]])
    let statistics = try BLEU().statistics(of: corpus)
    #expect(throws: MetricError.unequalCounts(.sources, count: 1, sentences: 2)) {
      try LengthBreakdown(BLEU(), statistics, sources: ["a"])
    }
  }
}
