import S2STensors

/// A stack whose first layer reads, beside its input, what attention made of the step before: the
/// decoder then knows where it looked.
///
///     h_t = stack([x_t; h̃_{t-1}; c])      h̃_t = attention(h_t)      h̃_{-1} = 0
///
/// with c the constant input. The products of x and c are over all steps, as without feeding; those
/// of h̃ and of the layers above the first wait for their step. The gradients of all weights are
/// one product each over all steps. Where the stack repeats its inputs, that is x and h̃.
///
/// Reference: Luong et al. 2015, arXiv:1508.04025, section 3.3.
package struct InputFeeding: Sendable {
  let stack: RecurrentStack
  let attention: Attention

  /// The width of what is fed back, H.
  package var fedSize: Int { attention.outputSize }

  /// The matrices that every step multiplies by beside those of the states.
  package var stepWeights: [ParameterSlot] {
    stack.layers.map { $0.directions[0].cell.inputWeight } + attention.stepWeights
  }

  /// What `backward` needs of `forward`.
  package struct Activations {
    let layers: [Recurrent.Activations]
    /// What attention made of every step.
    package let attention: Attention.Activations
  }

  /// Feeds what attention makes back to the stack, whose first layer has room for it after the
  /// inputs of the steps.
  package init(_ stack: RecurrentStack, _ attention: Attention) {
    precondition(
      stack.layers.allSatisfy { $0.directions.count == 1 }, "what is fed belongs to the past")
    self.stack = stack
    self.attention = attention
  }

  /// Runs stack and attention over all steps.
  ///
  /// - Parameters:
  ///   - inputs: `[N, D]`, and a constant input.
  ///   - memory: the source, of which each target sentence sees the one in `sentences`.
  ///   - initial: a state a layer, or `nil` for zeros.
  package func forward(
    _ inputs: RecurrentInputs, _ memory: Attention.Memory, sentences: [Int],
    initial: [RecurrentState]?, layout: PackedLayout, in pass: Pass
  ) -> Activations {
    let layers = begin(inputs, initial: initial, layout: layout, in: pass)
    let outputs = outputs(of: layers, in: pass)
    guard let top = outputs.last, let fed = layers[0].inputs.fed else {
      preconditionFailure("a stack has a layer")
    }
    let attended = attention.begin(
      top, memory, sentences: layout.sequenceOfRow.map { sentences[$0] },
      coverage: .previousRows(layout.previousRows), in: pass)
    var last: Range<Int>?
    for step in 0..<layout.stepCount {
      let rows = layout.rows(at: step)
      if let last { fed.rows(rows).copy(from: attended.outputs.rows(running(rows, of: last))) }
      for (index, layer) in stack.layers.enumerated() {
        if index > 0 { feed(layers[index], from: layers[0], outputs, index, rows, in: pass) }
        layer.directions[0].forwardStep(rows, layers[index], after: last, in: pass)
        if index > 0 && stack.wiring.isResidual {
          outputs[index].rows(rows).copy(from: layers[index].outputs.hidden.rows(rows))
          Kernels.add(outputs[index - 1].rows(rows), to: outputs[index].rows(rows))
        }
      }
      attention.forwardRows(rows, attended, in: pass)
      last = rows
    }
    return Activations(layers: layers, attention: attended)
  }

  /// Adds the parameters' gradients.
  ///
  /// - Parameters:
  ///   - gradient: of attention's outputs `[N, H]`; it is overwritten.
  ///   - sourceLayout: how the source's states are packed.
  ///   - side: the gradient that attention gets by other ways.
  /// - Returns: the gradient of the inputs, of each layer's initial state, and of the source's
  ///   states.
  package func backward(
    _ gradient: Matrix, _ activations: Activations, sourceLayout: PackedLayout,
    side: Attention.SideGradients = Attention.SideGradients(), gradients: ParameterBuffer,
    in pass: Pass
  ) -> (inputs: RecurrentInputs, initials: [RecurrentState], source: Matrix) {
    let (layers, attended) = (activations.layers, activations.attention)
    let layout = layers[0].layout
    let attending = attention.beginBackward(gradient, attended, side: side, in: pass)
    let back = beginBackward(layers, in: pass)
    for step in (0..<layout.stepCount).reversed() {
      let rows = layout.rows(at: step)
      if step + 1 < layout.stepCount, let fed = back.layers[0].fed {
        let next = layout.rows(at: step + 1)
        Kernels.add(fed.rows(next), to: gradient.rows(running(next, of: rows)))
      }
      attention.backwardRows(rows, attending, attended, gradients: gradients, in: pass)
      backwardStep(
        rows, attending.states.rows(rows), back, layers, gradients: gradients, in: pass)
    }
    let results = stack.layers.indices.map { index in
      stack.layers[index].directions[0].finishBackward(
        back.layers[index], layers[index], gradients: gradients, in: pass)
    }
    if let repeated = back.repeated {
      Kernels.add(repeated.columns(0..<results[0].steps.columns), to: results[0].steps)
    }
    let values = attended.memory.values
    let source = pass.workspace.matrix(values.rows, values.columns)
    attention.finishBackward(
      attending, attended, into: source, layout: sourceLayout, gradients: gradients, in: pass)
    return (results[0], results.compactMap(\.initial), source)
  }

  /// The rows of the step before of the sequences that run at the step of `rows`.
  private func running(_ rows: Range<Int>, of last: Range<Int>) -> Range<Int> {
    last.lowerBound..<last.lowerBound + rows.count
  }
}

