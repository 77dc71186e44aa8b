import S2SMetrics
import Testing

struct BLEUTests {
  /// The corpus in the README of sacreBLEU.
  private static let hypotheses = [
    "The dog bit the man.", "It wasn't surprising.", "The man had just bitten him.",
  ]
  private static let references = [
    ["The dog bit the man.", "It was not unexpected.", "The man bit him first."],
    ["The dog had bit the man.", "No one was surprised.", "The man had bitten the dog."],
  ]

  @Test func equalsPublishedCorpusScore() throws {
    let score = try BLEU().score(hypotheses: Self.hypotheses, references: Self.references)
    #expect(abs(score.score - 48.530827) < 1e-6)
    #expect(
      score.signature.description
        == "nrefs:2|case:mixed|eff:no|tok:13a|smooth:exp|version:s2s-0.1.0")
    #expect(score.signature.short == "#:2|c:mixed|e:no|tok:13a|s:exp|v:s2s-0.1.0")
  }
}
