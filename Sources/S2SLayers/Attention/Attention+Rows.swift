import S2STensors

/// The parts of `forward` and `backward`, some rows at a time, for states that depend on earlier
/// outputs.
extension Attention {
  /// The gradient of what `forward` kept, while it is computed.
  struct Gradients {
    let outputs: Matrix  // [N, H]; after its rows' backward pass, before tanh
    let contextAndState: Matrix  // [N, C + H]
    let states: Matrix  // [N, H], the last columns of contextAndState
    let queries: Matrix  // [N, A]
    let values: Matrix  // [S, C]
    let keys: Matrix  // [S, A]
    let later: Matrix?  // [N, longest], of the weights, from the coverage vectors of later rows
    let side: SideGradients
  }

  /// Reserves room for all rows; `states` may be written later.
  func begin(
    _ states: Matrix, _ memory: Memory, sentences: [Int], coverage: Coverage?, in pass: Pass
  ) -> Activations {
    let (rows, workspace) = (states.rows, pass.workspace)
    let longest = sentences.reduce(0) { max($0, memory.spans[$1].count) }
    var (vectors, previousRows): (Matrix?, [Int]) = (nil, [])
    if hasCoverage {
      switch coverage {
      case .vectors(let given): vectors = given
      case .previousRows(let rowsBefore):
        (vectors, previousRows) = (workspace.matrix(rows, longest), rowsBefore)
      case nil: preconditionFailure("the score reads a coverage vector")
      }
    }
    return Activations(
      memory: memory, sentences: sentences, states: states,
      queries: score.queryMap.map { workspace.matrix(rows, $0.weight.rows) } ?? states,
      weights: workspace.matrix(rows, longest), coverage: vectors, previousRows: previousRows,
      contextAndState: workspace.matrix(rows, outputProjection.weight.columns),
      outputs: workspace.matrix(rows, outputSize))
  }

  /// Attends from some rows, whose states are written by now.
  func forwardRows(_ rows: Range<Int>, _ all: Activations, in pass: Pass) {
    let (states, contextAndState) = (all.states.rows(rows), all.contextAndState.rows(rows))
    score.queryMap?.forward(states, into: all.queries.rows(rows), in: pass)
    contextAndState.columns(sourceSize..<contextAndState.columns).copy(from: states)
    contextAndState.columns(0..<sourceSize).zero()
    for row in rows {
      all.setCoverage(of: row)
      let weights = all.weights(of: row)
      score.forward(all.scoreInputs(of: row), into: weights, in: pass)
      Kernels.softmax(weights)
      Kernels.addWeightedRows(
        weights, all.memory.values.rows(all.span(of: row)),
        to: all.contextAndState.rows(row..<row + 1).columns(0..<sourceSize))
    }
    let outputs = all.outputs.rows(rows)
    outputProjection.forward(contextAndState, into: outputs, in: pass)
    pass.tanh(outputs)
  }

  /// Reserves room for the gradient, given that of the outputs.
  func beginBackward(
    _ gradient: Matrix, _ all: Activations, side: SideGradients, in pass: Pass
  ) -> Gradients {
    let (memory, workspace) = (all.memory, pass.workspace)
    pass.trace?.note(attention: all.weights)
    let contextAndState = workspace.matrix(gradient.rows, all.contextAndState.columns)
    let states = contextAndState.columns(sourceSize..<contextAndState.columns)
    let values = workspace.zeros(memory.values.rows, memory.values.columns)
    return Gradients(
      outputs: gradient, contextAndState: contextAndState, states: states,
      queries: score.queryMap == nil
        ? states : workspace.zeros(states.rows, all.queries.columns),
      values: values,
      keys: score.keyMap == nil ? values : workspace.zeros(memory.keys.rows, memory.keys.columns),
      later: hasCoverage ? workspace.zeros(all.weights.rows, all.weights.columns) : nil,
      side: side)
  }

