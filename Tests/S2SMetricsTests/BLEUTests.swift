import S2SMetrics
import TestSupport
import Testing

@Suite struct BLEUTests {
  private struct Options: Decodable {
    let tokenize: String
    let lowercase: Bool
    let smoothMethod: String
    let smoothValue: Double?
    let effectiveOrder: Bool
    let maxNgramOrder: Int
  }

  /// The corpus in the README of sacreBLEU.
  private static let hypotheses = [
    "The dog bit the man.", "It wasn't surprising.", "The man had just bitten him.",
  ]
  private static let references = [
    ["The dog bit the man.", "It was not unexpected.", "The man bit him first."],
    ["The dog had bit the man.", "No one was surprised.", "The man had bitten the dog."],
  ]

  private func metric(
    _ tokenizer: BLEU.Tokenizer = .thirteenA, _ smoothing: BLEU.Smoothing = .exp
  ) -> BLEU {
    var options = BLEU.Options()
    options.tokenizer = tokenizer
    options.smoothing = smoothing
    return BLEU(options)
  }

  @Test(arguments: [
    (BLEU.Tokenizer.thirteenA, 48.530827), (.none, 49.1919566), (.intl, 43.91623493),
  ])
  func equalsPublishedCorpusScore(tokenizer: BLEU.Tokenizer, wanted: Double) throws {
    let score = try metric(tokenizer).score(
      hypotheses: Self.hypotheses, references: Self.references)
    #expect(abs(score.score - wanted) < 1e-6)
  }

  /// The sentence of `test_sentence_bleu.py` in sacreBLEU.
  @Test(arguments: [
    (BLEU.Tokenizer.thirteenA, BLEU.Smoothing.exp, 8.493), (.thirteenA, .none, 0),
    (.thirteenA, .floor(), 4.51688), (.thirteenA, .floor(0.5), 10.10),
    (.thirteenA, .addK(), 14.882), (.thirteenA, .addK(2), 21.389), (.none, .exp, 7.347),
    (.intl, .exp, 8.493), (.char, .exp, 40.8759),
  ])
  func equalsPublishedSentenceScore(
    tokenizer: BLEU.Tokenizer, smoothing: BLEU.Smoothing, wanted: Double
  ) throws {
    let score = try metric(tokenizer, smoothing).sentenceScore(
      hypothesis: "Producția de zahăr primă va fi exprimată în ceea ce privește zahărul alb;",
      references: ["producţia de zahăr brut se exprimă în zahăr alb;"])
    #expect(abs(score.score - wanted) < 1e-3)
    #expect(score.signature.description.contains("eff:yes"))
  }

