import S2STensors

/// The simple recurrent net: h_t = tanh(W x_t + U h_{t-1} + b).
///
/// The trace holds h_t, `[B, H]`. Names are those of PyTorch's `RNN`; b is the sum of both biases.
///
/// Reference: Elman 1990, doi:10.1207/s15516709cog1402_1.
package struct ElmanCell: RecurrentCell {
  package let hiddenSize: Int
  package let hasCell = false
  package let inputWeight: ParameterSlot
  /// `[H, H]`.
  package let recurrentWeight: ParameterSlot
  package let biases: [ParameterSlot]
  package var traceSize: Int { hiddenSize }

  /// Registers `NAME.weight_ih`, `weight_hh`, `bias_ih` and `bias_hh`.
  package init(_ name: String, inputSize: Int, hiddenSize: Int, in table: inout ParameterTable) {
    self.hiddenSize = hiddenSize
    inputWeight = table.add("\(name).weight_ih", rows: hiddenSize, columns: inputSize)
    recurrentWeight = table.add("\(name).weight_hh", rows: hiddenSize, columns: hiddenSize)
    biases = [
      table.add("\(name).bias_ih", count: hiddenSize),
      table.add("\(name).bias_hh", count: hiddenSize),
    ]
  }

  package func step(
    _ trace: Matrix, previous: RecurrentState, next: RecurrentState, in pass: Pass
  ) {
    pass.multiply(previous.hidden, by: recurrentWeight, into: trace, accumulate: true)
    Kernels.tanh(trace)
    next.hidden.copy(from: trace)
  }

  package func backstep(
    _ step: RecurrentStep, gradient: RecurrentState, traceGradient: Matrix, in pass: Pass
  ) {
    traceGradient.copy(from: gradient.hidden)
    Kernels.tanhBackward(traceGradient, output: step.trace)
    pass.multiplyBack(traceGradient, by: recurrentWeight, into: gradient.hidden)
  }

  package func accumulateRecurrent(
    traceGradient: Matrix, previousHidden: Matrix, gradients: ParameterBuffer, in pass: Pass
  ) {
    pass.accumulate(traceGradient, previousHidden, into: gradients[recurrentWeight])
  }

  /// Biases start at 0.
  package func initialize(_ parameters: ParameterBuffer) {
    for bias in biases { parameters[bias].zero() }
  }
}
