import S2STensors

/// The simple recurrent net: h_t = g(W x_t + U h_{t-1} + b), with g = tanh, max(·, 0) or σ.
///
/// A step saves h_t, `[B, H]`. Names are those of PyTorch's `RNN`; b is the sum of both biases.
/// Elman's output layer, o_t = V h_t + c, is the layer above.
///
/// Reference: Elman 1990, doi:10.1207/s15516709cog1402_1.
package struct ElmanCell: RecurrentCell {
  package let hiddenSize: Int
  package let hasCell = false
  package let inputWeight: ParameterSlot
  /// `[H, H]`.
  package let recurrentWeight: ParameterSlot
  package var regularizedWeight: ParameterSlot? { recurrentWeight }
  package let biases: [ParameterSlot]
  package var savedSize: Int { hiddenSize }
  private let nonlinearity: Nonlinearity

  /// Registers `NAME.weight_ih`, `weight_hh`, `bias_ih` and `bias_hh`.
  package init(_ design: CellDesign, in table: inout ParameterTable) {
    hiddenSize = design.hiddenSize
    nonlinearity = design.nonlinearity
    inputWeight = design.add(
      "weight_ih", .input, rows: hiddenSize, columns: design.inputSize, in: &table)
    recurrentWeight = design.add(
      "weight_hh", .recurrent, rows: hiddenSize, columns: hiddenSize, in: &table)
    biases = [
      design.add("bias_ih", count: hiddenSize, in: &table),
      design.add("bias_hh", count: hiddenSize, in: &table),
    ]
  }

  package func step(
    _ saved: Matrix, previous: RecurrentState, next: RecurrentState, in pass: Pass
  ) {
    pass.multiply(previous.hidden, by: recurrentWeight, into: saved, accumulate: true)
    nonlinearity.forward(saved, in: pass)
    next.hidden.copy(from: saved)
  }

  package func backstep(
    _ step: RecurrentStep, gradient: RecurrentState, savedGradient: Matrix, in pass: Pass
  ) {
    savedGradient.copy(from: gradient.hidden)
    nonlinearity.backward(savedGradient, output: step.saved, in: pass)
    pass.multiplyBack(savedGradient, by: recurrentWeight, into: gradient.hidden)
  }

  package func accumulateRecurrent(
    _ steps: RecurrentStep, savedGradient: Matrix, gradients: ParameterBuffer, in pass: Pass
  ) {
    pass.accumulate(savedGradient, steps.previous.hidden, into: gradients[recurrentWeight])
  }
}
