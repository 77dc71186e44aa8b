import S2SMetrics
import TestSupport
import Testing

@Suite struct ROUGETests {
  private struct Case: Decodable {
    let kind: String
    let streams: Int
    let stemmer: Bool
    let precision: Double
    let recall: Double
    let f1: Double
    let sentences: [Double]
  }

  private func metric(
    _ kinds: [ROUGE.Kind], stemmer: Bool = false, _ tokenizer: ROUGE.Tokenizer = .rouge
  ) -> ROUGE {
    var options = ROUGE.Options()
    options.kinds = kinds
    options.tokenizer = tokenizer
    options.useStemmer = stemmer
    return ROUGE(options)
  }

  private func expect(
    _ score: MetricScore, recall: Double, precision: Double, f1: Double, within: Double
  ) {
    #expect(abs((score.detail("recall") ?? -1) / 100 - recall) < within)
    #expect(abs((score.detail("precision") ?? -1) / 100 - precision) < within)
    #expect(abs(score.score / 100 - f1) < within)
  }

  private static let target = """
    ZfbCUIUuePaiLVUlCaUXxkpu XPeWing tUHfPMuZ',-Xd Y BrUgVJing M-HV.-DgdDaY.rFDJCRing Ht-LM \
    EKBDXkME,yz'RBr q'wtion wIojNbN wL,b .a-'XdQggyFl jB-RPP'iyOIcUxer tKM L
    KsJdPByEtAor fE-Qg Dpdbring cw-WeFyu vC MoBL Xdn g wkvcEiGvKtion BDFhrpMtion psing sbKao Q m \
    qiing LMmer HqqLFXe,XPY,J XsurkMer ,ed nB'wH'bWVHjWFEing tQ.saefZwJtKrTlixYpMMsJing \
    UCAPwNHeYVjDing c T BUySKtion gMPfJpwGw p'NvxAoping eu pBwMBKV'I DNxqelhu,PHPxDEq,mtion SN
    NhETebUbBk'er WOvoHMTjSRizKgH'vHiing Xu,hWxfs VkNE QhgKiLHE -HidivzoM.dO anhtion \
    jbLQiSGDTCsuhREebUaKM dv J dVN tmbOT
    vMR HDm,xOAetion D,tion HJtodT.mHl UIv-p VjWH'BdyWjnfGU-OjT aEMdFICyLWfQMtion wEMfdOKing \
    AwkeKbO 'DxqNOHBH qKtVvm OYJl mM
    """
  private static let prediction = """
    rFDJCRtion Ht-LM EKtDXkME,yz'RBr q'wer wrojNbN wL,b .a-'XdQggyFl jB-RPP'iyOIcUxi
    n cw-WeFyu vC MoBL Xdn g wkvcEiGvKtion BDFhrpMer pstion sbKao Q m qier LMmed \
    HqqLFXe,XPY,J XsurkMeo ,ed nB'wH'bWVHjWFEer tQ.saefZwJtKrTlixYpMMNJtion UCAPwNHeYVjD
    xfs VkJE QhgKiLHE -HidivzoM.dO anhing jbLQiSGDTCsuhREebUaKM dv J
    VjWH'BdyWjnfGU-OjTNaEMdFICyLWfQMing wEMfdOKijg AwkeKbO 'DxqNO
    """

  /// What ROUGE-1.5.5 prints for the texts of rouge-score's own tests.
  @Test func equalsPublishedScores() throws {
    let lines = (
      String(Self.prediction.split(separator: "\n")[0]),
      String(Self.target.split(separator: "\n")[0])
    )
    let scores = try metric([.rouge1, .rouge2, .rougeL]).sentenceScores(
      hypothesis: lines.0, references: [lines.1])
    expect(scores[0], recall: 0.40741, precision: 0.68750, f1: 0.51163, within: 5e-6)
    expect(scores[1], recall: 0.30769, precision: 0.53333, f1: 0.39024, within: 5e-6)
    expect(scores[2], recall: 0.40741, precision: 0.68750, f1: 0.51163, within: 5e-6)
    let summary = try metric([.rougeLsum], stemmer: true).sentenceScores(
      hypothesis: Self.prediction, references: [Self.target])
    expect(summary[0], recall: 0.36538, precision: 0.66667, f1: 0.47205, within: 5e-6)
  }

