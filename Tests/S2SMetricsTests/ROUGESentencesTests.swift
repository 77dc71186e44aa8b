import S2SMetrics
import TestSupport
import Testing

/// ROUGE-Lsum of texts of several sentences, however their ends are marked.
@Suite struct ROUGESentencesTests {
  private struct Case: Decodable {
    let hypothesis: [String]
    let reference: [String]
    let stemmer: Bool
    /// Of ROUGE-1, 2, L and Lsum.
    let f1: [Double]
  }

  private static let tolerance = 1e-9

  private func scores(
    _ hypothesis: String, _ reference: String, _ sentences: ROUGE.Sentences, stemmer: Bool = false,
    _ tokenizer: ROUGE.Tokenizer = .rouge
  ) throws -> [MetricScore] {
    var options = ROUGE.Options()
    options.kinds = [.rouge1, .rouge2, .rougeL, .rougeLsum]
    options.useStemmer = stemmer
    options.tokenizer = tokenizer
    options.sentences = sentences
    return try ROUGE(options).sentenceScores(hypothesis: hypothesis, references: [reference])
  }

  @Test(arguments: [
    ("\n", ROUGE.Sentences.lines), ("<q>", .separator("<q>")), (#"\n"#, .separator(#"\n"#)),
    (" ", .language("en")), ("  ", .language("en-GB")),
  ])
  func equalsRougeScore(between: String, sentences: ROUGE.Sentences) throws {
    let cases = try MetricGolden.read([Case].self, "rouge_sentences.json")
    for golden in cases {
      for tokenizer in ROUGE.Tokenizer.allCases {
        let own = try scores(
          golden.hypothesis.joined(separator: between), golden.reference.joined(separator: between),
          sentences, stemmer: golden.stemmer, tokenizer)
        for (score, f1) in zip(own, golden.f1) {
          #expect(abs(score.score / 100 - f1) < Self.tolerance, "\(golden.hypothesis)")
        }
      }
    }
    #expect(cases.count { $0.f1[2] != $0.f1[3] } > 10)
  }

  /// Without an option a line is one sentence, so Lsum is L.
  @Test func aLineIsOneSentenceUnlessAsked() throws {
    let texts = ("The dog barked. The cat slept all day.", "The cat slept all day. The dog barked.")
    let whole = try scores(texts.0, texts.1, .lines)
    #expect(whole[3].score == whole[2].score && whole[3].score < 70)
    #expect(try scores(texts.0, texts.1, .language("en"))[3].score == 100)
    // Other scripts end sentences too.
    let (first, second) = ("猫睡了一整天。", "狗叫了。")
    let chinese = try scores(first + second, second + first, .language("zh"), .unicode)
    #expect(chinese[3].score == 100 && chinese[2].score < 100)
  }

  @Test func theSignatureSaysWhereSentencesEnd() throws {
    let plain = try scores("a", "a", .lines)[3].signature.description
    #expect(plain.hasSuffix("|stemmer:no|value:f1|version:s2s-0.1.0"))
    #expect(
      try scores("a", "a", .language("en"))[3].signature.description.contains("|sents:icu-en|"))
    #expect(
      try scores("a", "a", .separator("<q>"))[3].signature.description
        .contains("|value:f1|sents:separator|"))
  }
}
