import S2SMetrics
import Testing

@Suite struct EvaluationCorpusTests {
  private struct Case: Sendable {
    let hypotheses: [String]
    let references: [[String?]]
    let code: MetricError.Code
    let message: String
  }

  private static let cases = [
    Case(
      hypotheses: ["a", "b"], references: [["a"]], code: .unequalCounts,
      message: "the hypotheses have 2 lines but the reference has 1 line; they must match line by "
        + "line."),
    Case(
      hypotheses: ["a"], references: [["a"], ["a", "b"]], code: .unequalCounts,
      message: "the hypotheses have 1 line but reference 2 has 2 lines; they must match line by "
        + "line."),
    Case(
      hypotheses: [], references: [["a"]], code: .unequalCounts,
      message: "the hypotheses have 0 lines but the reference has 1 line; they must match line by "
        + "line."),
    Case(
      hypotheses: [], references: [[]], code: .emptyCorpus,
      message: "there is nothing to score: hypotheses and references have no lines."),
    Case(
      hypotheses: ["a"], references: [], code: .missingReference,
      message: "there is no reference; give at least one text to compare with."),
    Case(
      hypotheses: ["a", "b"], references: [["a", nil], [nil, nil]], code: .missingReference,
      message: "line 2 has no reference; give it at least one."),
  ]

  @Test(arguments: cases.indices)
  func rejectsSidesThatDoNotMatch(index: Int) {
    let wanted = Self.cases[index]
    #expect(throws: MetricError(wanted.code, wanted.message)) {
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
