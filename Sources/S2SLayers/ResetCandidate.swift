import S2STensors

/// The part of a step that the MUT cells and the GRU that resets before its product have in
/// common.
///
///     r = σ(·)      n = tanh(· + V (r ⊙ h_{t-1}))      h_t = k ⊙ h_{t-1} + (1 - k) ⊙ n
///
/// The update gate z = σ(·) is k where it keeps, as in the GRU, and 1 - k in the MUT cells. The
/// dots are sums that the cell has written to the columns.
struct ResetCandidate: Sendable {
  /// V, `[H, H]`.
  let weight: ParameterSlot
  /// Whether the update gate is the part of the state that is kept.
  let keeps: Bool

  /// Columns of what a step saves, or of its gradient; all `[B, H]`.
  struct Columns {
    let reset: Matrix
    let update: Matrix
    let candidate: Matrix
    /// r ⊙ h_{t-1}.
    let product: Matrix
  }

  /// Registers `NAME.weight_rh`.
  init(_ design: CellDesign, keeps: Bool, in table: inout ParameterTable) {
    weight = design.add(
      "weight_rh", .recurrent, rows: design.hiddenSize, columns: design.hiddenSize, in: &table)
    self.keeps = keeps
  }

  /// From the sums to the activated gates, candidate and next state.
  func forward(_ columns: Columns, previous: Matrix, next: Matrix, in pass: Pass) {
    Kernels.resetForward(gate: columns.reset, hidden: previous, product: columns.product)
    pass.multiply(columns.product, by: weight, into: columns.candidate, accumulate: true)
    pass.sums?.keep(columns.candidate)
    Kernels.blendForward(blend(columns, previous), next: next)
  }

  /// Writes the gradients of the sums, and turns `gradient` from that of the next state into the
  /// part of the previous state's that did not pass the gates.
  func backward(
    _ columns: Columns, previous: Matrix, gradient: Matrix, sums: Columns, in pass: Pass
  ) {
    blend(columns, previous).passBack(
      gradient, gateGradient: sums.update, candidateGradient: sums.candidate, in: pass)
    pass.multiplyBack(sums.candidate, by: weight, into: sums.product)
    Kernels.resetBackward(
      gate: columns.reset, hidden: previous, productGradient: sums.product,
      gateGradient: sums.reset, hiddenGradient: gradient)
    if pass.rule == .relevance { sums.reset.zero() }
  }

  /// Adds the gradient of V over all steps.
  func accumulate(_ columns: Columns, sums: Columns, gradients: ParameterBuffer, in pass: Pass) {
    pass.accumulate(sums.candidate, columns.product, into: gradients[weight])
  }

  private func blend(_ columns: Columns, _ previous: Matrix) -> Blend {
    Blend(
      gate: columns.update, candidate: columns.candidate, previous: previous, keeps: keeps)
  }
}
