import S2STensors

/// The sums that nonlinearities were taken of, by where their values stand.
///
/// Relevance divides by a sum, which its tangent no longer tells: in 32 bits tanh is 1 from 9 on. A pass that
/// sends gradients keeps none.
final class KeptSums {
  /// The rows, by the address of their first element.
  private var rows: [UnsafeMutablePointer<Float>: [Float]] = [:]

  /// Keeps nothing yet.
  init() {}

  /// Keeps the rows of a matrix whose elements are about to be replaced.
  func keep(_ sums: Matrix) {
    for row in 0..<sums.rows {
      rows[address(of: row, sums)] = (0..<sums.columns).map { sums[row, $0] }
    }
  }

  /// The sums that a row of values was made from.
  func row(_ row: Int, of values: Matrix) -> [Float] {
    guard let kept = rows[address(of: row, values)], kept.count == values.columns else {
      preconditionFailure("no sums were kept of these values")
    }
    return kept
  }

  private func address(of row: Int, _ matrix: Matrix) -> UnsafeMutablePointer<Float> {
    matrix.rows(row..<row + 1).base
  }
}

extension Pass {
  /// Replaces sums by their tangents.
  package func tanh(_ sums: Matrix) { Nonlinearity.tanh.forward(sums, in: self) }
}
