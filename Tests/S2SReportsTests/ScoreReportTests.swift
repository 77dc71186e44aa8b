import S2SMetrics
import S2SReports
import TestSupport
import Testing

@Suite struct ScoreReportTests {
  private struct Golden: Decodable {
    let lines: [Int]
    let one: String
    let several: String
    let digits: String
  }

  private let signature = Signature(referenceCount: 1, fields: [])

  @Test func printsTheJSONOfSacreBLEU() throws {
    let golden = try MetricGolden.read(Golden.self, "reports.json")
    let corpus = try #require(MetricGolden.corpus).slice(2, golden.lines)
    let bleu = try BLEU().score(hypotheses: corpus.hypotheses, references: corpus.references)
    let chrf = try CHRF().score(hypotheses: corpus.hypotheses, references: corpus.references)
    #expect(ScoreReport(scores: [bleu]).json + "\n" == golden.one)
    #expect(ScoreReport(scores: [bleu, chrf]).json + "\n" == golden.several)
    #expect(ScoreReport(scores: [bleu], digits: 4).json + "\n" == golden.digits)
  }

  @Test func printsTheIntervalsOfSacreBLEU() throws {
    let golden = try PairedReportTests.Golden.read()
    let corpus = try #require(MetricGolden.corpus).slice(2, golden.lines)
    let scores = try Bootstrap(resamples: 120).scores(
      [BLEU(), CHRF()], hypotheses: corpus.hypotheses, references: corpus.references)
    #expect(ScoreReport(scores: scores).json + "\n" == golden.confidenceJson)
    #expect(ScoreReport(scores: scores, digits: 3).text() == golden.confidenceText)
    #expect(
      ScoreReport(scores: [scores[0]]).text(short: true) == golden.confidenceShort)
    let table = ScoreReport(scores: scores).table
    #expect(table.contains("BLEU    79.6 (μ = 78.9 ± 4.0)  89.5/"))
  }

  @Test func showsNoIntervalAroundZero() throws {
    let scores = try Bootstrap(resamples: 9).scores(
      [CHRF()], hypotheses: ["a"], references: [["b"]])
    let report = ScoreReport(scores: scores)
    #expect(scores[0].confidence == ConfidenceInterval(mean: 0, halfWidth: 0))
    #expect(!report.json.contains("confidence"))
    #expect(report.text().hasSuffix(" = 0.0 (no interval)\n"))
  }

  @Test func printsROUGEInTheSameForm() throws {
    let scores = try ROUGE().scores(hypotheses: ["a b"], references: [["a c"]])
    #expect(
      ScoreReport(scores: [scores[0]]).json == """
        {
         "name": "ROUGE-1",
         "score": 50.0,
         "signature": "nrefs:1|tok:rouge|stemmer:no|value:f1|version:s2s-0.1.0",
         "verbose_score": "P = 50.0 R = 50.0",
         "nrefs": "1",
         "tok": "rouge",
         "stemmer": "no",
         "value": "f1",
         "version": "s2s-0.1.0"
        }
        """)
  }

  @Test func escapesAsPythonDoes() {
    let score = MetricScore(name: "é\"\\\n\t\u{1}😀\u{7F}", score: 0, signature: signature)
    #expect(
      ScoreReport(scores: [score]).json.split(separator: "\n")[1]
        == " \"name\": \"é\\\"\\\\\\n\\t\\u0001😀\u{7F}\",")
  }

  @Test func alignsTheTable() throws {
    let hypotheses = ["The dog bit the man.", "It wasn't surprising."]
    let references = [["The dog bit the man.", "It was not unexpected."]]
    let scores =
      try BLEU().scores(hypotheses: hypotheses, references: references)
      + CHRF().scores(hypotheses: hypotheses, references: references)
      + ROUGE().scores(hypotheses: hypotheses, references: references)
    #expect(
      ScoreReport(scores: scores).table == """
        metric   score
        BLEU      64.0  80.0/62.5/66.7/75.0 (BP = 0.905 ratio = 0.909 hyp_len = 10 ref_len = 11)
        chrF2     58.5
        ROUGE-1   62.5  P = 62.5 R = 62.5
        ROUGE-2   50.0  P = 50.0 R = 50.0
        ROUGE-L   62.5  P = 62.5 R = 62.5

        BLEU: nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:s2s-0.1.0
        chrF2: nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:s2s-0.1.0
        ROUGE-1, ROUGE-2, ROUGE-L: nrefs:1|tok:rouge|stemmer:no|value:f1|version:s2s-0.1.0

        """)
  }

  @Test func showsNothingForNoScores() {
    #expect(ScoreReport(scores: []).table == "")
    #expect(ScoreReport(scores: []).json == "[]")
  }
}
