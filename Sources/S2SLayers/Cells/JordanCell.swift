import S2STensors

/// The simple recurrent net whose recurrence is through its output.
///
///     h_t = g(W x_t + U o_{t-1} + b)        o_t = V h_t + c
///
/// Jordan's output is what the net says at a step. Inside of a stack that is what the cell shows
/// to the layer above and hands to the next step, so o_t is a learned projection of the state's
/// own size, without a nonlinearity, as in the course's equations; the words' probabilities are
/// made from it by the output layer as from any cell's state. Fed back themselves they would be as
/// wide as the vocabulary, and in training the previous word is an input anyway.
///
/// A step saves h_t, and the saved gradient is that of h_t's sum and of o_t.
///
/// Reference: Jordan 1986, Serial order: a parallel distributed processing approach, ICS report
/// 8604, University of California, San Diego.
package struct JordanCell: RecurrentCell {
  package let hiddenSize: Int
  package let hasCell = false
  package let inputWeight: ParameterSlot
  /// From the output before to the hidden layer, U, `[H, H]`.
  package let recurrentWeight: ParameterSlot
  /// From the hidden layer to the output, V, `[H, H]`.
  package let outputWeight: ParameterSlot
  package let biases: [ParameterSlot]
  /// c, `[H]`.
  package let outputBias: ParameterSlot
  package var savedSize: Int { 2 * hiddenSize }
  private let nonlinearity: Nonlinearity

  /// Registers `NAME.weight_ih`, `weight_oh`, `weight_ho`, `bias` and `bias_ho`.
  package init(_ design: CellDesign, in table: inout ParameterTable) {
    hiddenSize = design.hiddenSize
    nonlinearity = design.nonlinearity
    inputWeight = design.add(
      "weight_ih", .input, rows: hiddenSize, columns: design.inputSize, in: &table)
    recurrentWeight = design.add(
      "weight_oh", .recurrent, rows: hiddenSize, columns: hiddenSize, in: &table)
    outputWeight = design.add(
      "weight_ho", .output, rows: hiddenSize, columns: hiddenSize, in: &table)
    biases = [design.add("bias", count: hiddenSize, in: &table)]
    outputBias = design.add("bias_ho", count: hiddenSize, in: &table)
  }

  package func step(
    _ saved: Matrix, previous: RecurrentState, next: RecurrentState, in pass: Pass
  ) {
    let hidden = saved.part(0, of: hiddenSize)
    pass.multiply(previous.hidden, by: recurrentWeight, into: hidden, accumulate: true)
    nonlinearity.forward(hidden, in: pass)
    Kernels.repeatRow(pass.parameters[outputBias], into: next.hidden)
    pass.multiply(hidden, by: outputWeight, into: next.hidden, accumulate: true)
  }

  package func backstep(
    _ step: RecurrentStep, gradient: RecurrentState, savedGradient: Matrix, in pass: Pass
  ) {
    let sum = savedGradient.part(0, of: hiddenSize)
    savedGradient.part(1, of: hiddenSize).copy(from: gradient.hidden)
    pass.multiplyBack(gradient.hidden, by: outputWeight, into: sum)
    nonlinearity.backward(sum, output: step.saved.part(0, of: hiddenSize), in: pass)
    pass.multiplyBack(sum, by: recurrentWeight, into: gradient.hidden)
  }

  package func accumulateRecurrent(
    _ steps: RecurrentStep, savedGradient: Matrix, gradients: ParameterBuffer, in pass: Pass
  ) {
    let (sum, output) = (
      savedGradient.part(0, of: hiddenSize), savedGradient.part(1, of: hiddenSize)
    )
    pass.accumulate(sum, steps.previous.hidden, into: gradients[recurrentWeight])
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
