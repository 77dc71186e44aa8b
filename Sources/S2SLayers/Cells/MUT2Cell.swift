import S2STensors

/// The second of the three cells that a search over ten thousand found to be best.
///
///     z = σ(W_z x_t + U_z h_{t-1} + b_z)      n = tanh(W_n x_t + V (r ⊙ h_{t-1}) + b_n)
///     r = σ(x_t + U_r h_{t-1} + b_r)          h_t = (1 - z) ⊙ h_{t-1} + z ⊙ n
///
/// Where the input is not as wide as the state, x_t in r is P x_t, a learned projection. The rows
/// of `weight_ih` are n, z and, where x_t is projected, P's; those of `bias` are n, z, r, those of
/// U, `weight_hh`, z and r; V is `weight_rh`. The saved gates are the activated n, z, r, then
/// r ⊙ h_{t-1}.
///
/// Reference: Jozefowicz et al. 2015, proceedings.mlr.press/v37/jozefowicz15.html.
package struct MUT2Cell: RecurrentCell {
  package let hiddenSize: Int
  package let hasCell = false
  package let inputWeight: ParameterSlot
  package let copiesInput: Bool
  /// U, `[2H, H]`.
  package let gateWeight: ParameterSlot
  package let biases: [ParameterSlot]
  package var savedSize: Int { 4 * hiddenSize }
  package var gates: [Gate] {
    Gate.sideBySide(
      [("n", "candidate"), ("z", "update gate"), ("r", "reset gate")],
      hiddenSize: hiddenSize)
  }
  private let candidate: ResetCandidate

  /// Registers `NAME.weight_ih`, `weight_hh`, `weight_rh` and `bias`.
  package init(_ design: CellDesign, in table: inout ParameterTable) {
    hiddenSize = design.hiddenSize
    copiesInput = design.inputSize == hiddenSize
    inputWeight = design.add(
      "weight_ih", .input, rows: (copiesInput ? 2 : 3) * hiddenSize, columns: design.inputSize,
      in: &table)
    gateWeight = design.add(
      "weight_hh", .recurrent, rows: 2 * hiddenSize, columns: hiddenSize, in: &table)
    table.name(["z", "r"], in: gateWeight)
    candidate = ResetCandidate(design, keeps: false, in: &table)
    biases = [design.add("bias", count: 3 * hiddenSize, in: &table)]
  }

  package func step(
    _ saved: Matrix, previous: RecurrentState, next: RecurrentState, in pass: Pass
  ) {
    pass.multiply(previous.hidden, by: gateWeight, into: gates(saved), accumulate: true)
    candidate.forward(columns(saved), previous: previous.hidden, next: next.hidden, in: pass)
  }

  package func backstep(
    _ step: RecurrentStep, gradient: RecurrentState, savedGradient: Matrix, in pass: Pass
  ) {
    candidate.backward(
      columns(step.saved), previous: step.previous.hidden, gradient: gradient.hidden,
      sums: columns(savedGradient), in: pass)
    pass.multiplyBack(gates(savedGradient), by: gateWeight, into: gradient.hidden, accumulate: true)
  }

  package func accumulateRecurrent(
    _ steps: RecurrentStep, savedGradient: Matrix, gradients: ParameterBuffer, in pass: Pass
  ) {
    candidate.accumulate(
      columns(steps.saved), sums: columns(savedGradient), gradients: gradients, in: pass)
    pass.accumulate(gates(savedGradient), steps.previous.hidden, into: gradients[gateWeight])
  }

  private func gates(_ saved: Matrix) -> Matrix {
    saved.columns(hiddenSize..<3 * hiddenSize)
  }

  private func columns(_ saved: Matrix) -> ResetCandidate.Columns {
    ResetCandidate.Columns(
      reset: saved.part(2, of: hiddenSize), update: saved.part(1, of: hiddenSize),
      candidate: saved.part(0, of: hiddenSize), product: saved.part(3, of: hiddenSize))
  }
}
