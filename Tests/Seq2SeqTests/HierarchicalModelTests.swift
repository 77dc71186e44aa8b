import S2SCorpora
import S2SModels
import S2SSearch
import Seq2Seq
import Testing

/// What is different about models that spell source words by characters.
@Suite struct HierarchicalModelTests {
  private let bundle: TranslationBundle

  init() throws { bundle = try WholeRun { $0["hierarchical"] = true }.bundle() }

  /// Words that no vocabulary has, apart by the order of two letters.
  @Test func readsWordsThatItNeverSaw() throws {
    let translations = try Translator([bundle]).translate(["sept zorn", "sept zron", "sept zorn"])
    let scores = translations.map { $0.alternatives[0].score }
    #expect(scores[0] != scores[1])
    #expect(scores[0] == scores[2])
  }

  @Test func learnsNoShortlist() {
    #expect(throws: ModelError.shortlistOfCharacters) {
      try ShortlistTrainer(bundle).run(CorpusSelection(), writingTo: "/nonexistent/shortlist")
    }
  }

  @Test func hasNoCoveragePenalty() {
    var options = TranslationOptions()
    options.search.coverageWeight = 0.2
    #expect(throws: TranslationError.coverageOfSpelledWords) {
      _ = try Translator([bundle], options: options)
    }
  }
}
