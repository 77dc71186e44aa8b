import S2STensors

/// Gates the input of a step by the state before it, and that state by the input, in turns.
///
///     x^i = 2 σ(Q^i h^(i-1)) ⊙ x^(i-2)      for odd i
///     h^i = 2 σ(R^i x^(i-1)) ⊙ h^(i-2)      for even i,     i = 1 ... rounds
///
/// where x^(-1) is the input, h^0 the state, and a missing index means the last value there is. The cell reads
/// the last x and the last h, so a step's input is known only when its step begins.
///
/// Reference: Melis et al. 2020, arXiv:1909.01792, equations 1 and 2.
package struct Mogrifier: Sendable {
  /// Q of odd rounds, `[D, H]`, and R of even ones, `[H, D]`, in turns.
  private let weights: [ParameterSlot]

  /// Registers `NAME.mogrifier.1` and so on.
  package init(
    _ name: String, rounds: Int, inputSize: Int, hiddenSize: Int, in table: inout ParameterTable
  ) {
    precondition(rounds > 0, "a round at least")
    weights = (1...rounds).map { round in
      let (rows, columns) = round % 2 == 1 ? (inputSize, hiddenSize) : (hiddenSize, inputSize)
      return table.add("\(name).mogrifier.\(round)", rows: rows, columns: columns)
    }
  }

  /// What the way back needs; the gates become the gradients of their sums there.
  struct Activations {
    let inputs: [Matrix]  // [N, D], as they come and after each odd round
    let states: [Matrix]  // [N, H], before the step and after each even round
    let gates: [Matrix]  // [N, D] or [N, H], a round each

    /// What the cell reads of the input, `[N, D]`.
    var input: Matrix { inputs[inputs.count - 1] }
    /// What the cell reads of the state before, `[N, H]`.
    var state: Matrix { states[states.count - 1] }
  }

  /// Reserves room for all steps; the states before them are written later, into `previous`.
  func begin(_ inputs: Matrix, previous: Matrix, in workspace: Workspace) -> Activations {
    func room(_ matrix: Matrix, _ count: Int) -> [Matrix] {
      (0..<count).map { _ in workspace.matrix(matrix.rows, matrix.columns) }
    }
    let rounds = weights.count
    return Activations(
      inputs: [inputs] + room(inputs, (rounds + 1) / 2),
      states: [previous] + room(previous, rounds / 2),
      gates: (0..<rounds).map { room($0 % 2 == 0 ? inputs : previous, 1)[0] })
  }

  /// All rounds of a step.
  func forward(_ rows: Range<Int>, _ kept: Activations, in pass: Pass) {
    for (index, weight) in weights.enumerated() {
      let (own, place) = (index % 2 == 0 ? kept.inputs : kept.states, index / 2)
      let gate = kept.gates[index].rows(rows)
      pass.multiply(
        other(index, kept).rows(rows), by: weight, into: gate, accumulate: false)
      Kernels.resetForward(
        gate: gate, hidden: own[place].rows(rows), product: own[place + 1].rows(rows))
      Kernels.scale(own[place + 1].rows(rows), by: 2)
    }
  }

  /// Turns the gradients of what the cell read into those of the input and of the state before.
  func backward(
    _ rows: Range<Int>, input: Matrix, state: Matrix, _ kept: Activations, in pass: Pass
  ) {
    for index in weights.indices.reversed() {
      let isInput = index % 2 == 0
      let (own, other) = isInput ? (input, state) : (state, input)
      let gate = kept.gates[index].rows(rows)
      pass.workspace.scoped {
        let before = pass.workspace.zeros(own.rows, own.columns)
        Kernels.scale(own, by: 2)
        Kernels.resetBackward(
          gate: gate, hidden: (isInput ? kept.inputs : kept.states)[index / 2].rows(rows),
          productGradient: own, gateGradient: gate, hiddenGradient: before)
        own.copy(from: before)
      }
      if pass.rule == .relevance { gate.zero() }
      pass.multiplyBack(gate, by: weights[index], into: other, accumulate: true)
    }
  }

  /// Adds the gradients of all matrices, one product each over all steps.
  func accumulate(_ kept: Activations, gradients: ParameterBuffer, in pass: Pass) {
    for (index, weight) in weights.enumerated() {
      pass.accumulate(kept.gates[index], other(index, kept), into: gradients[weight])
    }
  }

  /// What the gate of a round is computed from.
  private func other(_ index: Int, _ kept: Activations) -> Matrix {
    index % 2 == 0 ? kept.states[index / 2] : kept.inputs[index / 2 + 1]
  }
}
