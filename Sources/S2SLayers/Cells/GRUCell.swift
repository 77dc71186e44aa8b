import S2STensors

/// The gated recurrent unit whose reset gate is applied after the product, as in cuDNN and PyTorch.
///
///     r, z = σ(W x_t + b + U h_{t-1} + c)      n = tanh(W_n x_t + b_n + r ⊙ (U_n h_{t-1} + c_n))
///     h_t = z ⊙ h_{t-1} + (1 - z) ⊙ n
///
/// All products with h_{t-1} are one, which makes it the faster of the two placements;
/// `GRUResetBeforeCell` is the other. The rows of `weight_ih`, `weight_hh` and the biases b and c
/// are r, z, n, as in PyTorch. The saved gates are the activated r, z, n, then U h_{t-1} + c.
///
/// Reference: Cho et al. 2014, arXiv:1406.1078v1, whose first version resets after the product; z
/// is as there and in PyTorch, where 1 keeps the state.
package struct GRUCell: RecurrentCell {
  package let hiddenSize: Int
  package let hasCell = false
  package let inputWeight: ParameterSlot
  /// U, `[3H, H]`.
  package let recurrentWeight: ParameterSlot
  package let biases: [ParameterSlot]
  /// c, `[3H]`; apart from b because the reset gate scales a third of it.
  package let recurrentBias: ParameterSlot
  package var savedSize: Int { 6 * hiddenSize }
  package var gates: [Gate] {
    Gate.sideBySide(
      [("r", "reset gate"), ("z", "update gate"), ("n", "candidate")],
      hiddenSize: hiddenSize)
  }
  package let overwritesSaved = true

  /// Registers `NAME.weight_ih`, `weight_hh`, `bias_ih` and `bias_hh`.
  package init(_ design: CellDesign, in table: inout ParameterTable) {
    hiddenSize = design.hiddenSize
    let rows = 3 * hiddenSize
    inputWeight = design.add("weight_ih", .input, rows: rows, columns: design.inputSize, in: &table)
    recurrentWeight = design.add(
      "weight_hh", .recurrent, rows: rows, columns: hiddenSize, in: &table)
    table.name(["r", "z", "n"], in: recurrentWeight)
    biases = [design.add("bias_ih", count: rows, in: &table)]
    recurrentBias = design.add("bias_hh", count: rows, in: &table)
  }

  package func step(
    _ saved: Matrix, previous: RecurrentState, next: RecurrentState, in pass: Pass
  ) {
    let projection = saved.part(1, of: 3 * hiddenSize)
    Kernels.repeatRow(pass.parameters[recurrentBias], into: projection)
    pass.multiply(previous.hidden, by: recurrentWeight, into: projection, accumulate: true)
    pass.sums?.keep(saved.part(2, of: hiddenSize))
    Kernels.gruForward(saved, previous: previous.hidden, hidden: next.hidden)
  }

  package func backstep(
    _ step: RecurrentStep, gradient: RecurrentState, savedGradient: Matrix, in pass: Pass
  ) {
    switch pass.rule {
    case .gradient:
      Kernels.gruBackward(
        step.saved, previous: step.previous.hidden, gradient: gradient.hidden,
        savedGradient: savedGradient)
    case .relevance:
      sendRelevance(step.saved, gradient.hidden, savedGradient: savedGradient, in: pass)
    }
    pass.multiplyBack(
      savedGradient.part(1, of: 3 * hiddenSize), by: recurrentWeight, into: gradient.hidden,
      accumulate: true)
  }

  /// The backward pass of all but the product, by `BackwardRule.relevance`.
  private func sendRelevance(
    _ saved: Matrix, _ gradient: Matrix, savedGradient: Matrix, in pass: Pass
  ) {
    for row in 0..<saved.rows {
      // W_n x_t + b_n; the reset part of the sum is added here.
      let projected = pass.sums?.row(row, of: saved.part(2, of: hiddenSize)) ?? []
      for (unit, projected) in projected.enumerated() {
        func value(_ part: Int) -> Float { saved[row, part * hiddenSize + unit] }
        let (reset, update) = (value(0), value(1))
        let share = Relevance.shareOfTanh(at: projected + reset * value(5))
        let sum = (1 - update) * gradient[row, unit] * share
        for part in 0..<6 { savedGradient[row, part * hiddenSize + unit] = 0 }
        savedGradient[row, 2 * hiddenSize + unit] = sum
        savedGradient[row, 5 * hiddenSize + unit] = reset * sum
        gradient[row, unit] *= update
      }
    }
  }

  package func accumulateRecurrent(
    _ steps: RecurrentStep, savedGradient: Matrix, gradients: ParameterBuffer, in pass: Pass
  ) {
    let projection = savedGradient.part(1, of: 3 * hiddenSize)
    pass.accumulate(projection, steps.previous.hidden, into: gradients[recurrentWeight])
    Kernels.addColumnSums(of: projection, to: gradients[recurrentBias])
  }

  /// All biases start at 0.
  package func initialize(_ parameters: ParameterBuffer) {
    for bias in biases + [recurrentBias] { parameters[bias].zero() }
  }
}
