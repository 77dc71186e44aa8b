import CKernels

/// Element-wise operations on matrices, vectorised in `CKernels`.
package enum Kernels {
  /// y += x.
  package static func add(_ x: Matrix, to y: Matrix) {
    precondition(x.rows == y.rows && x.columns == y.columns, "shapes differ")
    if x.isContiguous && y.isContiguous {
      s2s_add(y.base, x.base, x.count)
    } else {
      for row in 0..<x.rows { s2s_add(y.row(row), x.row(row), x.columns) }
    }
  }

  /// Adds the sum over the rows of x to the one row of y: the gradient of a bias.
  package static func addColumnSums(of x: Matrix, to y: Matrix) {
    precondition(y.rows == 1 && x.columns == y.columns, "shapes differ")
    s2s_add_column_sums(y.base, x.base, x.stride, x.rows, x.columns)
  }

  /// Every row of y becomes the one row of x.
  package static func repeatRow(_ x: Matrix, into y: Matrix) {
    precondition(x.rows == 1 && x.columns == y.columns, "shapes differ")
    for row in 0..<y.rows { y.row(row).update(from: x.base, count: x.columns) }
  }

  /// x *= factor.
  package static func scale(_ x: Matrix, by factor: Float) {
    for row in 0..<x.rows { s2s_scale(x.row(row), factor, x.columns) }
  }

  /// tanh in place.
  package static func tanh(_ x: Matrix) { apply(s2s_tanh, x) }
  /// The logistic sigmoid in place.
  package static func sigmoid(_ x: Matrix) { apply(s2s_sigmoid, x) }
  /// max(x, 0) in place.
  package static func relu(_ x: Matrix) { apply(s2s_relu, x) }

  /// gradient *= 1 - output²: from the gradient of tanh's output to that of its input.
  package static func tanhBackward(_ gradient: Matrix, output: Matrix) {
    applyBackward(s2s_tanh_backward, gradient, output)
  }
  /// gradient *= output (1 - output): from the gradient of the sigmoid's output to its input's.
  package static func sigmoidBackward(_ gradient: Matrix, output: Matrix) {
    applyBackward(s2s_sigmoid_backward, gradient, output)
  }
  /// gradient becomes 0 where the output is: from the gradient of max(x, 0) to that of x.
  package static func reluBackward(_ gradient: Matrix, output: Matrix) {
    applyBackward(s2s_relu_backward, gradient, output)
  }

  private static func apply(_ kernel: (UnsafeMutablePointer<Float>, Int) -> Void, _ x: Matrix) {
    for row in 0..<x.rows { kernel(x.row(row), x.columns) }
  }

  private static func applyBackward(
    _ kernel: (UnsafeMutablePointer<Float>, UnsafePointer<Float>, Int) -> Void, _ gradient: Matrix,
    _ output: Matrix
  ) {
    precondition(
      gradient.rows == output.rows && gradient.columns == output.columns, "shapes differ")
    for row in 0..<output.rows { kernel(gradient.row(row), output.row(row), output.columns) }
  }

  /// Softmax with cross-entropy over the rows of `logits` `[N, V]`, which become gradients.
  ///
  /// - Returns: the summed smoothed loss and the summed negative log-likelihood, natural logs.
  package static func crossEntropy(
    _ logits: Matrix, targets: UnsafeBufferPointer<Int32>, smoothing: Float, scale: Float
  ) -> (loss: Double, negativeLogLikelihood: Double) {
    precondition(targets.count == logits.rows, "one target a row")
    var loss = 0.0
    var likelihood = 0.0
    for row in 0..<logits.rows {
      let target = Int(targets[row])
      precondition(target >= 0 && target < logits.columns, "target out of range")
      s2s_cross_entropy(
        logits.row(row), logits.columns, target, smoothing, scale, &loss, &likelihood)
    }
    return (loss, likelihood)
  }

  /// The same over pairs of rows, 2i and 2i + 1, which have one target: adds `weight` times half of the divergences
  /// between both distributions, KL(p || q) + KL(q || p), to the loss.
  ///
  /// Reference: Liang et al. 2021, arXiv:2106.14448 (R-Drop).
  package static func twinCrossEntropy(
    _ logits: Matrix, targets: UnsafeBufferPointer<Int32>, smoothing: Float, weight: Float,
    scale: Float
  ) -> (loss: Double, negativeLogLikelihood: Double) {
    precondition(targets.count == logits.rows && logits.rows % 2 == 0, "one target a row")
    var loss = 0.0
    var likelihood = 0.0
    for row in stride(from: 0, to: logits.rows, by: 2) {
      let target = Int(targets[row])
      precondition(target >= 0 && target < logits.columns, "target out of range")
      precondition(targets[row + 1] == targets[row], "twins have one target")
      s2s_twin_cross_entropy(
        logits.row(row), logits.row(row + 1), logits.columns, target, smoothing, weight, scale,
        &loss, &likelihood)
    }
    return (loss, likelihood)
  }

  /// log Σ exp over a row.
  package static func logSumExp(_ row: UnsafeBufferPointer<Float>) -> Float {
    guard let base = row.baseAddress else { return -.infinity }
    return s2s_log_sum_exp(base, row.count)
  }

  /// Inverted dropout in place, its mask a function of `key` and the position alone, so that the
  /// same call on the gradient is the backward pass and no mask is kept.
  ///
  /// - Parameters:
  ///   - rate: the probability of zero, in `0..<1`.
  ///   - firstRow: where the rows lie in a larger matrix.
  package static func dropout(_ x: Matrix, rate: Float, key: UInt64, firstRow: Int = 0) {
    for row in 0..<x.rows {
      s2s_dropout(x.row(row), x.columns, key, UInt64((firstRow + row) * x.columns), rate)
    }
  }
}

