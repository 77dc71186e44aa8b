import S2SReports

/// Several curves of one quantity as one: at each place their mean, and their range.
///
/// Between its points a curve is a straight line, so that runs count that were measured elsewhere. The mean
/// begins and ends where all curves are: one of fewer runs would jump.
struct JoinedRuns {
  /// The points of the one curve.
  let points: [LineChart.Point]

  /// Joins curves whose points rise; one alone stays as it is.
  init(_ curves: [[LineChart.Point]]) {
    guard curves.count > 1 else {
      points = curves.first ?? []
      return
    }
    let measured = curves.map { $0.filter { $0.y?.isFinite ?? false } }
    let places = Set(measured.joined().map(\.x)).sorted()
    var reached = Array(repeating: 0, count: measured.count)
    points = places.compactMap { place in
      let values = measured.indices.compactMap { run -> Double? in
        Self.value(at: place, of: measured[run], from: &reached[run])
      }
      guard values.count == measured.count, let low = values.min(), let high = values.max()
      else { return nil }
      return LineChart.Point(
        place, values.reduce(0, +) / Double(values.count), low: low, high: high)
    }
  }

  /// The value of a curve at a place; `nil` beyond its ends.
  ///
  /// - Parameter reached: a point that is not behind the place; places rise from call to call.
  private static func value(
    at place: Double, of curve: [LineChart.Point], from reached: inout Int
  ) -> Double? {
    while reached + 1 < curve.count, curve[reached + 1].x <= place { reached += 1 }
    guard reached < curve.count, curve[reached].x <= place, let y = curve[reached].y else {
      return nil
    }
    if curve[reached].x == place { return y }
    guard reached + 1 < curve.count, let next = curve[reached + 1].y else { return nil }
    let share = (place - curve[reached].x) / (curve[reached + 1].x - curve[reached].x)
    return y + (next - y) * share
  }
}