  private struct Example: Sendable {
    let kind: ROUGE.Kind
    let hypothesis: String
    let reference: String
    /// Precision, recall, F1.
    let parts: [Double]

    init(_ kind: ROUGE.Kind, _ hypothesis: String, _ reference: String, _ parts: [Double]) {
      self.kind = kind
      self.hypothesis = hypothesis
      self.reference = reference
      self.parts = parts
    }
  }

  /// Small examples of the same tests, and of section 3.2 of the paper.
  private static let examples: [Example] = [
    Example(.rouge1, "testing", "testing one two", [1, 1 / 3, 0.5]),
    Example(.rouge2, "testing one", "testing one two", [1, 0.5, 2 / 3]),
    Example(.rougeL, "testing one", "testing one two", [1, 2 / 3, 0.8]),
    Example(.rougeL, "testing two", "testing one two", [1, 2 / 3, 0.8]),
    Example(
      .rougeLsum, "w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", "w1 w2 w3 w4 w5", [0.4, 0.8, 8 / 15]),
    Example(.rougeLsum, "/", "w1 w2", [0, 0, 0]),
    Example(.rougeLsum, "w1", "", [0, 0, 0]),
    Example(.rouge9, "a b", "a b", [0, 0, 0]),
    Example(.rouge1, "\u{212A}ey İx", "key i x", [1, 1, 1]),
    Example(.rouge1, "été", "t", [1, 1, 1]),
    Example(.rouge1, "дом", "дом", [0, 0, 0]),
  ]

  @Test(arguments: examples.indices)
  func scoresSmallExamples(index: Int) throws {
    let example = Self.examples[index]
    let scores = try metric([example.kind]).sentenceScores(
      hypothesis: example.hypothesis, references: [example.reference])
    expect(
      scores[0], recall: example.parts[1], precision: example.parts[0], f1: example.parts[2],
      within: 1e-12)
  }

