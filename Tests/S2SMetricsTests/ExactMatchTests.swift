import S2SMetrics
import Testing

@Suite struct ExactMatchTests {
  private func score(_ hypotheses: [String], _ references: [[String?]]) throws -> Double {
    try ExactMatch().scores(hypotheses: hypotheses, references: references)[0].score
  }

  @Test func countsEqualTexts() throws {
    #expect(try score(["1 2", "3", "x", ""], [["1 2", "4", "x ", ""]]) == 75)
    #expect(try score(["A"], [["a"]]) == 0)
    #expect(try score(["1 2"], [["12"]]) == 0)
  }

  @Test func anyReferenceCounts() throws {
    #expect(try score(["b", "b"], [["a", "a"], ["b", nil]]) == 50)
  }

  @Test func theSignatureNamesReferences() throws {
    let score = try ExactMatch().scores(hypotheses: ["a"], references: [["a"], ["b"]])[0]
    #expect(score.name == "exact")
    #expect(score.signature.description == "nrefs:2|case:mixed|version:\(Signature.version)")
  }
}