  @Test func equalsSacreBLEU() throws {
    for golden in try MetricGolden.read([SacreBLEUCase<Options>].self, "bleu.json") {
      var options = BLEU.Options()
      let wanted = golden.options
      options.tokenizer = try #require(BLEU.Tokenizer(rawValue: wanted.tokenize))
      options.smoothing = try #require(
        BLEU.Smoothing(wanted.smoothMethod, value: wanted.smoothValue))
      options.lowercase = wanted.lowercase
      options.effectiveOrder = wanted.effectiveOrder
      options.maximumOrder = wanted.maxNgramOrder
      try golden.check(BLEU(options))
    }
  }

  /// What each rule of 13a and intl does to text that has few other n-grams.
  @Test(arguments: [
    (BLEU.Tokenizer.thirteenA, "a<skipped>b", "ab"), (.thirteenA, "foo-\nbar", "foobar"),
    (.thirteenA, "a\nb", "a b"), (.thirteenA, "&amp;lt;", "<"), (.thirteenA, "&apos;", "& apos ;"),
    (.thirteenA, "3.14, 1,000.", "3.14 , 1,000 ."), (.thirteenA, "10-20 a-b", "10 - 20 a-b"),
    (.thirteenA, "a...", "a . . ."), (.thirteenA, "don't", "don't"), (.thirteenA, "«a»", "«a»"),
    (.intl, "«a»", "« a »"), (.intl, "x²=1,5€", "x² = 1,5 €"), (.intl, "in 1990.", "in 1990."),
    (.intl, "١٬٢", "١٬٢"), (.char, "né a", "n é a"), (.none, "a\u{3000}b\u{85}c", "a b c"),
    (.none, "a\u{200B}b", "a\u{200B}b"), (.zh, "我们在2023年。", "我 们 在 2023 年 。"),
    (.zh, "ＡＢ「x,y」—ok", "Ａ Ｂ 「 x , y 」 — ok"), (.zh, "\u{20000}\u{20001}", "\u{20000}\u{20001}"),
    (.zh, "\u{3000}.5 カナ", ".5 カナ"), (.zh, "→⩭⩭⩮⩮", "→ ⩭ ⩭ ⩮⩮"),
  ])
  func cutsWords(tokenizer: BLEU.Tokenizer, text: String, words: String) throws {
    let corpus = try EvaluationCorpus(hypotheses: [text], references: [[words]])
    let row = try metric(tokenizer).statistics(of: corpus).values
    let count = Double(words.split(separator: " ").count)
    // So many words, and all of them match: words that stand alone stay as they are.
    #expect(row[0] == count)
    #expect(row[2] == count)
  }

  @Test func lowersAsPythonDoes() throws {
    var options = BLEU.Options()
    options.tokenizer = .none
    options.lowercase = true
    let pairs = [
      ("ΟΔΥΣΣΕΥΣ", "οδυσσευς"), ("ΑΣ'Α", "ασ'α"), ("Σ", "σ"), ("İ", "i\u{307}"), ("\u{212A}", "k"),
      ("ẞ", "ß"), ("ΑΣ. Α", "ας. α"),
    ]
    for (upper, lower) in pairs {
      let corpus = try EvaluationCorpus(hypotheses: [upper], references: [[lower]])
      let row = try BLEU(options).statistics(of: corpus).values
      #expect(row[2] == row[0], "\(upper)")
    }
  }

  @Test func takesTheCloserAndThenTheShorterReference() throws {
    let corpus = try EvaluationCorpus(
      hypotheses: ["a b c d"], references: [["a b c d e"], ["a b c"], ["a"]])
    #expect(try BLEU().statistics(of: corpus).values[1] == 3)
  }

  @Test func namesItsParts() throws {
    let score = try BLEU().score(hypotheses: Self.hypotheses, references: Self.references)
    #expect(score.detail("hypothesisLength") == 17)
    #expect(score.detail("referenceLength") == 18)
    #expect(score.detail("precision1").map { abs($0 - 100 * 14 / 17) < 1e-12 } == true)
    #expect(score.detail("precision5") == nil)
  }

  @Test func scoresNothingInCommonAsZero() throws {
    for smoothing in [BLEU.Smoothing.exp, .floor(), .addK(), .none] {
      for hypothesis in ["this is a cat", "", " "] {
        let score = try metric(.thirteenA, smoothing).score(
          hypotheses: [hypothesis], references: [["okay thanks"]])
        #expect(score.score == 0)
      }
    }
  }

  @Test func findsSmoothingByName() {
    #expect(BLEU.Smoothing("floor") == .floor(0.1))
    #expect(BLEU.Smoothing("add-k", value: 2) == .addK(2))
    #expect(BLEU.Smoothing("add-k", value: 2)?.description == "add-k[2.00]")
    #expect(BLEU.Smoothing("laplace") == nil)
  }

  @Test(arguments: [-0.1, .nan, .infinity])
  func rejectsSmoothingBelowZero(value: Double) {
    #expect {
      try metric(.thirteenA, .floor(value)).score(hypotheses: ["a"], references: [["a"]])
    } throws: { error in
      error.isOutOfRange
    }
  }

  @Test(arguments: [0, -1])
  func rejectsOrdersBelowOne(order: Int) {
    var options = BLEU.Options()
    options.maximumOrder = order
    #expect {
      try BLEU(options).score(hypotheses: ["a"], references: [["a"]])
    } throws: { error in
      error.isOutOfRange
    }
  }
}
