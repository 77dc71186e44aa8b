import S2STensors

/// The mean of the states of each sequence.
enum MeanPooling {
  /// `[N, D]` to `[B, D]`.
  static func forward(_ states: Matrix, layout: PackedLayout, in pass: Pass) -> Matrix {
    let means = pass.workspace.zeros(layout.batchSize, states.columns)
    for step in 0..<layout.stepCount {
      let rows = layout.rows(at: step)
      Kernels.add(states.rows(rows), to: means.rows(0..<rows.count))
    }
    divide(means, by: layout)
    return means
  }

  /// `[B, D]` to `[N, D]`.
  static func backward(_ gradient: Matrix, layout: PackedLayout, in pass: Pass) -> Matrix {
    let part = pass.workspace.matrix(gradient.rows, gradient.columns)
    part.copy(from: gradient)
    divide(part, by: layout)
    let states = pass.workspace.matrix(layout.rowCount, gradient.columns)
    for step in 0..<layout.stepCount {
      let rows = layout.rows(at: step)
      states.rows(rows).copy(from: part.rows(0..<rows.count))
    }
    return states
  }

  private static func divide(_ rows: Matrix, by layout: PackedLayout) {
    for (row, length) in layout.lengths.enumerated() {
      Kernels.scale(rows.rows(row..<row + 1), by: 1 / Float(length))
    }
  }
}
