import S2SMetrics
import TestSupport
import Testing

@Suite struct SentenceRankingTests {
  @Test(arguments: [
    ("the big dog ran", "the small dog ran", "the [-small-] {+big+} dog ran"),
    ("a b", "a b", "a b"), ("", "a b", "[-a b-]"), ("a b", "", "{+a b+}"), ("", "", ""),
    ("x a", "a y", "{+x+} a [-y-]"), ("a x y b", "a b c", "a {+x y+} b [-c-]"),
    ("Hello, world", "Hello world!", "Hello {+,+} world [-!-]"), ("A b", "a b", "[-a-] {+A+} b"),
  ])
  func marksTheWordsThatDiffer(hypothesis: String, reference: String, marked: String) {
    let difference = WordDifference(hypothesis: hypothesis, reference: reference)
    #expect(difference.marked == marked)
  }

  /// Both texts can be read from the pieces, and what both have is as long as can be.
  @Test func keepsEveryWord() throws {
    let golden = try #require(MetricGolden.corpus)
    let cutter = WordCutter()
    for (hypothesis, reference) in zip(golden.hypotheses, golden.references[1]) {
      let reference = try #require(reference)
      let pieces = WordDifference(hypothesis: hypothesis, reference: reference).pieces
      let words = { (kind: WordDifference.Kind) in
        pieces.filter { $0.kind == .same || $0.kind == kind }.flatMap(\.words)
      }
      #expect(words(.added) == cutter.words(of: hypothesis))
      #expect(words(.missing) == cutter.words(of: reference))
      for (piece, next) in zip(pieces, pieces.dropFirst()) { #expect(piece.kind != next.kind) }
      let same = pieces.filter { $0.kind == .same }.flatMap(\.words)
      #expect(same.count == longest(cutter.words(of: hypothesis), cutter.words(of: reference)))
    }
  }

  /// The length of a longest common subsequence, by its definition.
  private func longest(_ left: [String], _ right: [String]) -> Int {
    var row = [Int](repeating: 0, count: right.count + 1)
    for word in left {
      var diagonal = 0
      for (column, other) in right.enumerated() {
        let above = row[column + 1]
        row[column + 1] = word == other ? diagonal + 1 : max(above, row[column])
        diagonal = above
      }
    }
    return row[right.count]
  }

  private let hypotheses = ["a b c d", "x", "a b c", "y", "a b c e"]
  private let references = ["a b c d", "z", "a b c d", "z", "a b c d"]

  private func ranking(_ count: Int, lowerIsBetter: Bool = false) throws -> SentenceRanking {
    let corpus = try EvaluationCorpus(hypotheses: hypotheses, references: [references])
    return try SentenceRanking(
      CHRF(), CHRF().statistics(of: corpus), corpus, count: count, lowerIsBetter: lowerIsBetter)
  }

  /// A page shows texts as they are written, whatever the words are cut into.
  @Test(arguments: [
    ("It rains,  doesn't it?", "It  rains; does it?"), ("\tA&quot;b c\u{3000}d ", "a b"), ("", "x"),
    ("我们喜欢红色的车。", "我们喜欢蓝色的车。"), ("foo-\nbar baz", "foobar baz"),
  ])
  func runsMakeUpTheTexts(hypothesis: String, reference: String) {
    for cutter in [WordCutter(), WordCutter(language: "zh"), WordCutter(.intl)] {
      let difference = WordDifference(
        hypothesis: hypothesis, reference: reference, cutter: cutter)
      #expect(difference.hypothesisRuns.map(\.text).joined() == hypothesis)
      #expect(difference.referenceRuns.map(\.text).joined() == reference)
    }
    let runs = WordDifference(hypothesis: "a  big, dog.", reference: "a small dog").hypothesisRuns
    #expect(runs.map(\.text) == ["a  ", "big,", " dog", "."])
    #expect(runs.map(\.differs) == [false, true, false, true])
  }

  @Test func ranksByScoreThenByPlace() throws {
    let ranking = try ranking(2)
    #expect(ranking.best.map(\.index) == [0, 2])
    #expect(ranking.worst.map(\.index) == [1, 3])
    #expect(ranking.best[0].score == 100)
    #expect(ranking.worst[0].score == 0)
    #expect(ranking.best[1].difference.marked == "a b c [-d-]")
    #expect(ranking.best[1].reference == "a b c d")
  }

  @Test func turnsAroundForErrorRates() throws {
    #expect(try ranking(1, lowerIsBetter: true).best.map(\.index) == [1])
    #expect(try ranking(1, lowerIsBetter: true).worst.map(\.index) == [0])
  }

  @Test func showsNoSentenceTwice() throws {
    for count in 0..<8 {
      let ranking = try ranking(count)
      let all = (ranking.best + ranking.worst).map(\.index)
      #expect(Set(all).count == all.count)
      #expect(all.count == min(2 * count, 5) || count > 2)
    }
  }

  @Test func rejectsStatisticsOfAnotherCorpus() throws {
    let corpus = try EvaluationCorpus(hypotheses: hypotheses, references: [references])
    let other = try EvaluationCorpus(hypotheses: ["a"], references: [["a"]])
    #expect(throws: MetricError.unequalCounts(.statistics, count: 1, sentences: hypotheses.count)) {
      try SentenceRanking(CHRF(), CHRF().statistics(of: other), corpus)
    }
  }
}
