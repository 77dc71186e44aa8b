import Glibc
import S2SMetrics

/// How numbers lie on an axis.
public enum AxisScale: Sendable, Equatable {
  /// Equal distances are equal differences.
  case linear
  /// Equal distances are equal ratios; what is not above 0 has no place.
  case logarithmic
}

/// What an axis of a chart shows.
public struct ChartDimension: Sendable, Equatable {
  /// What it is, with its unit.
  public var title: String
  /// How its numbers lie.
  public var scale: AxisScale

  /// Names an axis.
  public init(_ title: String, _ scale: AxisScale = .linear) {
    self.title = title
    self.scale = scale
  }

  /// Whether a number has a place on the axis: what is huge or next to nothing has none.
  func shows(_ value: Double) -> Bool {
    guard abs(value) <= ChartAxis.largest else { return false }
    return scale == .linear || value >= 1 / ChartAxis.largest
  }
}

/// The axis of a chart: round numbers around all of its values, and finite whatever they are.
struct ChartAxis {
  /// Where it ends.
  enum Ends {
    /// At round numbers around the values.
    case round
    /// The same, and 0 is on it.
    case fromZero
    /// At the values; at 0 where they begin near it.
    case tight
  }

  /// The least and the greatest number on it; they differ.
  let low, high: Double
  /// The numbers that are marked, rising.
  let ticks: [Double]
  /// How numbers lie.
  let scale: AxisScale
  /// Between two ticks of equal distances; 0 where their ratios are round instead.
  private let step: Double

  /// The largest number that is drawn: differences and products of such numbers are finite.
  static let largest = 1e300
  /// A span that is this part of the numbers is rounding: they count as equal.
  private static let negligible = 1e-9

  /// Spans numbers that `ChartDimension.shows`.
  ///
  /// - Parameter steps: the most steps between the ends, about.
  init(
    _ values: [Double], _ scale: AxisScale = .linear, _ ends: Ends = .round, steps: Double = 5
  ) {
    let least = values.min() ?? (scale == .linear ? 0 : 1)
    let most = values.max() ?? (scale == .linear ? 1 : 10)
    self.scale = scale
    let marks =
      if scale == .logarithmic {
        Self.logarithmic(least, most, ends, steps: steps)
      } else {
        Self.linear(least, most, ends, steps: steps)
      }
    (low, high, ticks, step) = (marks.low, marks.high, marks.ticks, marks.step)
  }

  private typealias Marks = (low: Double, high: Double, ticks: [Double], step: Double)

  private static func linear(
    _ least: Double, _ most: Double, _ ends: Ends, steps: Double
  ) -> Marks {
    var (least, most) = (least, most)
    if ends == .fromZero { (least, most) = (min(0, least), max(0, most)) }
    let size = max(abs(least), abs(most))
    if most - least <= max(size * negligible, 1 / largest) {
      // Equal numbers lie in the middle of an axis of their own size.
      let margin = size < 1 / largest ? 1 : size / 2
      (least, most) = (least - margin, most + margin)
    }
    if ends == .tight, least > 0, least < 0.3 * most { least = 0 }
    let raw = (most - least) / max(1, steps)
    let power = pow(10, floor(log10(raw)))
    let step =
      [1, 2, 5].map { $0 * power }.first { $0 >= raw * (1 - negligible) } ?? 10 * power
    if ends == .tight {
      let first = Int(ceil(least / step - negligible))
      let last = Int(floor(most / step + negligible))
      return (least, most, (first...max(first, last)).map { Double($0) * step }, step)
    }
    let low = (least / step + negligible).rounded(.down) * step
    let high = max(low + step, (most / step - negligible).rounded(.up) * step)
    let count = Int(((high - low) / step).rounded())
    return (low, high, (0...count).map { low + Double($0) * step }, step)
  }

  private static func logarithmic(
    _ least: Double, _ most: Double, _ ends: Ends, steps: Double
  ) -> Marks {
    var (least, most) = (least, most)
    if most - least <= most * negligible { (least, most) = (least / 2, most * 2) }
    guard most / least >= 4 else { return narrow(least, most, ends, steps: steps) }
    let low = ends == .tight ? least : rounded(least, .down)
    let high = ends == .tight ? most : rounded(most, .up)
    for marks in strides {
      var ticks = marks.ticks(from: low, to: high)
      guard Double(ticks.count) <= max(1, steps) + 2 else { continue }
      // The ends of the axis are round, too.
      let room = (log10(high) - log10(low)) / (max(1, steps) + 2)
      if let first = ticks.first, ends != .tight, log10(first) - log10(low) >= room {
        ticks.insert(low, at: 0)
      }
      if let last = ticks.last, ends != .tight, log10(high) - log10(last) >= room {
        ticks.append(high)
      }
      return (low, high, ticks.isEmpty ? [low, high] : ticks, 0)
    }
    return (low, high, [low, high], 0)
  }

