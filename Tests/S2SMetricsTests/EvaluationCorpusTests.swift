import S2SMetrics
import Testing

@Suite struct EvaluationCorpusTests {
  private struct Case: Sendable {
    let hypotheses: [String]
    let references: [[String?]]
    let error: MetricError
  }

  private static let cases = [
    Case(
      hypotheses: ["a", "b"], references: [["a"]],
      error: .unequalCounts(.references(1, of: 1), count: 1, sentences: 2)),
    Case(
      hypotheses: ["a"], references: [["a"], ["a", "b"]],
      error: .unequalCounts(.references(2, of: 2), count: 2, sentences: 1)),
    Case(
      hypotheses: [], references: [["a"]],
      error: .unequalCounts(.references(1, of: 1), count: 1, sentences: 0)),
    Case(
      hypotheses: [], references: [[]], error: .emptyCorpus),
    Case(
      hypotheses: ["a"], references: [], error: .noReferences),
    Case(
      hypotheses: ["a", "b"], references: [["a", nil], [nil, nil]],
      error: .missingReference(line: 2)),
  ]

  @Test(arguments: cases.indices)
  func rejectsSidesThatDoNotMatch(index: Int) {
    let wanted = Self.cases[index]
    #expect(throws: wanted.error) {
      try BLEU().scores(hypotheses: wanted.hypotheses, references: wanted.references)
    }
  }

  @Test func countsReferences() throws {
    let even = try EvaluationCorpus(
      hypotheses: ["a", "b"], references: [["a", nil], [nil, "b"]])
    #expect(even.referenceCount == 1)
    let uneven = try EvaluationCorpus(
      hypotheses: ["a", "b"], references: [["a", "b"], ["c", nil]])
    #expect(uneven.referenceCount == nil)
    let score = try BLEU().scores(hypotheses: ["a", "b"], references: uneven.references)[0]
    #expect(score.signature.description.hasPrefix("nrefs:var|"))
  }

  @Test(arguments: [(99, " .", false), (100, " .", true), (200, ".", false), (200, " . ", false)])
  func noticesTokenizedText(count: Int, end: String, wanted: Bool) throws {
    let texts = [String](repeating: "No" + end, count: count) + ["No.", ""]
    let corpus = try EvaluationCorpus(hypotheses: texts, references: [texts])
    #expect(corpus.looksTokenized == wanted)
  }
}
