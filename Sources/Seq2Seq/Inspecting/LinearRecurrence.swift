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
  /// ‖h_t‖ / ‖h_0‖ for t from 0.
  public let norms: [Double]

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
    var state = (0..<size).map { _ in draw() }
    func norm(_ state: [Double]) -> Double {
      state.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    let first = norm(state)
    var norms = [1.0]
    for _ in 0..<steps {
      state = (0..<size).map { row in
        (0..<size).reduce(0) { $0 + matrix[row * size + $1] * state[$1] }
      }
      norms.append(norm(state) / first)
    }
    self.radius = radius
    self.norms = norms
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

extension Inspector {
  /// The magnitudes of the eigenvalues of each recurrent matrix `[H, H]`, the largest first; one matrix a gate.
  ///
  /// - Complexity: O(*H*³) for each.
  public func eigenvalues() -> [(name: String, magnitudes: [Double])] {
    parameters.table.entries.flatMap { entry -> [(name: String, magnitudes: [Double])] in
      guard case .recurrent(let size) = entry.role, entry.slot.columns == size else { return [] }
      let count = entry.slot.rows / size
      return (0..<count).compactMap { gate in
        let rows = parameters[entry.slot].rows(gate * size..<(gate + 1) * size)
        return Spectrum.magnitudes(rows.elements.map { Double($0) }, size: size).map {
          (count == 1 ? entry.name : "\(entry.name), gate \(gate + 1)", $0)
        }
      }
    }
  }
}
