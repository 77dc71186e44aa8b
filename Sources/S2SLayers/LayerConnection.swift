import S2STensors

/// What stands between a layer and the one below, forward and backward: dropout, the inputs that
/// the layer reads too, and the residual sum.
///
/// It works on all rows of the packed batch, or on those of one step.
package struct LayerConnection: Sendable {
  /// The dropout of what the layer reads of the one below.
  let dropout: Dropout
  /// What is connected beside that.
  let wiring: RecurrentStack.Wiring

  /// Groups the two.
  package init(dropout: Dropout, wiring: RecurrentStack.Wiring) {
    self.dropout = dropout
    self.wiring = wiring
  }

  /// The width of what the layer reads, above one of width H and inputs of width D.
  func inputSize(above hiddenSize: Int, inputSize: Int) -> Int {
    hiddenSize + (wiring.repeatsInputs ? inputSize : 0)
  }

  /// Writes what the layer reads, [d(below); inputs], or d(below) where no inputs are repeated.
  ///
  /// - Parameter inputs: the stack's inputs, side by side.
  func writeInput(
    _ below: Matrix, _ inputs: [Matrix], into all: Matrix, _ rows: PackedRows, in pass: Pass
  ) {
    let left = all.columns(0..<below.columns)
    left.copy(from: below)
    dropout.apply(to: left, rows, in: pass)
    guard wiring.repeatsInputs else { return }
    var first = below.columns
    for input in inputs {
      all.columns(first..<first + input.columns).copy(from: input)
      first += input.columns
    }
  }

  /// As `writeInput`, to a new matrix, or `below` itself where nothing changes it.
  package func input(
    _ below: Matrix, _ inputs: Matrix, _ rows: PackedRows, in pass: Pass
  ) -> Matrix {
    guard wiring.repeatsInputs || dropout.isActive(in: pass) else { return below }
    let size = inputSize(above: below.columns, inputSize: inputs.columns)
    let all = pass.workspace.matrix(below.rows, size)
    writeInput(below, [inputs], into: all, rows, in: pass)
    return all
  }

  /// Room for the layer's outputs, or its hidden states themselves where nothing is added to them.
  func reserveOutput(_ hidden: Matrix, in pass: Pass) -> Matrix {
    wiring.isResidual ? pass.workspace.matrix(hidden.rows, hidden.columns) : hidden
  }

  /// Writes the layer's outputs, if residual: its hidden states plus the layer below.
  func writeOutput(_ hidden: Matrix, _ below: Matrix, into output: Matrix) {
    guard wiring.isResidual else { return }
    output.copy(from: hidden)
    Kernels.add(below, to: output)
  }

  /// The layer's outputs; its hidden states themselves where nothing is added to them.
  package func output(_ hidden: Matrix, _ below: Matrix, in pass: Pass) -> Matrix {
    let output = reserveOutput(hidden, in: pass)
    writeOutput(hidden, below, into: output)
    return output
  }

  /// From the gradient of what the layer reads, which is overwritten, and that of its outputs to
  /// that of the layer below and, where they are repeated, that of the inputs; both are views.
  package func backward(
    _ gradient: Matrix, outputGradient: Matrix?, hiddenSize: Int, _ rows: PackedRows,
    in pass: Pass
  ) -> (below: Matrix, inputs: Matrix?) {
    let below = gradient.columns(0..<hiddenSize)
    dropout.apply(to: below, rows, in: pass)
    if wiring.isResidual, let outputGradient { Kernels.add(outputGradient, to: below) }
    return (
      below, wiring.repeatsInputs ? gradient.columns(hiddenSize..<gradient.columns) : nil
    )
  }
}
