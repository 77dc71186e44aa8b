import S2SLayers
import S2STensors

/// The recurrent layers with attention: one after the other over all steps, or, with input feeding,
/// step by step.
extension Decoder {
  /// What `backwardLayers` needs of `forwardLayers`.
  enum Run {
    case plain(Layers)
    case fed(InputFeeding.Activations)

    /// One part after the other over all steps.
    struct Layers {
      let lower: RecurrentStack.Activations
      let states: Matrix  // [N, H], of the lower layers
      let attention: Attention.Activations?
      let upper: (activations: RecurrentStack.Activations, outputs: Matrix)?
    }

    /// What attention computed.
    var attention: Attention.Activations? {
      switch self {
      case .plain(let layers): layers.attention
      case .fed(let activations): activations.attention
      }
    }

    /// The outputs of the last part at every step, `[N, H]`.
    var outputs: Matrix {
      switch self {
      case .plain(let layers):
        layers.upper?.outputs ?? layers.attention?.outputs ?? layers.states
      case .fed(let activations): activations.attention.outputs
      }
    }
  }

  /// Runs the layers and attention over the embedded tokens `[N, E]`.
  func forwardLayers(
    _ embedded: Matrix, layout: PackedLayout, context: Context, in pass: Pass
  ) -> Run {
    let inputs = RecurrentInputs(
      steps: embedded, constant: contextUse == .start ? nil : context.vector)
    let initial = contextUse == .steps ? nil : context.states
    let source = context.source
    let memory = remember(source, in: pass)
    if let feeding, let memory {
      return .fed(
        feeding.forward(
          inputs, memory, sentences: source.sentences, initial: initial, layout: layout, in: pass))
    }
    let result = stack.forward(inputs, initial: initial, layout: layout, in: pass)
    let attended = memory.flatMap { memory in
      attention?.forward(
        result.outputs, memory, sentences: layout.sequenceOfRow.map { source.sentences[$0] },
        coverage: .previousRows(layout.previousRows), in: pass)
    }
    let above = attended.flatMap { attended in
      upper?.forward(
        RecurrentInputs(steps: attended.outputs),
        initial: initial.map { Array($0[stack.layers.count...]) }, layout: layout, in: pass)
    }
    return .plain(
      Run.Layers(
        lower: result.activations, states: result.outputs, attention: attended,
        upper: above.map { ($0.activations, $0.outputs) }))
  }

  /// Adds the parameters' gradients, from that of the outputs, which is overwritten.
  ///
  /// - Parameter side: the gradients that reach attention by other ways.
  /// - Returns: the gradient of the embedded tokens `[N, E]`, and of the context.
  func backwardLayers(
    _ gradient: Matrix, _ run: Run, context: Context, side: Attention.SideGradients,
    gradients: ParameterBuffer, in pass: Pass
  ) -> (embedded: Matrix, context: Context) {
    let layout = context.source.layout
    var source: Matrix?
    let inputs: RecurrentInputs
    let initials: [RecurrentState]
    switch run {
    case .fed(let activations):
      guard let feeding else { preconditionFailure("a fed run has input feeding") }
      let back = feeding.backward(
        gradient, activations, sourceLayout: layout, side: side, gradients: gradients, in: pass)
      (inputs, initials, source) = back
    case .plain(let layers):
      var gradient = gradient
      var above: [RecurrentState] = []
      if let upper, let activations = layers.upper?.activations {
        let back = upper.backward(
          gradient, finalGradients: nil, activations, gradients: gradients, in: pass)
        (gradient, above) = (back.inputs.steps, back.initials.compactMap { $0 })
      }
      if let attention, let attended = layers.attention {
        let back = attention.backward(
          gradient, attended, layout: layout, side: side, gradients: gradients, in: pass)
        (gradient, source) = back
      }
      let back = stack.backward(
        gradient, finalGradients: nil, layers.lower, gradients: gradients, in: pass)
      (inputs, initials) = (back.inputs, back.initials.compactMap { $0 } + above)
    }
    func zeros(_ like: Matrix) -> Matrix { pass.workspace.zeros(like.rows, like.columns) }
    return (
      inputs.steps,
      Context(
        vector: inputs.constant ?? zeros(context.vector),
        states: contextUse == .steps ? context.states.map { $0.map(zeros) } : initials,
        source: SourceStates(source, layout: layout))
    )
  }
}
