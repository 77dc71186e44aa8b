import S2STensors

/// Long short-term memory.
///
///     i, f, o = σ(W x_t + U h_{t-1} + b)        g = tanh(W_g x_t + U_g h_{t-1} + b_g)
///     c_t = f ⊙ c_{t-1} + i ⊙ g                 h_t = o ⊙ tanh(c_t)
///
/// The trace holds the activated gates i, f, g, o in this order, as in PyTorch; so do the rows of
/// `weight_ih`, `weight_hh` and the two biases, whose sum is b.
///
/// Reference: Hochreiter and Schmidhuber 1997, doi:10.1162/neco.1997.9.8.1735; the forget gate
/// from Gers et al. 2000, doi:10.1162/089976600300015015.
package struct LSTMCell: RecurrentCell {
  package let hiddenSize: Int
  package let hasCell = true
  package let inputWeight: ParameterSlot
  /// `[4H, H]`.
  package let recurrentWeight: ParameterSlot
  package let biases: [ParameterSlot]
  package var traceSize: Int { 4 * hiddenSize }

  /// Registers `NAME.weight_ih`, `weight_hh`, `bias_ih` and `bias_hh`.
  package init(_ name: String, inputSize: Int, hiddenSize: Int, in table: inout ParameterTable) {
    self.hiddenSize = hiddenSize
    inputWeight = table.add("\(name).weight_ih", rows: 4 * hiddenSize, columns: inputSize)
    recurrentWeight = table.add("\(name).weight_hh", rows: 4 * hiddenSize, columns: hiddenSize)
    biases = [
      table.add("\(name).bias_ih", count: 4 * hiddenSize),
      table.add("\(name).bias_hh", count: 4 * hiddenSize),
    ]
  }

  package func step(
    _ trace: Matrix, previous: RecurrentState, next: RecurrentState, in pass: Pass
  ) {
    guard let previousCell = previous.cell, let cell = next.cell else {
      preconditionFailure("an LSTM has a cell state")
    }
    pass.multiply(previous.hidden, by: recurrentWeight, into: trace, accumulate: true)
    Kernels.lstmForward(
      gates: trace, previousCell: previousCell, cell: cell, hidden: next.hidden)
  }

  package func backstep(
    _ step: RecurrentStep, gradient: RecurrentState, traceGradient: Matrix, in pass: Pass
  ) {
    guard let previousCell = step.previous.cell, let cell = step.next.cell,
      let cellGradient = gradient.cell
    else { preconditionFailure("an LSTM has a cell state") }
    Kernels.lstmBackward(
      LSTMStepTrace(gates: step.trace, previousCell: previousCell, cell: cell),
      hiddenGradient: gradient.hidden, cellGradient: cellGradient, gateGradient: traceGradient)
    pass.multiplyBack(traceGradient, by: recurrentWeight, into: gradient.hidden)
  }

  package func accumulateRecurrent(
    traceGradient: Matrix, previousHidden: Matrix, gradients: ParameterBuffer, in pass: Pass
  ) {
    pass.accumulate(traceGradient, previousHidden, into: gradients[recurrentWeight])
  }

  /// Opens the forget gate, whose bias starts at 1; the others start at 0.
  ///
  /// Reference: Jozefowicz et al. 2015, proceedings.mlr.press/v37/jozefowicz15.html.
  package func initialize(_ parameters: ParameterBuffer) {
    for bias in biases { parameters[bias].zero() }
    parameters[biases[0]].columns(hiddenSize..<2 * hiddenSize).fill(1)
  }
}