// MARK: - Layers above the first

extension InputFeeding {
  /// Room for all layers; each above the first is fed by the one below.
  private func begin(
    _ inputs: RecurrentInputs, initial: [RecurrentState]?, layout: PackedLayout, in pass: Pass
  ) -> [Recurrent.Activations] {
    let (rows, workspace) = (layout.rowCount, pass.workspace)
    let repeated = stack.wiring.repeatsInputs ? inputs.steps.columns + fedSize : 0
    return stack.layers.enumerated().map { index, layer in
      let own =
        index == 0
        ? RecurrentInputs(
          steps: inputs.steps, fed: workspace.zeros(rows, fedSize),
          constant: inputs.constant, initial: initial?[0])
        : RecurrentInputs(
          steps: workspace.matrix(rows, 0),
          fed: workspace.matrix(rows, stack.layers[index - 1].outputSize + repeated),
          initial: initial?[index])
      return layer.directions[0].begin(own, layout: layout, in: pass)
    }
  }

  /// What each layer shows: its hidden states, or room for their sums with the layer below.
  private func outputs(of layers: [Recurrent.Activations], in pass: Pass) -> [Matrix] {
    layers.enumerated().map { index, run in
      let hidden = run.outputs.hidden
      return index > 0 && stack.wiring.isResidual
        ? pass.workspace.matrix(hidden.rows, hidden.columns) : hidden
    }
  }

  /// Hands a step of a layer what it reads: the layer below and, if they are repeated, the inputs.
  private func feed(
    _ run: Recurrent.Activations, from first: Recurrent.Activations, _ outputs: [Matrix],
    _ index: Int, _ rows: Range<Int>, in pass: Pass
  ) {
    guard let all = run.inputs.fed?.rows(rows) else { return }
    let below = all.columns(0..<outputs[index - 1].columns)
    below.copy(from: outputs[index - 1].rows(rows))
    stack.dropouts[index - 1].apply(to: below, from: rows.lowerBound, in: pass)
    guard stack.wiring.repeatsInputs, let fed = first.inputs.fed else { return }
    let steps = first.inputs.steps
    let middle = below.columns + steps.columns
    all.columns(below.columns..<middle).copy(from: steps.rows(rows))
    all.columns(middle..<all.columns).copy(from: fed.rows(rows))
  }

  /// The gradients of all layers, and of the inputs where they are repeated, x beside h̃.
  private struct Gradients {
    let layers: [Recurrent.Gradients]
    let repeated: Matrix?
  }

  private func beginBackward(_ layers: [Recurrent.Activations], in pass: Pass) -> Gradients {
    let width = layers[0].inputs.steps.columns + fedSize
    return Gradients(
      layers: zip(stack.layers, layers).map { layer, run in
        layer.directions[0].beginBackward(run, finalGradient: nil, in: pass)
      },
      repeated: stack.wiring.repeatsInputs
        ? pass.workspace.zeros(layers[0].layout.rowCount, width) : nil)
  }

  /// The backward pass of a step of all layers, from the gradient of the top layer's outputs.
  private func backwardStep(
    _ rows: Range<Int>, _ gradient: Matrix, _ back: Gradients,
    _ layers: [Recurrent.Activations], gradients: ParameterBuffer, in pass: Pass
  ) {
    let repeated = back.repeated?.rows(rows)
    var above = gradient
    for index in stack.layers.indices.reversed() {
      stack.layers[index].directions[0].backwardStep(
        rows, above, back.layers[index], layers[index], gradients: gradients, in: pass)
      guard index > 0, let all = back.layers[index].fed?.rows(rows) else { continue }
      let below = all.columns(0..<stack.layers[index - 1].outputSize)
      stack.dropouts[index - 1].apply(to: below, from: rows.lowerBound, in: pass)
      if stack.wiring.isResidual { Kernels.add(above, to: below) }
      if let repeated { Kernels.add(all.columns(below.columns..<all.columns), to: repeated) }
      above = below
    }
    if let repeated, let fed = back.layers[0].fed?.rows(rows) {
      let first = repeated.columns - fed.columns
      Kernels.add(repeated.columns(first..<repeated.columns), to: fed)
    }
  }
}
