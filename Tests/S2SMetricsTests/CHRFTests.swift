import S2SMetrics
import TestSupport
import Testing

@Suite struct CHRFTests {
  private struct Options: Decodable {
    let charOrder: Int
    let wordOrder: Int
    let beta: Int
    let lowercase: Bool
    let whitespace: Bool
    let epsSmoothing: Bool
  }

  private func metric(beta: Int = 2, epsilon: Bool = false) -> CHRF {
    var options = CHRF.Options()
    options.beta = beta
    options.epsilonSmoothing = epsilon
    return CHRF(options)
  }

  /// Sentences of `test_chrf.py` in sacreBLEU.
  @Test(arguments: [
    (
      "Co nás nejvíc trápí, protože lékaři si vybírají, kdo bude žít a kdo zemře.",
      "Nejvíce smutní jsme z toho, že musíme rozhodovat o tom, kdo bude žít a kdo zemře.",
      39.14078509
    ),
    (
      "Nebo prostě nemají vybavení, které by jim pomohlo, uvedli lékaři.",
      "A někdy nemáme ani potřebný materiál, abychom jim pomohli, popsali lékaři.", 31.22557079
    ),
  ])
  func equalsPublishedSentenceScore(hypothesis: String, reference: String, wanted: Double) throws {
    let score = try metric(epsilon: true).sentenceScore(
      hypothesis: hypothesis, references: [reference])
    #expect(abs(score.score - wanted) < 1e-8)
  }

  /// Texts too short for some orders, of the same file.
  @Test(arguments: [
    ("a", "b", 0.0, 0.0), ("", "reference", 0, 0), ("aa", "ab", 8.3333, 25),
    ("a", "a", 16.6667, 100), ("a b c", "abc", 50, 100),
  ])
  func equalsPublishedShortScore(
    hypothesis: String, reference: String, epsilon: Double, effective: Double
  ) throws {
    for (isEpsilon, wanted) in [(true, epsilon), (false, effective)] {
      let score = try metric(beta: 3, epsilon: isEpsilon).sentenceScore(
        hypothesis: hypothesis, references: [reference])
      #expect(abs(score.score - wanted) < 1e-4)
    }
  }

  @Test func equalsSacreBLEU() throws {
    for golden in try MetricGolden.read([SacreBLEUCase<Options>].self, "chrf.json") {
      let wanted = golden.options
      var options = CHRF.Options()
      options.characterOrder = wanted.charOrder
      options.wordOrder = wanted.wordOrder
      options.beta = wanted.beta
      options.lowercase = wanted.lowercase
      options.whitespace = wanted.whitespace
      options.epsilonSmoothing = wanted.epsSmoothing
      try golden.check(CHRF(options))
    }
  }

  @Test func namesItsVariants() throws {
    let score = try CHRF(.plusPlus).score(hypotheses: ["a b"], references: [["a b"]])
    #expect(score.name == "chrF2++")
    #expect(score.signature.short == "#:1|c:mixed|e:yes|nc:6|nw:2|s:no|v:s2s-0.1.0")
  }

  /// Edge punctuation is a word of its own, at the end first.
  @Test func splitsOneMarkFromAWord() throws {
    var options = CHRF.Options.plusPlus
    options.characterOrder = 0
    options.wordOrder = 1
    let corpus = try EvaluationCorpus(
      hypotheses: ["(hi) «a» x? !"], references: [["(hi ) «a» x ? !"]])
    #expect(try CHRF(options).statistics(of: corpus).values == [6, 7, 5])
  }

  @Test(arguments: [(-1, 2, 2), (0, 0, 2), (6, -1, 2), (6, 0, -1)])
  func rejectsOrdersBelowZero(characters: Int, words: Int, beta: Int) {
    var options = CHRF.Options()
    options.characterOrder = characters
    options.wordOrder = words
    options.beta = beta
    #expect {
      try CHRF(options).score(hypotheses: ["a"], references: [["a"]])
    } throws: { error in
      error.isOutOfRange || error as? MetricError == .nothingToCompute(.chrf)
    }
  }
}
