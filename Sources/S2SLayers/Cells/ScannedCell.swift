import S2STensors

/// A cell whose recurrence multiplies by no matrix: all products of a layer are one over all steps, and
/// what is left for the steps is done element by element.
///
///     c_t = k ⊙ c_{t-1} + i ⊙ z               k, i and z from x_t alone, but in SRU
///
/// What the cell shows, h_t, is c_t or made from it; no step reads the h_t of the one before.
package protocol ScannedCell: RecurrentCell {
  /// The equations.
  var kind: ScanKind { get }
  /// What gates multiply the memory before by, `[1, 2H]`.
  var look: ParameterSlot? { get }
  /// The first value of the forget gate's bias.
  var forgetBias: Float { get }
}

extension ScannedCell {
  package var hasCell: Bool { kind.hasCell }
  package var savedSize: Int { kind.width * hiddenSize }
  package var look: ParameterSlot? { nil }
  package var overwritesSaved: Bool { true }

  package func step(
    _ saved: Matrix, previous: RecurrentState, next: RecurrentState, in pass: Pass
  ) {
    if candidateIsTanh { pass.sums?.keep(saved.part(kind.gateCount, of: hiddenSize)) }
    Kernels.scanForward(
      ScanStep(
        saved: saved, previous: previous.memory, cell: next.cell, hidden: next.hidden,
        look: look.map { pass.parameters[$0] }), kind)
  }

  package func backstep(
    _ step: RecurrentStep, gradient: RecurrentState, savedGradient: Matrix, in pass: Pass
  ) {
    if let sums = pass.sums {
      return sendRelevance(step, gradient: gradient, savedGradient: savedGradient, sums)
    }
    Kernels.scanBackward(
      ScanStep(
        saved: step.saved, previous: step.previous.memory, cell: step.next.cell,
        hidden: step.next.hidden, look: look.map { pass.parameters[$0] }), kind,
      hiddenGradient: gradient.hidden, cellGradient: gradient.cell, savedGradient: savedGradient)
  }

  package func accumulateRecurrent(
    _ steps: RecurrentStep, savedGradient: Matrix, gradients: ParameterBuffer, in pass: Pass
  ) {
    guard let look else { return }
    for gate in 0..<2 {
      Kernels.addColumnProducts(
        savedGradient.part(gate, of: hiddenSize), steps.previous.memory,
        to: gradients[look].part(gate, of: hiddenSize))
    }
  }

  /// Opens the forget gate, the first of all; the other biases start at 0.
  package func initialize(_ parameters: ParameterBuffer) {
    for bias in biases { parameters[bias].zero() }
    if let bias = biases.first { parameters[bias].columns(0..<hiddenSize).fill(forgetBias) }
  }
}

extension ScannedCell {
  /// The backward pass of a step by `BackwardRule.relevance`.
  private func sendRelevance(
    _ step: RecurrentStep, gradient: RecurrentState, savedGradient: Matrix, _ sums: KeptSums
  ) {
    for row in 0..<step.saved.rows {
      let candidates =
        candidateIsTanh ? sums.row(row, of: step.saved.part(kind.gateCount, of: hiddenSize)) : []
      for unit in 0..<hiddenSize {
        func saved(_ part: Int) -> Float { step.saved[row, part * hiddenSize + unit] }
        let parts = scannedParts(saved)
        let shown = gradient.hidden[row, unit]
        let memory = step.next.memory[row, unit]
        let carried = kind == .sru ? (1 - saved(1)) * shown : 0
        let whole = (gradient.cell?[row, unit] ?? 0) + shown * parts.shownShare(memory)
        for part in 0..<kind.width { savedGradient[row, part * hiddenSize + unit] = 0 }
        savedGradient[row, kind.gateCount * hiddenSize + unit] =
          parts.entering * whole
          * (candidateIsTanh ? Relevance.shareOfTanh(at: candidates[unit]) : 1)
        if kind == .sru { savedGradient[row, 3 * hiddenSize + unit] = carried }
        gradient.hidden[row, unit] = kind.hasCell ? 0 : parts.kept * whole
        gradient.cell?[row, unit] = parts.kept * whole
      }
    }
  }

  /// k, i and h / c of a unit, from what the step saved.
  private func scannedParts(
    _ saved: (Int) -> Float
  ) -> (kept: Float, entering: Float, shownShare: (Float) -> Float) {
    let first = saved(0)
    let kept =
      switch kind {
      case .minGRU: 1 - first
      case .minLSTM: first / (first + saved(1))
      case .ssru, .sru, .qrnnForget, .qrnnForgetOutput, .qrnnInputForgetOutput: first
      }
    let output = kind.hasCell ? saved(1) : 1
    return (
      kept, kind == .qrnnInputForgetOutput ? saved(2) : 1 - kept,
      { [kind] memory in kind == .ssru ? (memory > 0 ? 1 : 0) : output }
    )
  }

  /// Whether the candidate is a tangent of its sum.
  private var candidateIsTanh: Bool {
    switch kind {
    case .qrnnForget, .qrnnForgetOutput, .qrnnInputForgetOutput: true
    case .ssru, .sru, .minGRU, .minLSTM: false
    }
  }
}

extension RecurrentState {
  /// What goes from step to step in a cell without a product.
  fileprivate var memory: Matrix { cell ?? hidden }
}