  /// The backward pass of some rows: writes the gradient of their states.
  func backwardRows(
    _ rows: Range<Int>, _ back: Gradients, _ all: Activations, gradients: ParameterBuffer,
    in pass: Pass
  ) {
    let (outputs, contextAndState) = (back.outputs.rows(rows), back.contextAndState.rows(rows))
    pass.tanhBackward(outputs, output: all.outputs.rows(rows))
    pass.multiplyBack(outputs, by: outputProjection.weight, into: contextAndState)
    if let side = back.side.contextAndState { Kernels.add(side.rows(rows), to: contextAndState) }
    // With coverage, later rows read the weights of earlier ones, so the last row comes first.
    for row in hasCoverage ? rows.reversed() : Array(rows) {
      backwardRow(row, back, all, gradients: gradients, in: pass)
    }
    if let queryMap = score.queryMap {
      let states = pass.workspace.matrix(rows.count, back.states.columns)
      pass.multiplyBack(back.queries.rows(rows), by: queryMap.weight, into: states)
      Kernels.add(states, to: back.states.rows(rows))
    }
  }

  /// Adds the gradients of the maps, one product each over all rows, and writes that of the
  /// encoder's states, packed by `layout`.
  func finishBackward(
    _ back: Gradients, _ all: Activations, into source: Matrix, layout: PackedLayout,
    gradients: ParameterBuffer, in pass: Pass
  ) {
    outputProjection.accumulate(
      back.outputs, inputs: all.contextAndState, gradients: gradients, in: pass)
    score.queryMap?.accumulate(back.queries, inputs: all.states, gradients: gradients, in: pass)
    if let keyMap = score.keyMap {
      let values = keyMap.backward(
        back.keys, inputs: all.memory.values, gradients: gradients, in: pass)
      Kernels.add(values, to: back.values)
    }
    source.scatter(layout.rowsBySequence, of: back.values)
  }

  /// From the gradient of a row's context to those of the values, the query, the keys and the
  /// score's parameters.
  private func backwardRow(
    _ row: Int, _ back: Gradients, _ all: Activations, gradients: ParameterBuffer, in pass: Pass
  ) {
    let (span, range) = (all.span(of: row), row..<row + 1)
    let weights = all.weights(of: row)
    let context = back.contextAndState.rows(range).columns(0..<sourceSize)
    Kernels.addOuter(weights, context, to: back.values.rows(span))
    guard pass.rule == .gradient else { return }
    pass.workspace.scoped {
      let gradient = pass.workspace.matrix(1, span.count)
      Kernels.dots(context, all.memory.values.rows(span), into: gradient)
      if let side = back.side.weights {
        Kernels.add(side.rows(range).columns(0..<span.count), to: gradient)
      }
      addCoverageGradient(of: row, to: gradient, back, all)
      Kernels.softmaxBackward(gradient, output: weights)
      let coverage = all.previousRow(of: row).flatMap { previous in
        back.later?.rows(previous..<previous + 1).columns(0..<span.count)
      }
      score.backward(
        gradient, all.scoreInputs(of: row),
        into: ScoreInputs(
          query: back.queries.rows(range), keys: back.keys.rows(span), coverage: coverage),
        gradients: gradients, in: pass)
      if let coverage { finishCoverageGradient(of: row, coverage, back, all) }
    }
  }
}

extension Attention.Activations {
  /// Where the sentence of a row lies in the memory.
  func span(of row: Int) -> Range<Int> { memory.spans[sentences[row]] }

  /// The attention weights of a row, `[1, S]`.
  func weights(of row: Int) -> Matrix {
    weights.rows(row..<row + 1).columns(0..<span(of: row).count)
  }

  /// What the score reads in a row.
  func scoreInputs(of row: Int) -> ScoreInputs {
    ScoreInputs(
      query: queries.rows(row..<row + 1), keys: memory.keys.rows(span(of: row)),
      coverage: coverage(of: row))
  }
}
