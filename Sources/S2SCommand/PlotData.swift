import S2SReports
import Seq2Seq

/// The points of curves, for programs.
struct CurveFile: Encodable {
  let against: String
  let charts: [Chart]

  struct Chart: Encodable {
    let quantity: String
    let curves: [Curve]
  }

  struct Curve: Encodable {
    let run: String
    let part: String
    let x: [Double]
    let y: [Double?]
    /// The ends of the range of several seeds; not there for one run.
    let low: [Double?]?
    let high: [Double?]?
  }

  init(_ curves: RunCurves, _ quantities: [RunQuantity]) throws {
    against = curves.against.rawValue
    charts = try quantities.map { quantity in
      Chart(
        quantity: quantity.name,
        curves: try curves.curves(of: quantity).map { curve in
          let hasRange = curve.points.contains { $0.low != nil }
          return Curve(
            run: curve.run, part: curve.part.rawValue, x: curve.points.map(\.x),
            y: curve.points.map { Self.number($0.y) },
            low: hasRange ? curve.points.map { Self.number($0.low) } : nil,
            high: hasRange ? curve.points.map { Self.number($0.high) } : nil)
        })
    }
  }

  /// JSON has no infinity.
  private static func number(_ value: Double?) -> Double? {
    value.flatMap { $0.isFinite ? $0 : nil }
  }
}

/// The scores of systems by length, for programs.
struct LengthFile: Encodable {
  let metric: String
  let lengths: [String]
  let sentences: [Int]
  let systems: [System]

  struct System: Encodable {
    let name: String
    let scores: [Double?]
  }

  init(_ chart: LengthChart) {
    metric = chart.metric
    lengths = chart.lengths.map { "\($0)" }
    sentences = chart.sentenceCounts
    systems = chart.scores.map { System(name: $0.system, scores: $0.values) }
  }
}
