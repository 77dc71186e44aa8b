import S2STensors

/// The recurrences of Elman and Jordan added: through the state and through the output.
///
///     h_t = g(W x_t + R h_{t-1} + U o_{t-1} + b)        o_t = V h_t + c
///
/// The layer above sees o_t, `hidden` of the state, and h_t is its `cell`; `JordanCell` says what
/// an output is. A step saves h_t, and the saved gradient is that of h_t's sum and of o_t.
///
/// References: Elman 1990, doi:10.1207/s15516709cog1402_1; Jordan 1986, ICS report 8604,
/// University of California, San Diego.
package struct ElmanJordanCell: RecurrentCell {
  package let hiddenSize: Int
  package let hasCell = true
  package let inputWeight: ParameterSlot
  /// From the hidden layer before to the hidden layer, R, `[H, H]`.
  package let recurrentWeight: ParameterSlot
  /// From the output before to the hidden layer, U, `[H, H]`.
  package let feedbackWeight: ParameterSlot
  /// From the hidden layer to the output, V, `[H, H]`.
  package let outputWeight: ParameterSlot
  package let biases: [ParameterSlot]
  /// c, `[H]`.
  package let outputBias: ParameterSlot
  package var savedSize: Int { 2 * hiddenSize }
  private let nonlinearity: Nonlinearity

  /// Registers `NAME.weight_ih`, `weight_hh`, `weight_oh`, `weight_ho`, `bias` and `bias_ho`.
  package init(_ design: CellDesign, in table: inout ParameterTable) {
    hiddenSize = design.hiddenSize
    nonlinearity = design.nonlinearity
    inputWeight = design.add(
      "weight_ih", .input, rows: hiddenSize, columns: design.inputSize, in: &table)
    recurrentWeight = design.add(
      "weight_hh", .recurrent, rows: hiddenSize, columns: hiddenSize, in: &table)
    feedbackWeight = design.add(
      "weight_oh", .recurrent, rows: hiddenSize, columns: hiddenSize, in: &table)
    outputWeight = design.add(
      "weight_ho", .output, rows: hiddenSize, columns: hiddenSize, in: &table)
    biases = [design.add("bias", count: hiddenSize, in: &table)]
    outputBias = design.add("bias_ho", count: hiddenSize, in: &table)
  }

  package func step(
    _ saved: Matrix, previous: RecurrentState, next: RecurrentState, in pass: Pass
  ) {
    guard let previousCell = previous.cell, let cell = next.cell else {
      preconditionFailure("the state of this cell has two parts")
    }
    let hidden = saved.part(0, of: hiddenSize)
    pass.multiply(previousCell, by: recurrentWeight, into: hidden, accumulate: true)
    pass.multiply(previous.hidden, by: feedbackWeight, into: hidden, accumulate: true)
    nonlinearity.forward(hidden, in: pass)
    cell.copy(from: hidden)
    Kernels.repeatRow(pass.parameters[outputBias], into: next.hidden)
    pass.multiply(hidden, by: outputWeight, into: next.hidden, accumulate: true)
  }

  package func backstep(
    _ step: RecurrentStep, gradient: RecurrentState, savedGradient: Matrix, in pass: Pass
  ) {
    guard let cellGradient = gradient.cell else {
      preconditionFailure("the state of this cell has two parts")
    }
    let sum = savedGradient.part(0, of: hiddenSize)
    savedGradient.part(1, of: hiddenSize).copy(from: gradient.hidden)
    sum.copy(from: cellGradient)
    pass.multiplyBack(gradient.hidden, by: outputWeight, into: sum, accumulate: true)
    nonlinearity.backward(sum, output: step.saved.part(0, of: hiddenSize), in: pass)
    pass.multiplyBack(sum, by: feedbackWeight, into: gradient.hidden)
    pass.multiplyBack(sum, by: recurrentWeight, into: cellGradient)
  }

  package func accumulateRecurrent(
    _ steps: RecurrentStep, savedGradient: Matrix, gradients: ParameterBuffer, in pass: Pass
  ) {
    guard let previousCell = steps.previous.cell else {
      preconditionFailure("the state of this cell has two parts")
    }
    let (sum, output) = (
      savedGradient.part(0, of: hiddenSize), savedGradient.part(1, of: hiddenSize)
    )
    pass.accumulate(sum, previousCell, into: gradients[recurrentWeight])
    pass.accumulate(sum, steps.previous.hidden, into: gradients[feedbackWeight])
    pass.accumulate(output, steps.saved.part(0, of: hiddenSize), into: gradients[outputWeight])
    Kernels.addColumnSums(of: output, to: gradients[outputBias])
  }

  /// All biases start at 0, and V near the identity: two small random matrices one after the other
  /// would let nothing through.
  package func initialize(_ parameters: ParameterBuffer) {
    for bias in biases + [outputBias] { parameters[bias].zero() }
    for index in 0..<hiddenSize { parameters[outputWeight][index, index] += 1 }
  }
}
