import S2SMetrics
import TestSupport
import Testing

@Suite struct PairedTestTests {
  /// The systems of the goldens: the corpus, and what the script of the goldens makes of it.
  private static func systems(_ lines: Range<Int>) throws -> [PairedTest.System] {
    let golden = try #require(MetricGolden.corpus)
    let base = golden.hypotheses
    let changed = try base.indices.map {
      $0 % 7 == 3 ? try #require(golden.references[1][$0]) : base[$0]
    }
    let worse = base.indices.map { $0 % 5 == 1 ? "" : base[$0] }
    let named = [("base", base), ("changed", changed), ("same", base), ("worse", worse)]
    return named.map { PairedTest.System($0.0, hypotheses: Array($0.1[lines])) }
  }

  private static func compare(
    _ test: PairedTest, _ lines: Range<Int>, _ metrics: [any Metric]
  ) throws -> PairedComparison {
    let systems = try systems(lines)
    let references = try #require(MetricGolden.corpus).slice(2, lines).references
    return try test.compare(
      Array(systems[1...]), with: systems[0], references: references, metrics: metrics)
  }

  @Test func equalsSacreBLEU() throws {
    for golden in try SignificanceGolden.read().pairs {
      let seed = try #require(UInt64(golden.seed))
      let test: PairedTest =
        golden.kind == "bs"
        ? .bootstrap(resamples: golden.samples, seed: seed)
        : .approximateRandomization(
          trials: golden.samples, resamples: golden.confidence, seed: seed)
      let lines = golden.start..<golden.start + golden.count
      let comparison = try Self.compare(test, lines, [golden.variant.metric()])
      #expect(comparison.systems == ["base", "changed", "same", "worse"])
      let column = try #require(comparison.columns.first)
      #expect(column.name == golden.name)
      #expect(column.signature.description == golden.signature)
      try #require(column.results.count == golden.results.count)
      for (result, wanted) in zip(column.results, golden.results) {
        let numbers = [
          result.score, result.pValue, result.confidence?.mean, result.confidence?.halfWidth,
        ]
        #expect(result.pValue == wanted[1], "\(golden)")
        for (number, value) in zip(numbers, wanted) {
          #expect((number == nil) == (value == nil))
          #expect(abs((number ?? 0) - (value ?? 0)) < BootstrapTests.tolerance, "\(golden)")
        }
      }
    }
  }

  @Test func comparesEveryScoreOfEveryMetric() throws {
    for test in [PairedTest.bootstrap(resamples: 99), .approximateRandomization(trials: 99)] {
      let comparison = try Self.compare(test, 0..<100, [ROUGE(), BLEU()])
      #expect(comparison.columns.map(\.name) == ["ROUGE-1", "ROUGE-2", "ROUGE-L", "BLEU"])
      for column in comparison.columns {
        #expect(column.results.count == 4)
        #expect(column.results[0].pValue == nil)
        // Nothing is as unlikely as a fifth of the lines empty.
        #expect(column.results[3].pValue == 0.01)
      }
    }
  }

  @Test func findsNoDifferenceBetweenCopies() throws {
    let comparison = try Self.compare(.approximateRandomization(trials: 50), 0..<30, [CHRF()])
    // Rounding errors of sums would make some of the trials differ.
    #expect(comparison.columns[0].results[2].pValue == 1.0 / 51)
  }

  @Test func countsOnNoNumberOfThreads() throws {
    for kind in [
      PairedTest.bootstrap(resamples: 200), .approximateRandomization(trials: 201, resamples: 20),
    ] {
      let columns = try [1, 3].map { count in
        var test = kind
        test.threadCount = count
        return try Self.compare(test, 0..<77, [BLEU(), ROUGE()]).columns
      }
      #expect(columns[0] == columns[1])
    }
  }

  @Test func rejectsSystemsOfOtherLengths() throws {
    let systems = [PairedTest.System("short", hypotheses: ["a"])]
    let baseline = PairedTest.System("base", hypotheses: ["a", "b"])
    #expect(throws: MetricError.unequalCounts(.references(1, of: 1), count: 2, sentences: 1)) {
      try PairedTest.bootstrap().compare(
        systems, with: baseline, references: [["a", "b"]], metrics: [BLEU()])
    }
  }
}