  @Test(arguments: [("rouge.json", ROUGE.Tokenizer.rouge), ("unicode_rouge.json", .unicode)])
  func equalsRougeScore(file: String, tokenizer: ROUGE.Tokenizer) throws {
    let golden = try #require(MetricGolden.corpus)
    for wanted in try MetricGolden.read([Case].self, file) {
      let slice = golden.slice(wanted.streams, golden.hypotheses.indices)
      let corpus = try EvaluationCorpus(hypotheses: slice.hypotheses, references: slice.references)
      let metric = metric(
        [try #require(ROUGE.Kind(rawValue: wanted.kind))], stemmer: wanted.stemmer, tokenizer)
      let statistics = try metric.statistics(of: corpus)
      expect(
        metric.scores(of: statistics.sum())[0], recall: wanted.recall,
        precision: wanted.precision, f1: wanted.f1, within: 1e-10)
      for (index, f1) in wanted.sentences.enumerated() {
        let found = metric.scores(of: statistics.sum(of: [index]))[0].score
        #expect(abs(found / 100 - f1) < 1e-10, "line \(index + 1) of \(wanted.kind)")
      }
    }
  }

  @Test func computesManyKindsAsItComputesOne() throws {
    let golden = try #require(MetricGolden.corpus).slice(3, 0..<40)
    let all = try metric(ROUGE.Kind.allCases).scores(
      hypotheses: golden.hypotheses, references: golden.references)
    for (kind, score) in zip(ROUGE.Kind.allCases, all) {
      let alone = try metric([kind]).scores(
        hypotheses: golden.hypotheses, references: golden.references)
      #expect(alone == [score])
    }
    #expect(all.map(\.name).prefix(2) == ["ROUGE-1", "ROUGE-2"])
    #expect(all.map(\.name).suffix(2) == ["ROUGE-L", "ROUGE-Lsum"])
    #expect(
      all[0].signature.description == "nrefs:var|tok:rouge|stemmer:no|value:f1|version:s2s-0.1.0")
  }

  @Test func stemsAsNLTKDoes() throws {
    let lines = try MetricGolden.text("stems.tsv").split(separator: "\n")
    #expect(lines.count > 900)
    for line in lines {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      var word = Array(fields[0].utf8)
      PorterStemmer.stem(&word)
      #expect(String(decoding: word, as: UTF8.self) == fields[1], "\(fields[0])")
    }
  }

  @Test func leavesShortWordsUnstemmed() throws {
    let scores = try metric([.rouge1], stemmer: true).sentenceScores(
      hypothesis: "bus cats", references: ["bu cat"])
    #expect(scores[0].score == 50)
  }

  /// Each text and its words: all of them match, and no more.
  @Test(arguments: [
    ("Été à L'ÎLE", "été à l île"), ("ДОМ, дом", "дом дом"), ("e\u{301}te", "éte"),
    ("你好，世界！", "你 好 世 界"), ("カタカナー ひら", "カ タ カ ナ ー ひ ら"), ("안녕 세계", "안녕 세계"),
    ("สวัสดี", "ส วั ส ดี"), ("नमस्ते दुनिया।", "नमस्ते दुनिया"), ("می\u{200C}خواهم", "می\u{200C}خواهم"),
    ("😀❤\u{FE0F} 3x²", "3x²"), ("don't_stop", "don t stop"), ("abc日x", "abc 日 x"),
    ("ΟΔΟΣ", "οδος"), ("١٢٣", "١٢٣"),
  ])
  func seesWordsOfEveryScript(text: String, words: String) throws {
    let count = Double(words.split(separator: " ").count)
    let joined = metric([.rouge1], .unicode)
    #expect(try joined.sentenceScores(hypothesis: text, references: [words])[0].score == 100)
    // One word more on one side shows how many there are.
    let longer = try joined.sentenceScores(hypothesis: text + " zzz", references: [words])[0]
    #expect(abs((longer.detail("precision") ?? 0) - 100 * count / (count + 1)) < 1e-9)
  }

  @Test func namesWhatIsNotTheReference() throws {
    let score = try metric([.rougeL], .unicode).sentenceScores(
      hypothesis: "дом", references: ["дом"])[0]
    #expect(score.score == 100)
    #expect(score.name == "uROUGE-L")
    #expect(
      score.signature.description
        == "nrefs:1|tok:unicode|stemmer:no|value:f1|version:s2s-0.1.0")
  }

  /// On text in ASCII both agree.
  @Test func agreesWithROUGEOnASCII() throws {
    let golden = try #require(MetricGolden.corpus)
    let lines = golden.hypotheses.indices.filter { line in
      golden.hypotheses[line].utf8.allSatisfy { $0 < 0x80 }
        && golden.references[0][line]?.utf8.allSatisfy { $0 < 0x80 } == true
    }
    #expect(lines.count > 50)
    let slice = golden.slice(1, lines)
    for stemmer in [false, true] {
      let scores = try [ROUGE.Tokenizer.rouge, .unicode].map { tokenizer in
        try metric(ROUGE.Kind.allCases, stemmer: stemmer, tokenizer).scores(
          hypotheses: slice.hypotheses, references: slice.references)
      }
      #expect(scores[0].map(\.score) == scores[1].map(\.score))
    }
  }

  @Test func rejectsNoKind() {
    #expect(throws: MetricError.nothingToCompute(.rouge)) {
      try metric([]).scores(hypotheses: ["a"], references: [["a"]])
    }
  }
}
