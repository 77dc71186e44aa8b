import S2SMetrics
import S2SReports
import TestSupport
import Testing

@Suite struct PairedReportTests {
  struct Golden: Decodable {
    let lines: [Int]
    let confidenceJson: String
    let confidenceText: String
    let confidenceShort: String
    let bootstrapJson: String
    let bootstrapTable: String
    let shufflesJson: String
    let shufflesTable: String

    static func read() throws -> Golden {
      try MetricGolden.read(Golden.self, "significance_reports.json")
    }
  }

  /// The systems of the goldens: the corpus, and with every so many lines of a reference.
  private static func compare(_ test: PairedTest, _ metrics: [any Metric]) throws
    -> PairedComparison
  {
    let corpus = try #require(MetricGolden.corpus).slice(2, try Golden.read().lines)
    func mixed(_ stream: Int, every step: Int, from first: Int) throws -> [String] {
      try corpus.hypotheses.enumerated().map { line, text in
        line % step == first ? try #require(corpus.references[stream][line]) : text
      }
    }
    return try test.compare(
      [
        PairedTest.System("süß", hypotheses: mixed(1, every: 9, from: 3)),
        PairedTest.System("better", hypotheses: mixed(0, every: 3, from: 1)),
      ], with: PairedTest.System("base", hypotheses: corpus.hypotheses),
      references: corpus.references, metrics: metrics)
  }

  @Test func printsTheJSONOfSacreBLEU() throws {
    let golden = try Golden.read()
    let bootstrap = try Self.compare(.bootstrap(resamples: 120), [BLEU()])
    #expect(PairedReport(bootstrap).json + "\n" == golden.bootstrapJson)
    let shuffles = try Self.compare(
      .approximateRandomization(trials: 120), [BLEU(), CHRF()])
    #expect(PairedReport(shuffles).json + "\n" == golden.shufflesJson)
  }

  @Test func printsTheTableOfSacreBLEU() throws {
    let golden = try Golden.read()
    let bootstrap = try Self.compare(.bootstrap(resamples: 120), [BLEU(), CHRF()])
    #expect(PairedReport(bootstrap).table == golden.bootstrapTable)
    let shuffles = try Self.compare(
      .approximateRandomization(trials: 120), [CHRF(), BLEU()])
    #expect(PairedReport(shuffles, digits: 3).table == golden.shufflesTable)
    #expect(
      PairedReport(shuffles).text(short: true).hasSuffix(
        "\nBLEU       #:2|ar:120|rs:12345|c:mixed|e:no|tok:13a|s:exp|v:s2s-0.1.0\n"))
  }

  @Test func marksWhatIsSignificant() {
    let signature = Signature(referenceCount: 1, fields: [])
    let results = [nil, 0.05, 0.0501].map { PairedComparison.Result(score: 1, pValue: $0) }
    let comparison = PairedComparison(
      test: .bootstrap(), systems: ["a", "b", "c😀"],
      columns: [PairedComparison.Column(name: "X", signature: signature, results: results)])
    #expect(
      PairedReport(comparison).table == """
        ╒═════════════╤═══════════════╕
        │      System │       X       │
        ╞═════════════╪═══════════════╡
        │ Baseline: a │      1.0      │
        ├─────────────┼───────────────┤
        │           b │      1.0      │
        │             │ (p = 0.0500)* │
        ├─────────────┼───────────────┤
        │          c😀 │      1.0      │
        │             │ (p = 0.0501)  │
        ╘═════════════╧═══════════════╛

        """)
    #expect(PairedReport(comparison).json.contains("\"system\": \"c\\ud83d\\ude00\""))
  }
}
