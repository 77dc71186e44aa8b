import S2SMetrics
import Synchronization
import TestSupport
import Testing

@Suite struct RunsTestTests {
  /// What multeval gave, as `Tests/Goldens/multeval.py` writes it.
  private struct Golden: Decodable {
    struct Case: Decodable {
      let references: [String]
      let baseline: [[String]]
      let compared: [[String]]
      let results: [String: [Numbers]]
    }

    struct Numbers: Decodable {
      let mean: Double
      let sOpt: Double
      let sSel: Double
      let pValue: Double?
    }

    let trials: Int
    let resamples: Int
    let cases: [Case]
  }

  /// multeval prints six digits.
  private static let digits = 1e-6
  /// Four standard errors of the deviation of 1,000 resamples, and a part for multeval's.
  private static let deviationTolerance = 0.11
  private static let trials = 700
  /// Four standard errors of a p-value, and its smallest value.
  private static func tolerance(_ pValue: Double) -> Double {
    let trials = Double(trials)
    return 4 * (pValue * (1 - pValue) / trials).squareRoot() + 1 / trials
  }

  private static func systems(_ runs: [[String]]) -> [PairedTest.System] {
    runs.enumerated().map { PairedTest.System("run \($0)", hypotheses: $1) }
  }

  private static let metrics: [any Metric] = {
    var options = BLEU.Options()
    options.tokenizer = .none
    return [BLEU(options), TER()]
  }()

  /// Of two runs both shuffles are the same; of more, multeval's is one of its own.
  @Test(arguments: [RunsTest.Shuffle.swaps, .multeval])
  func equalsMulteval(shuffle: RunsTest.Shuffle) throws {
    let golden = try MetricGolden.read(Golden.self, "multeval.json")
    for wanted in golden.cases where shuffle == .swaps || wanted.baseline.count > 2 {
      let runs = try RunsTest(shuffle, trials: Self.trials).compare(
        [Self.systems(wanted.baseline), Self.systems(wanted.compared)],
        references: [wanted.references], metrics: Self.metrics)
      #expect(runs.columns.map(\.name) == ["BLEU", "TER"])
      for column in runs.columns {
        for (result, numbers) in zip(column.results, try #require(wanted.results[column.name])) {
          #expect(abs(result.mean - numbers.mean) < Self.digits)
          #expect(abs(try #require(result.runDeviation) - numbers.sOpt) < Self.digits)
          let deviation = try #require(result.testDeviation)
          #expect(abs(deviation / numbers.sSel - 1) < Self.deviationTolerance)
          #expect((result.verdict == nil) == (numbers.pValue == nil))
          guard let pValue = result.verdict?.pValue, let other = numbers.pValue else { continue }
          if shuffle == .swaps && wanted.baseline.count > 2 { continue }
          #expect(abs(pValue - other) < Self.tolerance(other), "\(wanted.baseline.count) runs")
        }
      }
    }
  }

  /// Three lines of two runs each can be swapped in 64 ways.
  @Test func equalsAllSwaps() throws {
    let references = ["a b c d e f", "g h i j k l", "m n o p q r"]
    let one = [
      ["a b c d x f", "g h i j k l", "x n o p q y"], ["a b c x e f", "g h x", "m n o p"],
    ]
    let two = [
      ["a b c d e f", "g h i x", "m n o p q r"], ["a b c d e f", "g h i j k l", "m n o x"],
    ]
    let bleu = BLEU()
    func score(_ lines: [String]) throws -> Double {
      try bleu.score(hypotheses: lines, references: [references + references]).score
    }
    let (first, second) = (one[0] + one[1], two[0] + two[1])
    let seen = abs(try score(first) - score(second))
    var larger = 0
    for swaps in 0..<64 {
      func side(_ bit: Int) -> [String] {
        first.indices.map { swaps >> $0 & 1 == bit ? first[$0] : second[$0] }
      }
      if abs(try score(side(0)) - score(side(1))) > seen + 1e-9 { larger += 1 }
    }
    let runs = try RunsTest(trials: Self.trials).compare(
      [Self.systems(one), Self.systems(two)], references: [references], metrics: [bleu])
    let pValue = try #require(runs.columns[0].results[1].verdict?.pValue)
    #expect(abs(pValue - Double(larger) / 64) < Self.tolerance(0.5), "\(larger) of 64")
  }

  /// The test is the paired one, on the lines of all runs.
  @Test func oneRunIsAPairedTest() throws {
    let golden = try #require(MetricGolden.corpus).slice(1, 0..<60)
    let other = golden.hypotheses.indices.map { $0 % 9 == 2 ? "" : golden.hypotheses[$0] }
    let systems = [("a", golden.hypotheses), ("b", other)].map {
      PairedTest.System($0.0, hypotheses: $0.1)
    }
    let runs = try RunsTest(trials: 200).compare(
      systems.map { [$0] }, references: golden.references, metrics: [CHRF()])
    let pair = try PairedTest.approximateRandomization(trials: 200).compare(
      [systems[1]], with: systems[0], references: golden.references, metrics: [CHRF()])
    #expect(runs.columns[0].results[1].verdict == pair.columns[0].results[1].verdict)
    #expect(runs.columns[0].results.map(\.mean) == pair.columns[0].results.map(\.score))
    #expect(runs.columns[0].results[0].runDeviation == nil)
    #expect(
      runs.columns[0].signature.description.hasPrefix("nrefs:1|runs:1|bs:1000|ar:200|seed:12345|"))
  }

  @Test(arguments: [RunsTest.Shuffle.swaps, .multeval])
  func countsOnNoNumberOfThreads(shuffle: RunsTest.Shuffle) throws {
    let golden = try MetricGolden.read(Golden.self, "multeval.json").cases[2]
    let columns = try [1, 3].map { count in
      var test = RunsTest(shuffle, trials: 101, resamples: 77)
      test.threadCount = count
      return try test.compare(
        [Self.systems(golden.baseline), Self.systems(golden.compared)],
        references: [golden.references], metrics: Self.metrics
      ).columns
    }
    #expect(columns[0] == columns[1])
  }

  @Test func saysHowFarItIs() throws {
    let golden = try MetricGolden.read(Golden.self, "multeval.json").cases[2]
    let steps = Mutex<[EvaluationStep]>([])
    _ = try RunsTest(trials: 40, resamples: 30).compare(
      [Self.systems(golden.baseline), Self.systems(golden.compared)],
      references: [golden.references], metrics: [BLEU(), CHRF()]
    ) { step in steps.withLock { $0.append(step) } }
    let all = steps.withLock(\.self)
    for last in [EvaluationStep.counted(2, of: 2), .resampled(120, of: 120), .shuffled(80, of: 80)]
    {
      #expect(all.contains(last), "\(last)")
    }
  }

  @Test func rejectsUnequalNumbersOfRuns() {
    let runs = Self.systems([["a"], ["b"], ["c"]])
    #expect(throws: MetricError.unequalRuns(count: 2, baseline: 3)) {
      try RunsTest().compare([runs, Array(runs.prefix(2))], references: [["a"]], metrics: [BLEU()])
    }
  }
}
