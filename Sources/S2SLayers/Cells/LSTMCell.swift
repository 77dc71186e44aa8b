import S2STensors

/// Long short-term memory.
///
///     i, f, o = σ(W x_t + U h_{t-1} + b)        g = tanh(W_g x_t + U_g h_{t-1} + b_g)
///     c_t = f ⊙ c_{t-1} + i ⊙ g                 h_t = o ⊙ tanh(c_t)
///
/// The saved gates are the activated i, f, g, o in this order, as in PyTorch; so are the rows of
/// `weight_ih`, `weight_hh` and the two biases, whose sum is b. A cell without one of i, f, o has
/// 1 in its place and no rows for it. In a coupled cell i is 1 - f, without rows; in a capped one
/// min(i, 1 - f), so that neither lets the memory grow.
///
/// References: Hochreiter and Schmidhuber 1997, doi:10.1162/neco.1997.9.8.1735; the forget gate
/// from Gers et al. 2000, doi:10.1162/089976600300015015; cells without a gate (LSTM-i, LSTM-f,
/// LSTM-o) from Jozefowicz et al. 2015, proceedings.mlr.press/v37/jozefowicz15.html; coupled gates
/// from Greff et al. 2017, arXiv:1503.04069; capped ones from Melis et al. 2018, arXiv:1707.05589.
package struct LSTMCell: RecurrentCell {
  package let hiddenSize: Int
  package let hasCell = true
  package let inputWeight: ParameterSlot
  /// `[4H, H]`, or `[3H, H]` where a gate has no rows.
  package let recurrentWeight: ParameterSlot
  package let biases: [ParameterSlot]
  package var savedSize: Int { inputWeight.rows }
  package let overwritesSaved = true
  package var gates: [Gate] {
    Gate.sideBySide(Self.gateNames(kind), hiddenSize: hiddenSize)
  }
  private let kind: LSTMGates
  private let forgetBias: Float

  /// The letters of the gates that have rows, and what they are.
  private static func gateNames(_ kind: LSTMGates) -> [(name: String, meaning: String)] {
    let all: [(name: String, meaning: String)] = [
      ("i", "input gate"), ("f", "forget gate"), ("g", "candidate"), ("o", "output gate"),
    ]
    let missing: String? =
      switch kind {
      case .all, .capped: nil
      case .noInput, .coupled: "i"
      case .noForget: "f"
      case .noOutput: "o"
      }
    return all.filter { $0.name != missing }
  }

  /// Registers `NAME.weight_ih`, `weight_hh`, `bias_ih` and `bias_hh`.
  package init(_ design: CellDesign, _ kind: LSTMGates = .all, in table: inout ParameterTable) {
    hiddenSize = design.hiddenSize
    self.kind = kind
    forgetBias = design.forgetBias
    let rows = kind.width * hiddenSize
    inputWeight = design.add("weight_ih", .input, rows: rows, columns: design.inputSize, in: &table)
    recurrentWeight = design.add(
      "weight_hh", .recurrent, rows: rows, columns: hiddenSize, in: &table)
    table.name(Self.gateNames(kind).map(\.name), in: recurrentWeight)
    biases = [
      design.add("bias_ih", count: rows, in: &table),
      design.add("bias_hh", count: rows, in: &table),
    ]
  }

  package func step(
    _ saved: Matrix, previous: RecurrentState, next: RecurrentState, in pass: Pass
  ) {
    guard let previousCell = previous.cell, let cell = next.cell else {
      preconditionFailure("an LSTM has a cell state")
    }
    pass.multiply(previous.hidden, by: recurrentWeight, into: saved, accumulate: true)
    pass.sums?.keep(saved.columns(candidateColumns))
    Kernels.lstmForward(
      gates: saved, previousCell: previousCell, cell: cell, hidden: next.hidden,
      kind: kind)
  }

  package func backstep(
    _ step: RecurrentStep, gradient: RecurrentState, savedGradient: Matrix, in pass: Pass
  ) {
    guard let previousCell = step.previous.cell, let cell = step.next.cell,
      let cellGradient = gradient.cell
    else { preconditionFailure("an LSTM has a cell state") }
    switch pass.rule {
    case .gradient:
      Kernels.lstmBackward(
        SavedLSTMStep(
          gates: step.saved, previousCell: previousCell, cell: cell, kind: kind),
        hiddenGradient: gradient.hidden, cellGradient: cellGradient, gateGradient: savedGradient)
    case .relevance:
      sendRelevance(step, gradient, savedGradient: savedGradient, in: pass)
    }
    pass.multiplyBack(savedGradient, by: recurrentWeight, into: gradient.hidden)
  }

  /// Where the candidate g stands among what a step saves.
  private var candidateColumns: Range<Int> {
    gates.first { $0.name == "g" }.map(\.columns) ?? 0..<0
  }

  /// The backward pass of all but the product, by `BackwardRule.relevance`.
  private func sendRelevance(
    _ step: RecurrentStep, _ gradient: RecurrentState, savedGradient: Matrix, in pass: Pass
  ) {
    guard let cell = step.next.cell, let cellGradient = gradient.cell, let sums = pass.sums else {
      preconditionFailure("an LSTM has a cell state, and relevance its sums")
    }
    let place = Dictionary(uniqueKeysWithValues: gates.map { ($0.name, $0.columns.lowerBound) })
    let candidate = candidateColumns
    for row in 0..<step.saved.rows {
      let sum = sums.row(row, of: step.saved.columns(candidate))
      for unit in 0..<hiddenSize {
        func value(_ gate: String) -> Float? { place[gate].map { step.saved[row, $0 + unit] } }
        let forget = value("f") ?? 1
        let input = kind == .coupled ? 1 - forget : value("i") ?? 1
        let entering = kind == .capped ? min(input, 1 - forget) : input
        let shown = (value("o") ?? 1) * Relevance.shareOfTanh(at: cell[row, unit])
        let whole = cellGradient[row, unit] + shown * gradient.hidden[row, unit]
        cellGradient[row, unit] = forget * whole
        // These may stand where the gates stood.
        for first in place.values { savedGradient[row, first + unit] = 0 }
        savedGradient[row, candidate.lowerBound + unit] =
          entering * whole * Relevance.shareOfTanh(at: sum[unit])
      }
    }
  }

  package func accumulateRecurrent(
    _ steps: RecurrentStep, savedGradient: Matrix, gradients: ParameterBuffer, in pass: Pass
  ) {
    pass.accumulate(savedGradient, steps.previous.hidden, into: gradients[recurrentWeight])
  }

  /// Opens the forget gate, whose bias starts at 1 by default; the others start at 0.
  ///
  /// Reference: Jozefowicz et al. 2015, proceedings.mlr.press/v37/jozefowicz15.html.
  package func initialize(_ parameters: ParameterBuffer) {
    for bias in biases { parameters[bias].zero() }
    guard kind != .noForget else { return }
    let first = kind == .noInput || kind == .coupled ? 0 : hiddenSize
    parameters[biases[0]].columns(first..<first + hiddenSize).fill(forgetBias)
  }
}
