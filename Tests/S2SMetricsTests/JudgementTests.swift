import S2SMetrics
import TestSupport
import Testing

/// The tests of significance for judgements, beside SciPy and NumPy.
@Suite struct JudgementTests {
  struct Golden: Decodable, Sendable {
    struct RankSum: Decodable, Sendable {
      let first: [Double], second: [Double]
      let statistic: Double, pValue: Double
    }

    struct Sign: Decodable, Sendable {
      let wins: Int, losses: Int
      let pValue: Double
    }

    struct Permutation: Decodable, Sendable {
      let differences: [Double]
      let mean: Double, pValue: Double
    }

    struct Interval: Decodable, Sendable {
      let values: [Double]
      let seed: UInt64, resamples: Int
      let low: Double, high: Double
    }

    struct Holm: Decodable, Sendable {
      let pValues: [Double], corrected: [Double]
    }

    let rankSum: [RankSum]
    let sign: [Sign]
    let permutation: [Permutation]
    let interval: [Interval]
    let holm: [Holm]
  }

  private func golden() throws -> Golden { try MetricGolden.read(Golden.self, "judging.json") }

  /// Sums of logarithms and NumPy's own rounding.
  private static let tolerance = 1e-12

  @Test func rankSumsEqualSciPy() throws {
    for golden in try golden().rankSum {
      let test = RankSumTest(golden.first, golden.second)
      #expect(abs(test.statistic - golden.statistic) < Self.tolerance)
      #expect(abs(try #require(test.pValue) - golden.pValue) < Self.tolerance)
    }
  }

  /// Hollander and Wolfe's table 4.1, permeability of the human placenta; R gives W = 35.
  @Test func rankSumsEqualThePublishedExample() {
    let first = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    #expect(RankSumTest(first, [1.15, 0.88, 0.90, 0.74, 1.21]).statistic == 35)
  }

  @Test func rankSumsOfNothing() {
    #expect(RankSumTest([], [1]).pValue == nil)
    #expect(RankSumTest([2, 2], [2, 2, 2]).pValue == 1)
  }

  @Test func signsEqualSciPy() throws {
    for golden in try golden().sign {
      let value = SignTest.pValue(wins: golden.wins, losses: golden.losses)
      #expect(abs(value - golden.pValue) < 1e-11, "\(golden)")
    }
    #expect(SignTest.pValue(wins: 0, losses: 0) == 1)
  }

  /// SciPy tries all signs, and so do we.
  @Test func permutationsEqualSciPy() throws {
    for golden in try golden().permutation {
      let test = PairedPermutation(golden.differences)
      #expect(abs(try #require(test.mean) - golden.mean) < Self.tolerance)
      #expect(abs(try #require(test.pValue) - golden.pValue) < Self.tolerance, "\(golden)")
    }
  }

  @Test func permutationsOfNothing() {
    #expect(PairedPermutation([]).pValue == nil)
    #expect(PairedPermutation([0, 0]).pValue == 1)
  }

  /// Where coins are tossed, p lies near the one of all signs: here the sign test, as all are 1.
  @Test func coinsComeNearAllSigns() throws {
    let differences = (0..<40).map { $0 < 27 ? 1.0 : -1.0 }
    let exact = SignTest.pValue(wins: 27, losses: 13)
    let tossed = try #require(PairedPermutation(differences).pValue)
    // Three standard deviations of 10,000 trials.
    #expect(abs(tossed - exact) < 3 * (exact * (1 - exact) / 10_000).squareRoot())
    #expect(PairedPermutation(differences) == PairedPermutation(differences))
    #expect(tossed >= 1 / 10_001)
  }

  @Test func intervalsEqualNumPy() throws {
    for golden in try golden().interval {
      let interval = try #require(
        PercentileInterval(
          of: golden.values.count, resamples: golden.resamples, seed: golden.seed
        ) { places in
          places.reduce(0) { $0 + golden.values[Int($1)] } / Double(places.count)
        })
      #expect(abs(interval.low - golden.low) < 1e-9)
      #expect(abs(interval.high - golden.high) < 1e-9)
    }
  }

  @Test func intervalsOfNothing() {
    #expect(PercentileInterval(of: 1) { _ in 1 } == nil)
    #expect(PercentileInterval(of: 5) { _ in nil } == nil)
    let constant = PercentileInterval(of: 3) { _ in 2 }
    #expect(constant == PercentileInterval(low: 2, high: 2))
  }

  @Test func correctionsEqualHolm() throws {
    for golden in try golden().holm {
      let corrected = HolmCorrection.pValues(golden.pValues)
      #expect(zip(corrected, golden.corrected).allSatisfy { abs($0 - $1) < Self.tolerance })
    }
    #expect(HolmCorrection.pValues([]).isEmpty)
  }
}
