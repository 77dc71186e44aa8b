import S2STensors

/// The gated recurrent unit whose reset gate is applied to the state before the product.
///
///     r, z = σ(W x_t + U h_{t-1} + b)      n = tanh(W_n x_t + V (r ⊙ h_{t-1}) + b_n)
///     h_t = z ⊙ h_{t-1} + (1 - z) ⊙ n
///
/// `GRUCell` is the other placement. Chung et al. 2014 (arXiv:1412.3555) write 1 - z for z, which
/// is the same cell with the sign of z's weights changed. The rows of `weight_ih` and of `bias` are
/// r, z, n, those of U, `weight_hh`, r and z; V is `weight_rh`. The saved gates are the activated
/// r, z, n, then r ⊙ h_{t-1}.
///
/// Reference: Cho et al. 2014, arXiv:1406.1078v3, equations 5 to 8.
package struct GRUResetBeforeCell: RecurrentCell {
  package let hiddenSize: Int
  package let hasCell = false
  package let inputWeight: ParameterSlot
  /// U, `[2H, H]`.
  package let gateWeight: ParameterSlot
  package let biases: [ParameterSlot]
  package var savedSize: Int { 4 * hiddenSize }
  package var gates: [Gate] {
    Gate.sideBySide(
      [("r", "reset gate"), ("z", "update gate"), ("n", "candidate")],
      hiddenSize: hiddenSize)
  }
  private let candidate: ResetCandidate

  /// Registers `NAME.weight_ih`, `weight_hh`, `weight_rh` and `bias`.
  package init(_ design: CellDesign, in table: inout ParameterTable) {
    hiddenSize = design.hiddenSize
    inputWeight = design.add(
      "weight_ih", .input, rows: 3 * hiddenSize, columns: design.inputSize, in: &table)
    gateWeight = design.add(
      "weight_hh", .recurrent, rows: 2 * hiddenSize, columns: hiddenSize, in: &table)
    table.name(["r", "z"], in: gateWeight)
    candidate = ResetCandidate(design, keeps: true, in: &table)
    biases = [design.add("bias", count: 3 * hiddenSize, in: &table)]
  }

  package func step(
    _ saved: Matrix, previous: RecurrentState, next: RecurrentState, in pass: Pass
  ) {
    pass.multiply(
      previous.hidden, by: gateWeight, into: saved.part(0, of: 2 * hiddenSize),
      accumulate: true)
    candidate.forward(columns(saved), previous: previous.hidden, next: next.hidden, in: pass)
  }

  package func backstep(
    _ step: RecurrentStep, gradient: RecurrentState, savedGradient: Matrix, in pass: Pass
  ) {
    candidate.backward(
      columns(step.saved), previous: step.previous.hidden, gradient: gradient.hidden,
      sums: columns(savedGradient), in: pass)
    pass.multiplyBack(
      savedGradient.part(0, of: 2 * hiddenSize), by: gateWeight, into: gradient.hidden,
      accumulate: true)
  }

  package func accumulateRecurrent(
    _ steps: RecurrentStep, savedGradient: Matrix, gradients: ParameterBuffer, in pass: Pass
  ) {
    candidate.accumulate(
      columns(steps.saved), sums: columns(savedGradient), gradients: gradients, in: pass)
    pass.accumulate(
      savedGradient.part(0, of: 2 * hiddenSize), steps.previous.hidden, into: gradients[gateWeight])
  }

  private func columns(_ saved: Matrix) -> ResetCandidate.Columns {
    ResetCandidate.Columns(
      reset: saved.part(0, of: hiddenSize), update: saved.part(1, of: hiddenSize),
      candidate: saved.part(2, of: hiddenSize), product: saved.part(3, of: hiddenSize))
  }
}
