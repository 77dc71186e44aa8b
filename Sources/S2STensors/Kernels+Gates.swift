import CKernels

/// What `Kernels.blend` mixed; all `[B, H]`.
package struct Blend {
  /// The gate: before `blendForward` without its sigmoid, afterwards with it.
  package let gate: Matrix
  /// The candidate for the next state: before `blendForward` without its tanh, afterwards with it.
  package let candidate: Matrix
  /// The state before the step.
  package let previous: Matrix
  /// Whether the gate is the part of the previous state that is kept, as in the GRU, or that is
  /// replaced, as in the MUT cells.
  package let keeps: Bool

  /// Groups what is mixed.
  package init(gate: Matrix, candidate: Matrix, previous: Matrix, keeps: Bool) {
    self.gate = gate
    self.candidate = candidate
    self.previous = previous
    self.keeps = keeps
  }
}

/// The gates of GRU and MUT cells.
extension Kernels {
  /// One step of a GRU whose reset gate is applied after the product; see `GRUCell`.
  ///
  /// - Parameter saved: `[B, 6H]`, the input projections of reset, update and candidate,
  ///   overwritten by the activations, then those of the state.
  package static func gruForward(_ saved: Matrix, previous: Matrix, hidden: Matrix) {
    precondition(saved.columns == 6 * hidden.columns && saved.rows == hidden.rows, "shapes differ")
    precondition(isSame(previous, hidden), "shapes differ")
    s2s_gru_forward(
      saved.base, saved.stride, previous.base, previous.stride, hidden.base, hidden.stride,
      hidden.rows, hidden.columns)
  }

  /// The gradient of `gruForward`: writes that of both projections, and turns `gradient` from that of
  /// the new state into the part of the previous state's that passed no product.
  package static func gruBackward(
    _ saved: Matrix, previous: Matrix, gradient: Matrix, savedGradient: Matrix
  ) {
    precondition(
      saved.columns == 6 * gradient.columns && isSame(saved, savedGradient), "shapes differ")
    precondition(isSame(previous, gradient) && saved.rows == gradient.rows, "shapes differ")
    s2s_gru_backward(
      saved.base, saved.stride, previous.base, previous.stride, gradient.base, gradient.stride,
      savedGradient.base, savedGradient.stride, gradient.rows, gradient.columns)
  }

  /// gate = σ(gate), product = gate ⊙ hidden; all `[B, H]`.
  package static func resetForward(gate: Matrix, hidden: Matrix, product: Matrix) {
    precondition(isSame(gate, hidden) && isSame(gate, product), "shapes differ")
    s2s_reset_forward(
      gate.base, gate.stride, hidden.base, hidden.stride, product.base, product.stride, gate.rows,
      gate.columns)
  }

  /// The gradient of `resetForward`: writes the gate's, before its sigmoid, and adds the state's.
  package static func resetBackward(
    gate: Matrix, hidden: Matrix, productGradient: Matrix, gateGradient: Matrix,
    hiddenGradient: Matrix
  ) {
    precondition(isSame(gate, hidden) && isSame(gate, productGradient), "shapes differ")
    precondition(isSame(gate, gateGradient) && isSame(gate, hiddenGradient), "shapes differ")
    s2s_reset_backward(
      gate.base, gate.stride, hidden.base, hidden.stride, productGradient.base,
      productGradient.stride, gateGradient.base, gateGradient.stride, hiddenGradient.base,
      hiddenGradient.stride, gate.rows, gate.columns)
  }

  /// next = k ⊙ previous + (1 - k) ⊙ tanh(candidate), where k is σ(gate), or 1 - σ(gate) if the
  /// gate does not keep; `next` may be `previous`.
  package static func blendForward(_ blend: Blend, next: Matrix) {
    let (gate, candidate, previous) = (blend.gate, blend.candidate, blend.previous)
    precondition(isSame(gate, candidate) && isSame(gate, previous), "shapes differ")
    precondition(isSame(gate, next), "shapes differ")
    s2s_blend_forward(
      gate.base, gate.stride, candidate.base, candidate.stride, previous.base, previous.stride,
      next.base, next.stride, gate.rows, gate.columns, blend.keeps ? 1 : 0)
  }

  /// The gradient of `blendForward`: writes gate's and candidate's, before their activations, and
  /// turns `gradient` from that of `next` into that of `previous`.
  package static func blendBackward(
    _ blend: Blend, gradient: Matrix, gateGradient: Matrix, candidateGradient: Matrix
  ) {
    let (gate, candidate, previous) = (blend.gate, blend.candidate, blend.previous)
    precondition(isSame(gate, candidate) && isSame(gate, previous), "shapes differ")
    precondition(isSame(gate, gradient) && isSame(gate, gateGradient), "shapes differ")
    precondition(isSame(gate, candidateGradient), "shapes differ")
    s2s_blend_backward(
      gate.base, gate.stride, candidate.base, candidate.stride, previous.base, previous.stride,
      gradient.base, gradient.stride, gateGradient.base, gateGradient.stride,
      candidateGradient.base, candidateGradient.stride, gate.rows, gate.columns,
      blend.keeps ? 1 : 0)
  }

  private static func isSame(_ x: Matrix, _ y: Matrix) -> Bool {
    x.rows == y.rows && x.columns == y.columns
  }
}
