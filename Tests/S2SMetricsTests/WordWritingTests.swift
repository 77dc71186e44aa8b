import S2SMetrics
import Testing

@Suite struct WordWritingTests {
  @Test(arguments: [
    ("zh", BLEU.Tokenizer.zh), ("ZH_cn", .zh), ("zh-TW", .zh), ("zh-Hant-HK", .zh), ("yue", .zh),
    ("zho_Hans", .zh), ("cmn", .zh), ("zh-Latn", .thirteenA), ("ja", .char), ("ja_JP", .char),
    ("th", .char), ("lo", .char), ("km-KH", .char), ("my", .char), ("bo", .char),
    ("ko", .thirteenA), ("fr-CA", .thirteenA), ("ru", .thirteenA), ("", .thirteenA),
    ("jv-Thai", .char), ("not a language", .thirteenA),
  ])
  func decidesOnBLEUsTokenizer(language: String, tokenizer: BLEU.Tokenizer) {
    #expect(BLEU.Tokenizer(language: language) == tokenizer)
  }

  /// With the words of another language, a sentence that is half right scores nothing at all.
  @Test(arguments: [
    ("zh", "我喜欢红色的车。", "我喜欢蓝色的车。"), ("zh-TW", "我喜歡紅色的車。", "我喜歡藍色的車。"),
    ("ja", "私は赤い車が好きです。", "私は青い車が好きです。"), ("th", "ฉันชอบรถสีแดง", "ฉันชอบรถสีน้ำเงิน"),
    ("lo", "ຂ້ອຍມັກລົດສີແດງ", "ຂ້ອຍມັກລົດສີຟ້າ"), ("km", "ខ្ញុំចូលចិត្តឡានក្រហម", "ខ្ញុំចូលចិត្តឡានខៀវ"),
    ("my", "ကျွန်တော်ကားအနီကြိုက်တယ်", "ကျွန်တော်ကားအပြာကြိုက်တယ်"),
    ("ko", "나는 빨간 차를 좋아한다.", "나는 파란 차를 좋아한다."),
    ("ru", "Мне нравится красная машина.", "Мне нравится синяя машина."),
  ])
  func everyMetricSeesWhatIsRight(language: String, hypothesis: String, reference: String) throws {
    let kinds = MetricKind.allCases.filter { $0 != .cider && $0 != .exact }
    var subject = EvaluationSubject("", hypotheses: [hypothesis], references: [[reference]])
    subject.language = language
    let metrics = MetricSelection(kinds).metrics(MetricOptions(language: language))
    let texts = try ScoredTexts(subject, metrics: metrics)
    for score in texts.scores(ofSentence: 0) where score.name != "uROUGE-2" {
      #expect(score.score > 0 && score.score < 100, "\(language): \(score.name)")
    }
    let difference = try #require(try texts.ranking(count: 1)?.best.first?.difference)
    #expect(difference.pieces.contains { $0.kind == .same })
  }

  @Test func signaturesSayHowWordsAreCut() throws {
    let metrics = MetricSelection([.bleu, .rouge, .ter, .meteor])
    func signatures(_ language: String?) throws -> [String] {
      let subject = EvaluationSubject("", hypotheses: ["a"], references: [["b"]])
      return try ScoredTexts(subject, metrics: metrics.metrics(MetricOptions(language: language)))
        .scores().map(\.signature.description)
    }
    let thai = try signatures("th")
    #expect(thai[0].contains("tok:char") && thai[1].contains("tok:unicode"))
    #expect(thai[4].contains("tok:char") && thai[5].contains("lang:other"))
    let chinese = try signatures("zh")
    #expect(chinese[0].contains("tok:zh") && chinese[4].contains("asian:yes"))
    #expect(try signatures("fr")[5].contains("lang:fr"))
    #expect(try signatures(nil) == signatures("en"))
  }
}
