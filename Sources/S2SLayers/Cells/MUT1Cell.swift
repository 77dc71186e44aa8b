import S2STensors

/// The first of the three cells that a search over ten thousand found to be best.
///
///     z = σ(W_z x_t + b_z)                  n = tanh(V (r ⊙ h_{t-1}) + tanh(x_t) + b_n)
///     r = σ(W_r x_t + U h_{t-1} + b_r)      h_t = (1 - z) ⊙ h_{t-1} + z ⊙ n
///
/// Where the input is not as wide as the state, tanh(x_t) is tanh(P x_t), P a learned projection.
/// The rows of `weight_ih` are r, z and, where x_t is projected, P's; those of `bias` are r, z. U is
/// `weight_hh`, V `weight_rh`, and b_n `bias_n`. The saved gates are the activated r and z, tanh(x_t),
/// n, and r ⊙ h_{t-1}.
///
/// Reference: Jozefowicz et al. 2015, proceedings.mlr.press/v37/jozefowicz15.html.
package struct MUT1Cell: RecurrentCell {
  package let hiddenSize: Int
  package let hasCell = false
  package let inputWeight: ParameterSlot
  package let copiesInput: Bool
  /// U, `[H, H]`.
  package let gateWeight: ParameterSlot
  /// b_n, `[H]`; apart from the others because it is no part of the input projection.
  package let candidateBias: ParameterSlot
  package let biases: [ParameterSlot]
  package var savedSize: Int { 5 * hiddenSize }
  package var gates: [Gate] {
    Gate.sideBySide(
      [("r", "reset gate"), ("z", "update gate"), ("x", "input"), ("n", "candidate")],
      hiddenSize: hiddenSize)
  }
  private let candidate: ResetCandidate

  /// Registers `NAME.weight_ih`, `weight_hh`, `weight_rh`, `bias` and `bias_n`.
  package init(_ design: CellDesign, in table: inout ParameterTable) {
    hiddenSize = design.hiddenSize
    copiesInput = design.inputSize == hiddenSize
    inputWeight = design.add(
      "weight_ih", .input, rows: (copiesInput ? 2 : 3) * hiddenSize, columns: design.inputSize,
      in: &table)
    gateWeight = design.add(
      "weight_hh", .recurrent, rows: hiddenSize, columns: hiddenSize, in: &table)
    candidate = ResetCandidate(design, keeps: false, in: &table)
    biases = [design.add("bias", count: 2 * hiddenSize, in: &table)]
    candidateBias = design.add("bias_n", count: hiddenSize, in: &table)
  }

  package func step(
    _ saved: Matrix, previous: RecurrentState, next: RecurrentState, in pass: Pass
  ) {
    let (columns, input) = (columns(saved), saved.part(2, of: hiddenSize))
    pass.multiply(previous.hidden, by: gateWeight, into: columns.reset, accumulate: true)
    pass.tanh(input)
    Kernels.repeatRow(pass.parameters[candidateBias], into: columns.candidate)
    Kernels.add(input, to: columns.candidate)
    candidate.forward(columns, previous: previous.hidden, next: next.hidden, in: pass)
  }

  package func backstep(
    _ step: RecurrentStep, gradient: RecurrentState, savedGradient: Matrix, in pass: Pass
  ) {
    candidate.backward(
      columns(step.saved), previous: step.previous.hidden, gradient: gradient.hidden,
      sums: columns(savedGradient), in: pass)
    let (sums, input) = (columns(savedGradient), savedGradient.part(2, of: hiddenSize))
    input.copy(from: sums.candidate)
    pass.tanhBackward(input, output: step.saved.part(2, of: hiddenSize))
    pass.multiplyBack(sums.reset, by: gateWeight, into: gradient.hidden, accumulate: true)
  }

  package func accumulateRecurrent(
    _ steps: RecurrentStep, savedGradient: Matrix, gradients: ParameterBuffer, in pass: Pass
  ) {
    candidate.accumulate(
      columns(steps.saved), sums: columns(savedGradient), gradients: gradients, in: pass)
    let sums = columns(savedGradient)
    pass.accumulate(sums.reset, steps.previous.hidden, into: gradients[gateWeight])
    Kernels.addColumnSums(of: sums.candidate, to: gradients[candidateBias])
  }

  /// All biases start at 0.
  package func initialize(_ parameters: ParameterBuffer) {
    for bias in biases + [candidateBias] { parameters[bias].zero() }
  }

  private func columns(_ saved: Matrix) -> ResetCandidate.Columns {
    ResetCandidate.Columns(
      reset: saved.part(0, of: hiddenSize), update: saved.part(1, of: hiddenSize),
      candidate: saved.part(3, of: hiddenSize), product: saved.part(4, of: hiddenSize))
  }
}
