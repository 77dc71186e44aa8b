import Glibc
import S2SMetrics

/// The axis of a plot's values: round numbers around all of them, and finite whatever they are.
struct PlotAxis {
  /// The least and the greatest number on it; they differ.
  let low, high: Double
  /// The numbers that are marked, rising from `low` to `high`.
  let ticks: [Double]
  private let step: Double

  /// The largest number that is drawn: differences and products of such numbers are finite.
  static let largest = 1e300
  /// A span that is this part of the numbers is rounding: they count as equal.
  private static let negligible = 1e-9
  /// The most steps between the ends, about.
  private static let stepCount = 5.0

  /// Spans numbers of at most `largest`.
  ///
  /// - Parameter fromZero: whether 0 is on the axis in any case.
  init(_ values: [Double], fromZero: Bool) {
    var least = values.min() ?? 0
    var most = values.max() ?? 1
    if fromZero { (least, most) = (min(0, least), max(0, most)) }
    let size = max(abs(least), abs(most))
    if most - least <= max(size * Self.negligible, 1 / Self.largest) {
      // Equal numbers lie in the middle of an axis of their own size.
      let margin = size < 1 / Self.largest ? 1 : size / 2
      (least, most) = (least - margin, most + margin)
    }
    let raw = (most - least) / Self.stepCount
    let power = pow(10, floor(log10(raw)))
    let step = [1, 2, 5].map { $0 * power }.first { $0 >= raw } ?? 10 * power
    let low = (least / step).rounded(.down) * step
    let high = max(low + step, (most / step).rounded(.up) * step)
    (self.low, self.high, self.step) = (low, high, step)
    let count = Int(((high - low) / step).rounded())
    ticks = (0...count).map { low + Double($0) * step }
  }

  /// A tick with as many digits as tell it from its neighbours.
  func text(_ tick: Double) -> String {
    let size = max(abs(low), abs(high))
    // Rounding may leave a tiny rest of 0.
    let tick = abs(tick) < step / 2 ? 0 : tick
    if (1e-3..<1e5).contains(size) { return fixed(tick, max(0, -Self.exponent(step))) }
    if tick == 0 { return "0" }
    let exponent = Self.exponent(size)
    let mantissa = fixed(tick / pow(10, Double(exponent)), exponent - Self.exponent(step))
    return "\(mantissa)e\(exponent)"
  }

  /// The power of ten that a number begins at.
  private static func exponent(_ value: Double) -> Int {
    // A step such as 0.1 may lie a little below its power.
    Int(floor(log10(value) + negligible))
  }
}