  /// The next of 1, 2, 5, 10 and so on below or above a number.
  private static func rounded(
    _ value: Double, _ rule: FloatingPointRoundingRule
  ) -> Double {
    let power = pow(10, floor(log10(value) + negligible))
    let (steps, near) = ([1, 2, 5, 10].map { $0 * power }, value * negligible)
    let found =
      rule == .down ? steps.last { $0 <= value + near } : steps.first { $0 >= value - near }
    return found ?? value
  }

  /// The marks of decades, the closest first.
  private static let strides =
    [DecadeMarks(mantissas: [1, 2, 5], stride: 1)]
    + [1, 2, 3, 5, 10, 20, 50, 100].map { DecadeMarks(mantissas: [1], stride: $0) }

  /// Marks at equal distances, where a decade would have but one or two.
  private static func narrow(
    _ least: Double, _ most: Double, _ ends: Ends, steps: Double
  ) -> Marks {
    var marks = linear(least, most, ends == .tight ? .tight : .round, steps: steps)
    marks.ticks.removeAll { $0 <= 0 }
    if ends == .tight { marks.ticks.removeAll { $0 < least * (1 - negligible) } }
    marks.low = ends == .tight || marks.low <= 0 ? least : marks.low
    return marks
  }

  /// Where a number lies, from 0 at the low end to 1 at the high end.
  func share(_ value: Double) -> Double {
    switch scale {
    case .linear: (value - low) / (high - low)
    case .logarithmic: (log10(value) - log10(low)) / (log10(high) - log10(low))
    }
  }
}

/// The numbers in decades that are marked, in one decade after some others.
private struct DecadeMarks {
  let mantissas: [Double]
  let stride: Int

  /// The marks between two numbers, rising.
  func ticks(from low: Double, to high: Double) -> [Double] {
    let (first, last) = (Int(floor(log10(low))), Int(ceil(log10(high))))
    let start = Int(floor(Double(first) / Double(stride))) * stride
    let marks = Swift.stride(from: start, through: last, by: stride).flatMap { exponent in
      let power = pow(10, Double(exponent))
      return mantissas.map { $0 * power }
    }
    return marks.filter { $0 >= low * (1 - 1e-9) && $0 <= high * (1 + 1e-9) }
  }
}

// MARK: - The words of ticks

extension ChartAxis {
  /// A tick with as many digits as tell it from its neighbours.
  func text(_ tick: Double) -> String {
    guard step > 0 else { return ChartNumber.short(tick) }
    let size = max(abs(low), abs(high))
    // Rounding may leave a tiny rest of 0.
    guard abs(tick) >= step / 2 else { return "0" }
    let (exponent, digits) = (ChartNumber.exponent(size), -ChartNumber.exponent(step))
    if let unit = ChartNumber.unit(of: size) {
      let kept = max(0, ChartNumber.exponent(unit.value) + digits)
      if kept <= 2 { return SVG.number(tick / unit.value, digits: kept) + unit.name }
    }
    if (1e-3..<1e13).contains(size) { return fixed(tick, max(0, digits)) }
    return fixed(tick / pow(10, Double(exponent)), exponent + digits) + "e\(exponent)"
  }
}

/// Numbers on charts.
enum ChartNumber {
  /// What large numbers are counted in; `nil` for others, and for huge ones.
  static func unit(of value: Double) -> (value: Double, name: String)? {
    switch abs(value) {
    case 1e4..<1e6: (1e3, "k")
    case 1e6..<1e9: (1e6, "M")
    case 1e9..<1e13: (1e9, "G")
    default: nil
    }
  }

  /// The power of ten that a number begins at.
  static func exponent(_ value: Double) -> Int {
    // A step such as 0.1 may lie a little below its power.
    Int(floor(log10(value) + 1e-9))
  }

  /// A number in short, such as `10k` and `1e-5`.
  static func short(_ value: Double) -> String {
    // What rounds to a thousand thousands is a million.
    guard let first = unit(of: value) else { return text(value) }
    let next = abs(value / first.value) >= 999.995 ? unit(of: 1_001 * first.value) : nil
    let chosen = next ?? first
    return SVG.number(value / chosen.value, digits: 2) + chosen.name
  }

  /// A whole number as it is, another with four digits that count.
  static func text(_ value: Double) -> String {
    guard value.isFinite, abs(value) >= 1 / ChartAxis.largest else { return "0" }
    if value == value.rounded(), abs(value) < 1e15 { return "\(Int(value))" }
    let exponent = exponent(abs(value))
    if (-4..<9).contains(exponent) { return SVG.number(value, digits: max(0, 3 - exponent)) }
    let power = DecimalPower(value, digits: 3)
    return SVG.trimmed(power.mantissa) + "e\(power.exponent)"
  }
}
