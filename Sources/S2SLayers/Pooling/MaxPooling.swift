import S2STensors

/// The largest value of each unit over the states of a sequence; the first of equal ones.
///
/// Reference: Collobert et al. 2011, JMLR 12, section 3.3.2.
enum MaxPooling {
  /// The row of the state that each output comes from, `[B, D]`.
  struct Winners {
    let rows: UnsafeMutablePointer<Int32>
  }

  /// `[N, D]` to `[B, D]`.
  static func forward(
    _ states: Matrix, layout: PackedLayout, in pass: Pass
  ) -> (outputs: Matrix, winners: Winners) {
    let (count, width) = (layout.batchSize, states.columns)
    let outputs = pass.workspace.matrix(count, width)
    let winners = pass.workspace.numbers(count * width, of: Int32.self)
    outputs.copy(from: states.rows(0..<count))
    for row in 0..<count {
      for column in 0..<width { winners[row * width + column] = Int32(row) }
    }
    for step in 1..<max(1, layout.stepCount) {
      for (row, source) in layout.rows(at: step).enumerated() {
        take(
          states.row(source), Int32(source), into: outputs.row(row), winners + row * width, width)
      }
    }
    return (outputs, Winners(rows: winners))
  }

  /// Keeps the larger of two values, and where it comes from.
  private static func take(
    _ values: UnsafeMutablePointer<Float>, _ source: Int32,
    into best: UnsafeMutablePointer<Float>, _ winners: UnsafeMutablePointer<Int32>, _ width: Int
  ) {
    for column in 0..<width {
      let isLarger = values[column] > best[column]
      best[column] = isLarger ? values[column] : best[column]
      winners[column] = isLarger ? source : winners[column]
    }
  }

  /// `[B, D]` to `[N, D]`.
  static func backward(
    _ gradient: Matrix, _ winners: Winners, layout: PackedLayout, in pass: Pass
  ) -> Matrix {
    let width = gradient.columns
    let states = pass.workspace.zeros(layout.rowCount, width)
    for row in 0..<gradient.rows {
      let values = gradient.row(row)
      for column in 0..<width {
        states.row(Int(winners.rows[row * width + column]))[column] = values[column]
      }
    }
    return states
  }
}
