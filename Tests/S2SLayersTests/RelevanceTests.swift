import S2SLayers
import S2SRandom
import S2STensors
import TestSupport
import Testing

/// Relevance is lost nowhere: what is sent back reaches the inputs and the biases, all of it.
@Suite struct RelevanceTests {
  private static let lengths = [6, 4, 1]
  private static let hiddenSize = 5

  /// What stands around a cell.
  enum Around: CaseIterable {
    case nothing, reversed, norm, zoneout, mogrifier
  }

  /// A mogrifier's inputs are its own at each step, so no cell reads them twice.
  private static let cases = CellKind.allCases.flatMap { kind in
    Around.allCases.filter { $0 != .mogrifier || !kind.readsInputsTwice }.map { (kind, $0) }
  }

  /// Inputs as wide as the state are copied by some cells.
  @Test(arguments: cases) func nothingIsLostInCells(_ kind: CellKind, _ around: Around) {
    for inputSize in [3, Self.hiddenSize] {
      let (sent, arrived, _) = flow(kind, around, inputSize: inputSize, .relevance)
      #expect(abs(sent - arrived) < 2e-4 * max(1, abs(sent)), "\(sent), not \(arrived)")
      #expect(abs(sent) > 1e-3)
    }
  }

  /// In 32 bits the tangent of 9 is that of 20, and that of 6 is no good witness of a 6.
  @Test(arguments: CellKind.allCases) func nothingIsLostWhereTangentsAreFull(_ kind: CellKind) {
    let (sent, arrived, size) = flow(kind, .nothing, inputSize: 3, .relevance, weights: 6)
    #expect(abs(sent - arrived) < 2e-5 * size, "\(sent), not \(arrived), of \(size)")
  }

  /// The gradient times the input is no such share: the test can fail.
  @Test func theGradientIsNoShare() {
    let (sent, arrived, _) = flow(.lstm, .nothing, inputSize: 3, .gradient)
    #expect(abs(sent - arrived) > 2e-3)
  }

  /// What is sent back from the outputs of a layer, what comes to its inputs and biases, and the sum of
  /// what comes without its signs.
  private func flow(
    _ kind: CellKind, _ around: Around, inputSize: Int, _ rule: BackwardRule, weights: Float = 0.8
  ) -> (sent: Double, arrived: Double, size: Double) {
    var table = ParameterTable()
    let layout = PackedLayout(lengths: Self.lengths)
    let inputs = table.add("x", .weight, rows: layout.rowCount, columns: inputSize)
    let cell = kind.make(
      CellDesign("c", inputSize: inputSize, hiddenSize: Self.hiddenSize), in: &table)
    let layer = Recurrent(
      cell, isReversed: around == .reversed,
      norm: around == .norm
        ? LayerNorm("n", size: cell.inputWeight.rows, in: &table) : nil,
      zoneout: around == .zoneout ? Zoneout(rate: 0.3, site: 7) : nil,
      mogrifier: around == .mogrifier
        ? Mogrifier("m", rounds: 3, inputSize: inputSize, hiddenSize: Self.hiddenSize, in: &table)
        : nil)
    let parameters = ParameterBuffer(table)
    var generator = SeededGenerator(seed: 5)
    parameters.all.fillUniform(weights, using: &generator)
    var pass = Pass(parameters: parameters, workspace: Workspace())
    pass.rule = rule
    let gradients = ParameterBuffer(table)
    let run = layer.forward(
      RecurrentInputs(steps: parameters[inputs]), layout: layout, in: pass)
    let sent = Probe.value(run.outputs)
    let back = layer.backward(
      Probe.gradient(run.outputs, in: pass.workspace), finalGradient: nil, run.activations,
      gradients: gradients, in: pass)
    let biases = table.entries.filter { $0.role == .bias }.flatMap { entry in
      products(parameters[entry.slot], gradients[entry.slot])
    }
    let all = biases + products(parameters[inputs], back.steps)
    return (sent, all.reduce(0, +), all.reduce(0) { $0 + abs($1) })
  }

  private func products(_ one: Matrix, _ other: Matrix) -> [Double] {
    zip(one.elements, other.elements).map { Double($0) * Double($1) }
  }
}

/// What a trace keeps of a pass.
@Suite struct TraceTests {
  private static let steps = 5
  private static let hiddenSize = 4

