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

  private static let references = ["The cat sat on the mat.", "A dog barked.", "It rained."]
  private static let metrics: [any Metric] = [
    BLEU(), CHRF(), TER(), ROUGE(), METEOR(), CIDEr(),
  ]
  private static let tests: [PairedTest] = [
    .bootstrap(resamples: 99), .approximateRandomization(trials: 99, resamples: 99),
  ]

  /// Another system beside the baseline, as people read it, without the explanation.
  private func table(
    _ hypotheses: [String], against baseline: [String], by test: PairedTest
  ) throws -> String {
    let comparison = try test.compare(
      [PairedTest.System("other", hypotheses: hypotheses)],
      with: PairedTest.System("base", hypotheses: baseline),
      references: [Array(Self.references.prefix(baseline.count))], metrics: Self.metrics)
    // Programs still read the reference's number.
    #expect(PairedReport(comparison).json.contains("\"p_value\": 0.01"))
    return PairedReport(comparison).table
  }

  /// Copies, and texts that no metric tells apart.
  @Test(arguments: [["The cat sat.", "A dog.", "Rain."], ["The cat  sat. ", " A dog.", "Rain."]])
  func seesNoDifferenceBetweenEqualSystems(hypotheses: [String]) throws {
    for test in Self.tests {
      let table = try table(hypotheses, against: ["The cat sat.", "A dog.", "Rain."], by: test)
      #expect(!table.contains("(p =") && !table.contains("*"), "\(table)")
      #expect(table.components(separatedBy: "(no difference)").count - 1 == 8)
    }
  }

  /// Nothing that a test of one line or of one changed line says is more than its coin.
  @Test(arguments: [1, 3])
  func concludesNothingFromOneLine(lines: Int) throws {
    let base = Array(["The cat sat.", "A dog.", "Rain."].prefix(lines))
    let other = ["The mat is on the cat."] + base.dropFirst()
    for test in Self.tests {
      let table = try table(other, against: base, by: test)
      #expect(!table.contains("*"), "\(table)")
      #expect(table.contains("(p = 1.0000)"))
      if lines == 1 { #expect(table.contains("(no interval)") && !table.contains("± 0.0")) }
    }
  }

  /// The same sentences' scores in another order have the same mean, but for its last bits.
  @Test func sumsInAnotherOrderDoNotDiffer() throws {
    let words = (0..<12).map { "w\($0)" }
    let texts = (1...12).map { words.prefix($0).joined(separator: " ") }
    let references = texts.map { _ in words.joined(separator: " ") }
    var bits: Set<UInt64> = []
    for shift in 1..<12 {
      let comparison = try PairedTest.bootstrap(resamples: 9).compare(
        [PairedTest.System("moved", hypotheses: Array(texts[shift...] + texts[..<shift]))],
        with: PairedTest.System("base", hypotheses: texts), references: [references],
        metrics: [ROUGE()])
      for column in comparison.columns {
        #expect(column.results[1].verdict == .noDifference)
        bits.insert((column.results[1].score - column.results[0].score).bitPattern)
      }
    }
    #expect(bits.count > 1, "some sums differ in their last bits")
  }

  @Test func twoZeroesDoNotDiffer() throws {
    let comparison = try PairedTest.bootstrap(resamples: 99).compare(
      [PairedTest.System("other", hypotheses: ["x", "y y", "z"])],
      with: PairedTest.System("base", hypotheses: ["u", "v", "w"]),
      references: [Self.references], metrics: [CHRF()])
    #expect(comparison.columns[0].results[1].verdict == .noDifference)
    let page = PairedReport(comparison).text()
    #expect(page.contains("(no difference)"))
    for words in ["*", "p = ", "chance"] { #expect(!page.contains(words), "\(words)") }
  }

  /// With six lines to one side, a coin for each has a chance of 1/32.
  @Test func sixLinesAreTheFewestThatShowAnything() throws {
    for (lines, expected) in [(5, 0.0625), (6, 0.03125)] {
      let texts = (0..<lines).map { "line \($0) of the text" }
      let comparison = try PairedTest.bootstrap(resamples: 99).compare(
        [PairedTest.System("worse", hypotheses: texts.map { "\($0) and more" })],
        with: PairedTest.System("base", hypotheses: texts), references: [texts], metrics: [CHRF()])
      #expect(comparison.columns[0].results[1].verdict == .atLeast(expected, lines: lines))
      let text = PairedReport(comparison).text()
      #expect(text.contains("here n is \(lines).\n"))
      #expect(text.contains(")*") == (lines == 6))
    }
  }
}
