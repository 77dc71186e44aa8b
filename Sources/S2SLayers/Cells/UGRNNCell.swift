import S2STensors

/// The update-gate recurrent net: a simple recurrent net that may also keep its state.
///
///     g = σ(W_g x_t + U_g h_{t-1} + b_g)      c = tanh(W_c x_t + U_c h_{t-1} + b_c)
///     h_t = g ⊙ h_{t-1} + (1 - g) ⊙ c
///
/// The rows of `weight_ih`, `weight_hh` and `bias` are g, c. The saved gates are both, activated.
///
/// Reference: Collins et al. 2017, arXiv:1611.09913.
package struct UGRNNCell: RecurrentCell {
  package let hiddenSize: Int
  package let hasCell = false
  package let inputWeight: ParameterSlot
  /// U, `[2H, H]`.
  package let recurrentWeight: ParameterSlot
  package let biases: [ParameterSlot]
  package var savedSize: Int { 2 * hiddenSize }
  package var gates: [Gate] {
    Gate.sideBySide(
      [("g", "update gate"), ("c", "candidate")],
      hiddenSize: hiddenSize)
  }

  /// Registers `NAME.weight_ih`, `weight_hh` and `bias`.
  package init(_ design: CellDesign, in table: inout ParameterTable) {
    hiddenSize = design.hiddenSize
    let rows = 2 * hiddenSize
    inputWeight = design.add("weight_ih", .input, rows: rows, columns: design.inputSize, in: &table)
    recurrentWeight = design.add(
      "weight_hh", .recurrent, rows: rows, columns: hiddenSize, in: &table)
    table.name(["g", "c"], in: recurrentWeight)
    biases = [design.add("bias", count: rows, in: &table)]
  }

  package func step(
    _ saved: Matrix, previous: RecurrentState, next: RecurrentState, in pass: Pass
  ) {
    pass.multiply(previous.hidden, by: recurrentWeight, into: saved, accumulate: true)
    pass.sums?.keep(saved.part(1, of: hiddenSize))
    Kernels.blendForward(blend(saved, previous.hidden), next: next.hidden)
  }

  package func backstep(
    _ step: RecurrentStep, gradient: RecurrentState, savedGradient: Matrix, in pass: Pass
  ) {
    blend(step.saved, step.previous.hidden).passBack(
      gradient.hidden, gateGradient: savedGradient.part(0, of: hiddenSize),
      candidateGradient: savedGradient.part(1, of: hiddenSize), in: pass)
    pass.multiplyBack(savedGradient, by: recurrentWeight, into: gradient.hidden, accumulate: true)
  }

  package func accumulateRecurrent(
    _ steps: RecurrentStep, savedGradient: Matrix, gradients: ParameterBuffer, in pass: Pass
  ) {
    pass.accumulate(savedGradient, steps.previous.hidden, into: gradients[recurrentWeight])
  }

  private func blend(_ saved: Matrix, _ previous: Matrix) -> Blend {
    Blend(
      gate: saved.part(0, of: hiddenSize), candidate: saved.part(1, of: hiddenSize),
      previous: previous, keeps: true)
  }
}