  /// dL/dh_t is what the loss changes by, where all that comes after step t begins from h_t.
  @Test(arguments: CellKind.allCases) func stateGradientsAgreeWithDifferences(_ kind: CellKind) {
    var table = ParameterTable()
    let inputs = table.add("x", .weight, rows: Self.steps, columns: 3)
    let cell = kind.make(CellDesign("c", inputSize: 3, hiddenSize: Self.hiddenSize), in: &table)
    let layer = Recurrent(cell)
    let parameters = ParameterBuffer(table)
    var generator = SeededGenerator(seed: 3)
    parameters.all.fillUniform(0.7, using: &generator)
    let trace = Trace()
    var pass = Pass(parameters: parameters, workspace: Workspace())
    pass.trace = trace
    let x = parameters[inputs]
    let run = layer.forward(
      RecurrentInputs(steps: x), layout: PackedLayout(lengths: [Self.steps]), in: pass)
    _ = layer.backward(
      nil, finalGradient: gradient(of: run.final, in: pass), run.activations,
      gradients: ParameterBuffer(table), in: pass)
    for step in 0..<Self.steps - 1 {
      let after = layer.forward(
        RecurrentInputs(steps: x.rows(0..<step + 1)), layout: PackedLayout(lengths: [step + 1]),
        in: pass
      ).final
      let rest = PackedLayout(lengths: [Self.steps - 1 - step])
      func loss() -> Double {
        Probe.value(
          layer.forward(
            RecurrentInputs(steps: x.rows(step + 1..<Self.steps), initial: after), layout: rest,
            in: pass
          ).final.hidden)
      }
      let layer = trace.layers[0]
      for (state, own) in [
        (after.hidden, layer.stateGradients), (after.cell, layer.memoryGradients),
      ] {
        guard let state, let own else { continue }
        for unit in 0..<Self.hiddenSize {
          let (value, half) = (state[0, unit], Float(0x1p-7))
          state[0, unit] = value + half
          let above = loss()
          state[0, unit] = value - half
          let difference = (above - loss()) / Double(2 * half)
          state[0, unit] = value
          #expect(
            abs(Double(Array(own.row(step))[unit]) - difference) < 2e-3,
            "step \(step), unit \(unit)")
        }
      }
    }
    let first = trace.layers[0]
    #expect(
      first.stateGradients.norm(ofRow: 0) + (first.memoryGradients?.norm(ofRow: 0) ?? 0) > 1e-6)
  }

  /// The gradient of `Probe.value` of what the state shows.
  private func gradient(of state: RecurrentState, in pass: Pass) -> RecurrentState {
    RecurrentState(
      hidden: Probe.gradient(state.hidden, in: pass.workspace),
      cell: state.cell.map { pass.workspace.zeros($0.rows, $0.columns) })
  }

  /// Gates are between 0 and 1, candidates that are tangents between -1 and 1, and a name is never given twice.
  @Test(arguments: CellKind.allCases) func gatesAreActivations(_ kind: CellKind) {
    var table = ParameterTable()
    let cell = kind.make(CellDesign("c", inputSize: 3, hiddenSize: Self.hiddenSize), in: &table)
    let gates = cell.gates
    #expect(Set(gates.map(\.name)).count == gates.count)
    #expect(gates.allSatisfy { $0.columns.upperBound <= cell.savedSize })
    let layer = Recurrent(cell)
    let parameters = ParameterBuffer(table)
    var generator = SeededGenerator(seed: 4)
    parameters.all.fillUniform(2, using: &generator)
    let trace = Trace()
    var pass = Pass(parameters: parameters, workspace: Workspace())
    pass.trace = trace
    let x = pass.workspace.matrix(4, 3)
    x.fillUniform(2, using: &generator)
    let run = layer.forward(RecurrentInputs(steps: x), layout: PackedLayout(lengths: [4]), in: pass)
    _ = layer.backward(
      Probe.gradient(run.outputs, in: pass.workspace), finalGradient: nil, run.activations,
      gradients: ParameterBuffer(table), in: pass)
    for (gate, values) in trace.layers[0].gates {
      let all = (0..<4).flatMap { Array(values.row($0)) }
      #expect(Set(all).count > 1, "\(gate.name) does not change")
      if gate.meaning.contains("gate") {
        #expect(all.allSatisfy { (0...1).contains($0) }, "\(gate.name)")
      }
    }
  }
}
