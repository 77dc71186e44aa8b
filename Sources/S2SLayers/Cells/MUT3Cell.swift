import S2STensors

/// The third of the three cells that a search over ten thousand found to be best.
///
///     z = σ(W_z x_t + U_z tanh(h_{t-1}) + b_z)      n = tanh(W_n x_t + V (r ⊙ h_{t-1}) + b_n)
///     r = σ(W_r x_t + U_r h_{t-1} + b_r)            h_t = (1 - z) ⊙ h_{t-1} + z ⊙ n
///
/// The rows of `weight_ih` and of `bias` are r, z, n; U_r is `weight_hh`, U_z `weight_th`, and V
/// `weight_rh`. The trace holds the activated r, z, n, then r ⊙ h_{t-1} and tanh(h_{t-1}).
///
/// Reference: Jozefowicz et al. 2015, proceedings.mlr.press/v37/jozefowicz15.html.
package struct MUT3Cell: RecurrentCell {
  package let hiddenSize: Int
  package let hasCell = false
  package let inputWeight: ParameterSlot
  /// U_r, `[H, H]`.
  package let resetWeight: ParameterSlot
  /// U_z, `[H, H]`.
  package let updateWeight: ParameterSlot
  package let biases: [ParameterSlot]
  package var traceSize: Int { 5 * hiddenSize }
  private let candidate: ResetCandidate

  /// Registers `NAME.weight_ih`, `weight_hh`, `weight_th`, `weight_rh` and `bias`.
  package init(_ design: CellDesign, in table: inout ParameterTable) {
    hiddenSize = design.hiddenSize
    inputWeight = design.add(
      "weight_ih", .input, rows: 3 * hiddenSize, columns: design.inputSize, in: &table)
    resetWeight = design.add(
      "weight_hh", .recurrent, rows: hiddenSize, columns: hiddenSize, in: &table)
    updateWeight = design.add(
      "weight_th", .recurrent, rows: hiddenSize, columns: hiddenSize, in: &table)
    candidate = ResetCandidate(design, keeps: false, in: &table)
    biases = [design.add("bias", count: 3 * hiddenSize, in: &table)]
  }

  package func step(
    _ trace: Matrix, previous: RecurrentState, next: RecurrentState, in pass: Pass
  ) {
    let (columns, squashed) = (columns(trace), trace.part(4, of: hiddenSize))
    squashed.copy(from: previous.hidden)
    Kernels.tanh(squashed)
    pass.multiply(previous.hidden, by: resetWeight, into: columns.reset, accumulate: true)
    pass.multiply(squashed, by: updateWeight, into: columns.update, accumulate: true)
    candidate.forward(columns, previous: previous.hidden, next: next.hidden, in: pass)
  }

  package func backstep(
    _ step: RecurrentStep, gradient: RecurrentState, traceGradient: Matrix, in pass: Pass
  ) {
    candidate.backward(
      columns(step.trace), previous: step.previous.hidden, gradient: gradient.hidden,
      sums: columns(traceGradient), in: pass)
    let (sums, squashed) = (columns(traceGradient), traceGradient.part(4, of: hiddenSize))
    pass.multiplyBack(sums.reset, by: resetWeight, into: gradient.hidden, accumulate: true)
    pass.multiplyBack(sums.update, by: updateWeight, into: squashed)
    Kernels.tanhBackward(squashed, output: step.trace.part(4, of: hiddenSize))
    Kernels.add(squashed, to: gradient.hidden)
  }

  package func accumulateRecurrent(
    _ steps: RecurrentStep, traceGradient: Matrix, gradients: ParameterBuffer, in pass: Pass
  ) {
    candidate.accumulate(
      columns(steps.trace), sums: columns(traceGradient), gradients: gradients, in: pass)
    let sums = columns(traceGradient)
    pass.accumulate(sums.reset, steps.previous.hidden, into: gradients[resetWeight])
    pass.accumulate(sums.update, steps.trace.part(4, of: hiddenSize), into: gradients[updateWeight])
  }

  private func columns(_ trace: Matrix) -> ResetCandidate.Columns {
    ResetCandidate.Columns(
      reset: trace.part(0, of: hiddenSize), update: trace.part(1, of: hiddenSize),
      candidate: trace.part(2, of: hiddenSize), product: trace.part(3, of: hiddenSize))
  }
}
