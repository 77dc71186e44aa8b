import S2SMetrics
import TestSupport
import Testing

/// Krippendorff's alpha and Cohen's kappa beside published examples and other programs.
@Suite struct AgreementTests {
  /// Four observers, twelve units, with gaps.
  ///
  /// Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section E.
  private static let published: [[Double]] = [
    [1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [5, 5, 5], [1, 1], [3],
  ]

  @Test(
    arguments: zip(
      KrippendorffAlpha.Level.allCases, [0.743, 0.815, 0.849, 0.797]))
  func equalsKrippendorff(level: KrippendorffAlpha.Level, published: Double) throws {
    let alpha = KrippendorffAlpha(units: Self.published)
    #expect(alpha.unitCount == 11)
    #expect(abs(try #require(alpha.value(level)) - published) < 0.000_5)
  }

  /// Two hundred patients, three diagnoses: Cohen 1960, table 2.
  @Test func equalsCohen() throws {
    let table = [[88, 10, 2], [14, 40, 6], [18, 10, 12]]
    let pairs = table.enumerated().flatMap { first, row in
      row.enumerated().flatMap { second, count in
        (0..<count).map { _ in (Double(first), Double(second)) }
      }
    }
    #expect(abs(try #require(CohenKappa.value(pairs)) - 0.492) < 0.000_5)
  }

  struct Golden: Decodable, Sendable {
    struct Alpha: Decodable, Sendable, CustomStringConvertible {
      let name: String
      let units: [[Double]]
      let alpha: [String: Double]
      var description: String { name }
    }

    struct Kappa: Decodable, Sendable {
      let first: [Double], second: [Double]
      let kappa: [String: Double]
    }

    let alpha: [Alpha]
    let kappa: [Kappa]
  }

  static let golden = try? MetricGolden.read(Golden.self, "judging.json")

  @Test(arguments: golden?.alpha ?? []) func equalsTheOtherProgram(_ golden: Golden.Alpha) throws {
    for level in KrippendorffAlpha.Level.allCases {
      let value = try #require(KrippendorffAlpha(units: golden.units).value(level))
      let wanted = try #require(golden.alpha[level.rawValue])
      #expect(abs(value - wanted) < 1e-12, "\(level)")
    }
  }

  @Test func equalsScikitLearn() throws {
    let cases = try #require(Self.golden?.kappa)
    #expect(cases.count == 3)
    for golden in cases {
      for disagreement in CohenKappa.Disagreement.allCases {
        let pairs = Array(zip(golden.first, golden.second))
        let wanted = try #require(golden.kappa[disagreement.rawValue])
        let value = try #require(CohenKappa.value(pairs, disagreement))
        #expect(abs(value - wanted) < 1e-12, "\(disagreement)")
      }
    }
  }

  /// Where nothing varies, or nothing was judged twice, nothing can be said.
  @Test func saysNothingWithoutEvidence() {
    for units: [[Double]] in [[], [[1], [2]], [[3, 3], [3, 3]]] {
      for level in KrippendorffAlpha.Level.allCases {
        #expect(KrippendorffAlpha(units: units).value(level) == nil)
      }
    }
    #expect(CohenKappa.value([]) == nil)
    #expect(CohenKappa.value([(1, 1), (1, 1)]) == nil)
  }

  @Test func perfectAgreementIsOne() {
    let units: [[Double]] = [[1, 1, 1], [2, 2], [5, 5]]
    for level in KrippendorffAlpha.Level.allCases {
      #expect(KrippendorffAlpha(units: units).value(level) == 1)
    }
    for disagreement in CohenKappa.Disagreement.allCases {
      #expect(CohenKappa.value([(1, 1), (2, 2)], disagreement) == 1)
    }
  }

  /// The order of units, and of observers within them, means nothing.
  @Test func orderMeansNothing() {
    let turned = Self.published.reversed().map { Array($0.reversed()) }
    for level in KrippendorffAlpha.Level.allCases {
      let values = [Self.published, turned].compactMap { KrippendorffAlpha(units: $0).value(level) }
      #expect(values.count == 2 && abs(values[0] - values[1]) < 1e-12)
    }
  }
}
