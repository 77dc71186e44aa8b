import S2SMetrics
import Testing

@Suite struct SentenceBLEUTests {
  /// One after the other, with tables that are used again, scores are those of `BLEU`.
  @Test func isBLEUOfASentence() throws {
    let pairs = [
      ("The cat sat on the mat.", "The cat is on the mat."), ("", "A dog."), ("A dog.", "A dog."),
      ("Two men, one dog", "Two men and a dog sit down."), ("No", "Yes."),
      ("The cat sat on the mat.", "The cat is on the mat."),
    ]
    var scorer = SentenceBLEU()
    for (hypothesis, reference) in pairs {
      let wanted = try BLEU().sentenceScore(hypothesis: hypothesis, references: [reference])
      #expect(scorer.score(hypothesis, reference: reference) == wanted.score)
    }
  }

  @Test func cutsScriptsWithoutSpacesIntoCharacters() {
    var scorer = SentenceBLEU(tokenizer: .init(language: "ja"))
    #expect(scorer.score("猫がいる", reference: "猫がいます") > 20)
  }
}
