import S2SRandom
import S2SReports
import S2STensors

/// h_t = W h_{t-1} without inputs or a nonlinearity, which is W^t h_0: what the largest eigenvalue of W decides.
///
/// With |λ| the magnitude of that eigenvalue, ‖h_t‖ grows or falls as |λ|^t in the long run, and so does a gradient
/// on its way back through t steps.
public struct LinearRecurrence: Sendable {
  /// The magnitude of the largest eigenvalue of W.
  public let radius: Double
  /// ‖h_t‖ / ‖h_0‖ for t from 0; infinite where it is above all numbers, and 0 where it is below.
  public let norms: [Double]
  /// The first step at which the norm is above the largest number; `nil` where there is none.
  public let tooLargeFrom: Int?
  /// The first step at which the norm is below the smallest number, though the state is not 0; `nil` where there
  /// is none.
  public let tooSmallFrom: Int?

  /// A random matrix and first state, scaled so that the largest eigenvalue has a magnitude.
  ///
  /// - Parameters:
  ///   - radius: the magnitude, at least 0.
  ///   - size: of the state.
  ///   - steps: how far to go.
  /// - Complexity: O(*size*³ + *steps* *size*²).
  public init(radius: Double, size: Int, steps: Int, seed: UInt64) {
    precondition(size > 0 && steps >= 0 && radius >= 0, "a state and steps")
    var generator = SeededGenerator(seed: seed)
    func draw() -> Double { 2 * generator.uniformDouble() - 1 }
    var matrix = (0..<size * size).map { _ in draw() }
    let own = Spectrum.magnitudes(matrix, size: size)?.first ?? 0
    let factor = own > 0 ? radius / own : 0
    matrix = matrix.map { $0 * factor }
    var state = ScaledState(values: (0..<size).map { _ in draw() })
    let first = state.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    var (norms, tooSmallFrom) = ([1.0], Int?.none)
    for step in 0..<steps {
      state.multiply(by: matrix)
      norms.append(state.norm(over: first))
      if norms[step + 1] == 0, tooSmallFrom == nil, !state.isZero { tooSmallFrom = step + 1 }
    }
    self.radius = radius
    self.norms = norms
    self.tooSmallFrom = tooSmallFrom
    tooLargeFrom = norms.firstIndex { !$0.isFinite }
  }

  /// ‖h_t‖ over t, a line each.
  public static func picture(_ recurrences: [LinearRecurrence]) -> Picture {
    LineChart(
      title: "h_t = W h_{t-1}",
      note:
        "The norm of the state, divided by the first; |λ| is the magnitude of W's largest eigenvalue.",
      horizontal: ChartDimension("steps"),
      vertical: ChartDimension("‖h_t‖ / ‖h_0‖", .logarithmic),
      series: recurrences.map { one in
        LineChart.Series(
          "|λ| = \(one.radius)",
          one.norms.enumerated().map { LineChart.Point(Double($0.offset), $0.element) })
      }
    ).picture
  }
}

/// A state times a power of two, so that no product of it and no square is above or below all numbers.
private struct ScaledState {
  /// The state, divided by 2^exponent.
  private(set) var values: [Double]
  private var exponent = 0

  init(values: [Double]) { self.values = values }

  var isZero: Bool { values.allSatisfy { $0 == 0 } }

  /// ‖state‖ / first.
  func norm(over first: Double) -> Double {
    let own = values.reduce(0) { $0 + $1 * $1 }.squareRoot() / first
    return own == 0 ? 0 : Double(sign: .plus, exponent: exponent, significand: own)
  }

  /// The product of a matrix with the state.
  mutating func multiply(by matrix: [Double]) {
    let size = values.count
    values = (0..<size).map { row in
      (0..<size).reduce(0) { $0 + matrix[row * size + $1] * values[$1] }
    }
    let largest = values.reduce(0) { max($0, abs($1)) }
    guard largest > 0, abs(Int(largest.exponent)) > Self.mostExponent else { return }
    // A power of two changes no digit.
    let shift = Int(largest.exponent)
    values = values.map { Double(sign: .plus, exponent: -shift, significand: $0) }
    exponent += shift
  }

  /// Squares of numbers up to 2 to this power are far from the ends.
  private static let mostExponent = 300
}

extension Inspector {
  /// The magnitudes of the eigenvalues of each recurrent matrix `[H, H]`, the largest first; one matrix a gate, by
  /// its letter.
  ///
  /// - Complexity: O(*H*³) for each.
  public func eigenvalues() -> [(name: String, magnitudes: [Double])] {
    parameters.table.entries.flatMap { entry -> [(name: String, magnitudes: [Double])] in
      guard case .recurrent(let size) = entry.role, entry.slot.columns == size else { return [] }
      let count = entry.slot.rows / size
      return (0..<count).compactMap { gate in
        let rows = parameters[entry.slot].rows(gate * size..<(gate + 1) * size)
        return Spectrum.magnitudes(rows.elements.map { Double($0) }, size: size).map {
          (name(of: entry, gate: gate, count: count), $0)
        }
      }
    }
  }

  /// The name of one of the matrices that stand below each other.
  private func name(of entry: ParameterTable.Entry, gate: Int, count: Int) -> String {
    guard count > 1 else { return entry.name }
    return entry.name + ", " + (entry.parts.count == count ? entry.parts[gate] : "gate \(gate + 1)")
  }

  /// The magnitudes of eigenvalues by their rank, a line a matrix.
  public static func picture(
    ofEigenvalues found: [(name: String, magnitudes: [Double])]
  ) -> Picture {
    LineChart(
      title: "Eigenvalues of the recurrent matrices",
      note: "The magnitude of each eigenvalue, the largest first.",
      horizontal: ChartDimension("rank"), vertical: ChartDimension("|λ|"),
      series: found.map { name, magnitudes in
        LineChart.Series(
          name, magnitudes.enumerated().map { LineChart.Point(Double($0.offset + 1), $0.element) })
      }
    ).picture
  }
}
