import S2STensors

/// A stack whose first layer also reads the attention's output of the previous step: the decoder
/// then knows where it attended.
///
///     h_t = stack([x_t; h̃_{t-1}; c])      h̃_t = attention(h_t)      h̃_{-1} = 0
///
/// with c the constant input. The products of x and c are over all steps, as without feeding. Those
/// of h̃ and of the layers above the first wait for their step. The gradients of all weights are
/// one product each over all steps. Where the stack repeats its inputs, those are x and h̃.
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
    let layers: RecurrentStack.Run
    /// Attention at every step.
    package let attention: Attention.Activations
  }

  /// Feeds the attention's outputs back to the stack, whose first layer has room for them after
  /// the inputs of the steps.
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
  ///   - memory: the source; each target sentence attends to the one in `sentences`.
  ///   - initial: one state per layer, or `nil` for zeros.
  package func forward(
    _ inputs: RecurrentInputs, _ memory: Attention.Memory, sentences: [Int],
    initial: [RecurrentState]?, layout: PackedLayout, in pass: Pass
  ) -> Activations {
    let fed = pass.workspace.zeros(layout.rowCount, fedSize)
    let layers = stack.begin(
      RecurrentInputs(steps: inputs.steps, fed: fed, constant: inputs.constant),
      initial: initial, layout: layout, in: pass)
    let attended = attention.begin(
      layers.top, memory, sentences: layout.sequenceOfRow.map { sentences[$0] },
      coverage: .previousRows(layout.previousRows), in: pass)
    var last: Range<Int>?
    for step in 0..<layout.stepCount {
      let rows = layout.rows(at: step)
      if let last { fed.rows(rows).copy(from: attended.outputs.rows(running(rows, of: last))) }
      stack.forwardStep(rows, layers, after: last, in: pass)
      attention.forwardRows(rows, attended, in: pass)
      last = rows
    }
    return Activations(layers: layers, attention: attended)
  }

  /// Adds the parameters' gradients.
  ///
  /// - Parameters:
  ///   - gradient: of the attention's outputs `[N, H]`; it is overwritten.
  ///   - sourceLayout: how the source's states are packed.
  ///   - side: the gradients that reach attention by other ways.
  /// - Returns: the gradient of the inputs, of each layer's initial state, and of the source's
  ///   states.
  package func backward(
    _ gradient: Matrix, _ activations: Activations, sourceLayout: PackedLayout,
    side: Attention.SideGradients = Attention.SideGradients(), gradients: ParameterBuffer,
    in pass: Pass
  ) -> (inputs: RecurrentInputs, initials: [RecurrentState], source: Matrix) {
    let (layers, attended) = (activations.layers, activations.attention)
    let layout = layers.layers[0].layout
    let attending = attention.beginBackward(gradient, attended, side: side, in: pass)
    let back = stack.beginBackward(layers, in: pass)
    for step in (0..<layout.stepCount).reversed() {
      let rows = layout.rows(at: step)
      if step + 1 < layout.stepCount, let fed = back.fed {
        let next = layout.rows(at: step + 1)
        Kernels.add(fed.rows(next), to: gradient.rows(running(next, of: rows)))
      }
      attention.backwardRows(rows, attending, attended, gradients: gradients, in: pass)
      stack.backwardStep(
        rows, attending.states.rows(rows), back, layers, gradients: gradients, in: pass)
    }
    let results = stack.finishBackward(back, layers, gradients: gradients, in: pass)
    let values = attended.memory.values
    let source = pass.workspace.matrix(values.rows, values.columns)
    attention.finishBackward(
      attending, attended, into: source, layout: sourceLayout, gradients: gradients, in: pass)
    return (results.inputs, results.initials, source)
  }

  /// The rows of the step before of the sequences that run at the step of `rows`.
  private func running(_ rows: Range<Int>, of last: Range<Int>) -> Range<Int> {
    last.lowerBound..<last.lowerBound + rows.count
  }
}
