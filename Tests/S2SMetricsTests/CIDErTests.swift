import S2SMetrics
import TestSupport
import Testing

@Suite struct CIDErTests {
  private struct Case: Decodable {
    let variant: String
    let streams: Int
    let start: Int
    let count: Int
    let tokenize: String
    let lowercase: Bool
    let sigma: Double
    let score: Double
    let sentences: [Double]
  }

  /// Sums of rounded numbers depend on their order, by less than this.
  private static let rounding = 1e-10

  private func metric(_ variant: CIDEr.Variant) -> CIDEr {
    var options = CIDEr.Options()
    options.variant = variant
    return CIDEr(options)
  }

  @Test func equalsPycocoevalcap() throws {
    for wanted in try MetricGolden.read([Case].self, "cider.json") {
      var options = CIDEr.Options()
      options.variant = try #require(CIDEr.Variant(rawValue: wanted.variant))
      options.tokenizer = try #require(BLEU.Tokenizer(rawValue: wanted.tokenize))
      options.lowercase = wanted.lowercase
      options.sigma = wanted.sigma
      let slice = try #require(MetricGolden.corpus).slice(
        wanted.streams, wanted.start..<wanted.start + wanted.count)
      let corpus = try EvaluationCorpus(hypotheses: slice.hypotheses, references: slice.references)
      let statistics = try CIDEr(options).statistics(of: corpus)
      let score = CIDEr(options).scores(of: statistics.sum())[0]
      #expect(abs(score.score - wanted.score) < Self.rounding)
      #expect(score.name == wanted.variant)
      for (index, sentence) in wanted.sentences.enumerated() {
        let found = CIDEr(options).scores(of: statistics.sum(of: [index]))[0].score
        #expect(abs(found - sentence) < Self.rounding, "line \(wanted.start + index + 1)")
      }
    }
  }

  @Test(arguments: CIDEr.Variant.allCases)
  func scoresCopiesAsTen(variant: CIDEr.Variant) throws {
    let texts = ["The cat sat on the mat, and slept.", "Nobody else was there at all."]
    let score = try metric(variant).scores(hypotheses: texts, references: [texts])[0]
    #expect(abs(score.score - 10) < Self.rounding)
    #expect(score.verbose == "10.0000/10.0000/10.0000/10.0000")
  }

  @Test(arguments: CIDEr.Variant.allCases)
  func ignoresTheOrderOfLines(variant: CIDEr.Variant) throws {
    let golden = try #require(MetricGolden.corpus)
    let backwards = golden.slice(3, golden.hypotheses.indices.reversed())
    let forwards = golden.slice(3, golden.hypotheses.indices)
    let score = try metric(variant).scores(
      hypotheses: forwards.hypotheses, references: forwards.references)[0]
    let other = try metric(variant).scores(
      hypotheses: backwards.hypotheses, references: backwards.references)[0]
    #expect(abs(score.score - other.score) < Self.rounding)
    #expect(score.signature == other.signature)
  }

  /// What every sentence has says nothing, nor does a corpus of one sentence.
  @Test func weighsCommonWordsAsNothing() throws {
    for texts in [["a b c d e"], ["a b c d e", "a b c d e"], ["", " "]] {
      #expect(try CIDEr().scores(hypotheses: texts, references: [texts])[0].score == 0)
    }
  }

  /// Ten times a word and a hypothesis of its own length: only CIDEr-D minds.
  @Test func repeatsHelpOnlyPlainCIDEr() throws {
    let references = [["red", "a big dog", "blue"]]
    let hypotheses = ["red red red red red red red red red red", "a big dog", "blue"]
    let plain = try metric(.plain).scores(hypotheses: hypotheses, references: references)[0]
    let clipped = try metric(.d).scores(hypotheses: hypotheses, references: references)[0]
    #expect(abs((plain.detail("order1") ?? 0) - 10) < Self.rounding)
    #expect((clipped.detail("order1") ?? 10) < 7)
  }

  @Test func namesItsOptions() throws {
    let score = try CIDEr().scores(hypotheses: ["a"], references: [["a"]])[0]
    #expect(
      score.signature.description
        == "nrefs:1|case:lc|tok:13a|n:4|idf:refs|scale:10|sigma:6.0|version:s2s-0.1.0")
    let plain = try metric(.plain).scores(hypotheses: ["a"], references: [["a"]])[0]
    #expect(
      plain.signature.short == "#:1|c:lc|tok:13a|n:4|idf:refs|scale:10|v:s2s-0.1.0")
  }

  @Test(arguments: [0, -1, .nan, .infinity])
  func rejectsSigmaThatIsNotAboveZero(sigma: Double) {
    var options = CIDEr.Options()
    options.sigma = sigma
    #expect {
      try CIDEr(options).scores(hypotheses: ["a"], references: [["a"]])
    } throws: { error in
      error.isOutOfRange
    }
  }
}