/// The gates of an LSTM.
package enum LSTMGates: UInt32, Sendable {
  /// Without the one that says how much of the candidate enters the cell.
  case noInput = 0
  /// Without the one that says how much of the cell stays.
  case noForget = 1
  /// Without the one that says how much of the cell shows.
  case noOutput = 3
  /// Input, forget and output.
  case all = 4
  /// The input gate is 1 - f.
  case coupled = 5
  /// The input gate is at most 1 - f.
  case capped = 6

  /// The widths of H that gates and candidate have.
  package var width: Int { self == .all || self == .capped ? 4 : 3 }

  fileprivate var kernel: s2s_gates { s2s_gates(rawValue) }
}

/// What `Kernels.lstmBackward` reads of the forward pass.
package struct SavedLSTMStep {
  /// Activated gates `[B, 4H]`, or `[B, 3H]` where one has no columns.
  package let gates: Matrix
  /// The cell before the step `[B, H]`.
  package let previousCell: Matrix
  /// The cell after the step `[B, H]`.
  package let cell: Matrix
  /// Which gates there are.
  package let kind: LSTMGates

  /// Groups the three views.
  package init(gates: Matrix, previousCell: Matrix, cell: Matrix, kind: LSTMGates = .all) {
    self.gates = gates
    self.previousCell = previousCell
    self.cell = cell
    self.kind = kind
  }
}

extension Kernels {
  /// The gates and states of an LSTM over one step; see `LSTMCell`.
  ///
  package static func lstmForward(
    gates: Matrix, previousCell: Matrix, cell: Matrix, hidden: Matrix, kind: LSTMGates = .all
  ) {
    precondition(
      gates.columns == kind.width * cell.columns && gates.rows == cell.rows, "shapes differ")
    precondition(previousCell.rows >= cell.rows && hidden.rows == cell.rows, "shapes differ")
    s2s_lstm_forward(
      gates.base, gates.stride, previousCell.base, previousCell.stride, cell.base, cell.stride,
      hidden.base, hidden.stride, cell.rows, cell.columns, kind.kernel)
  }

  /// The gradient of `lstmForward`: writes `gateGradient` (of the pre-activations) and turns
  /// `cellGradient` from the gradient of the new cell into that of the previous one.
  package static func lstmBackward(
    _ saved: SavedLSTMStep, hiddenGradient: Matrix, cellGradient: Matrix, gateGradient: Matrix
  ) {
    let cell = saved.cell
    precondition(
      gateGradient.rows == cell.rows && cellGradient.rows == cell.rows
        && hiddenGradient.rows == cell.rows, "shapes differ")
    s2s_lstm_backward(
      saved.gates.base, saved.gates.stride, saved.previousCell.base, saved.previousCell.stride,
      cell.base, cell.stride, hiddenGradient.base, hiddenGradient.stride, cellGradient.base,
      cellGradient.stride, gateGradient.base, gateGradient.stride, cell.rows, cell.columns,
      saved.kind.kernel)
  }
}
