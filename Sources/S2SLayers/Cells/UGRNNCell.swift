import S2STensors

/// The update-gate recurrent net: a simple recurrent net that may also keep its state.
///
///     g = σ(W_g x_t + U_g h_{t-1} + b_g)      c = tanh(W_c x_t + U_c h_{t-1} + b_c)
///     h_t = g ⊙ h_{t-1} + (1 - g) ⊙ c
///
/// The rows of `weight_ih`, `weight_hh` and `bias` are g, c. The trace holds both, activated.
///
/// Reference: Collins et al. 2017, arXiv:1611.09913.
package struct UGRNNCell: RecurrentCell {
  package let hiddenSize: Int
  package let hasCell = false
  package let inputWeight: ParameterSlot
  /// U, `[2H, H]`.
  package let recurrentWeight: ParameterSlot
  package let biases: [ParameterSlot]
  package var traceSize: Int { 2 * hiddenSize }

  /// Registers `NAME.weight_ih`, `weight_hh` and `bias`.
  package init(_ design: CellDesign, in table: inout ParameterTable) {
    hiddenSize = design.hiddenSize
    let rows = 2 * hiddenSize
    inputWeight = design.add("weight_ih", .input, rows: rows, columns: design.inputSize, in: &table)
    recurrentWeight = design.add(
      "weight_hh", .recurrent, rows: rows, columns: hiddenSize, in: &table)
    biases = [design.add("bias", count: rows, in: &table)]
  }

  package func step(
    _ trace: Matrix, previous: RecurrentState, next: RecurrentState, in pass: Pass
  ) {
    pass.multiply(previous.hidden, by: recurrentWeight, into: trace, accumulate: true)
    Kernels.blendForward(blend(trace, previous.hidden), next: next.hidden)
  }

  package func backstep(
    _ step: RecurrentStep, gradient: RecurrentState, traceGradient: Matrix, in pass: Pass
  ) {
    Kernels.blendBackward(
      blend(step.trace, step.previous.hidden), gradient: gradient.hidden,
      gateGradient: traceGradient.part(0, of: hiddenSize),
      candidateGradient: traceGradient.part(1, of: hiddenSize))
    pass.multiplyBack(traceGradient, by: recurrentWeight, into: gradient.hidden, accumulate: true)
  }

  package func accumulateRecurrent(
    _ steps: RecurrentStep, traceGradient: Matrix, gradients: ParameterBuffer, in pass: Pass
  ) {
    pass.accumulate(traceGradient, steps.previous.hidden, into: gradients[recurrentWeight])
  }

  private func blend(_ trace: Matrix, _ previous: Matrix) -> Blend {
    Blend(
      gate: trace.part(0, of: hiddenSize), candidate: trace.part(1, of: hiddenSize),
      previous: previous, keeps: true)
  }
}
