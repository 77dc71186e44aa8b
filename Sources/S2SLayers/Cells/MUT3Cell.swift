import S2STensors

/// The third of the three cells that a search over ten thousand found to be best.
///
///     z = σ(W_z x_t + U_z tanh(h_{t-1}) + b_z)      n = tanh(W_n x_t + V (r ⊙ h_{t-1}) + b_n)
///     r = σ(W_r x_t + U_r h_{t-1} + b_r)            h_t = (1 - z) ⊙ h_{t-1} + z ⊙ n
///
/// The rows of `weight_ih` and of `bias` are r, z, n; U_r is `weight_hh`, U_z `weight_th`, and V
/// `weight_rh`. The saved gates are the activated r, z, n, then r ⊙ h_{t-1} and tanh(h_{t-1}).
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
  package var savedSize: Int { 5 * hiddenSize }
  package var gates: [Gate] {
    Gate.sideBySide(
      [("r", "reset gate"), ("z", "update gate"), ("n", "candidate")],
      hiddenSize: hiddenSize)
  }
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
    _ saved: Matrix, previous: RecurrentState, next: RecurrentState, in pass: Pass
  ) {
    let (columns, squashed) = (columns(saved), saved.part(4, of: hiddenSize))
    squashed.copy(from: previous.hidden)
    Kernels.tanh(squashed)
    pass.multiply(previous.hidden, by: resetWeight, into: columns.reset, accumulate: true)
    pass.multiply(squashed, by: updateWeight, into: columns.update, accumulate: true)
    candidate.forward(columns, previous: previous.hidden, next: next.hidden, in: pass)
  }

  package func backstep(
    _ step: RecurrentStep, gradient: RecurrentState, savedGradient: Matrix, in pass: Pass
  ) {
    candidate.backward(
      columns(step.saved), previous: step.previous.hidden, gradient: gradient.hidden,
      sums: columns(savedGradient), in: pass)
    let (sums, squashed) = (columns(savedGradient), savedGradient.part(4, of: hiddenSize))
    pass.multiplyBack(sums.reset, by: resetWeight, into: gradient.hidden, accumulate: true)
    pass.multiplyBack(sums.update, by: updateWeight, into: squashed)
    Kernels.tanhBackward(squashed, output: step.saved.part(4, of: hiddenSize))
    Kernels.add(squashed, to: gradient.hidden)
  }

  package func accumulateRecurrent(
    _ steps: RecurrentStep, savedGradient: Matrix, gradients: ParameterBuffer, in pass: Pass
  ) {
    candidate.accumulate(
      columns(steps.saved), sums: columns(savedGradient), gradients: gradients, in: pass)
    let sums = columns(savedGradient)
    pass.accumulate(sums.reset, steps.previous.hidden, into: gradients[resetWeight])
    pass.accumulate(sums.update, steps.saved.part(4, of: hiddenSize), into: gradients[updateWeight])
  }

  private func columns(_ saved: Matrix) -> ResetCandidate.Columns {
    ResetCandidate.Columns(
      reset: saved.part(0, of: hiddenSize), update: saved.part(1, of: hiddenSize),
      candidate: saved.part(2, of: hiddenSize), product: saved.part(3, of: hiddenSize))
  }
}
