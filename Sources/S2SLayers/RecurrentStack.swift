import S2STensors

/// Recurrent layers on top of each other: layer i + 1 reads the states of layer i, through
/// dropout.
package struct RecurrentStack: Sendable {
  /// The layers from the input up.
  package let layers: [RecurrentLayer]
  /// The dropout between layer i and layer i + 1.
  package let dropouts: [Dropout]

  /// What `backward` needs of `forward`, a layer each.
  package typealias Activations = [RecurrentLayer.Activations]

  /// Makes a stack; `dropouts` has one entry less than `layers`.
  package init(layers: [RecurrentLayer], dropouts: [Dropout]) {
    precondition(dropouts.count == layers.count - 1, "a dropout between two layers")
    self.layers = layers
    self.dropouts = dropouts
  }

  /// Runs all layers.
  ///
  /// - Parameters:
  ///   - inputs: `[N, D]`, and a constant input, which the first layer reads.
  ///   - initial: a state a layer, or `nil` for zeros.
  /// - Returns: the top layer's outputs `[N, H]` and each layer's final state `[B, H]`.
  package func forward(
    _ inputs: RecurrentInputs, initial: [RecurrentState]?, layout: PackedLayout, in pass: Pass
  ) -> (outputs: Matrix, finals: [RecurrentState], activations: Activations) {
    var steps = inputs.steps
    var finals: [RecurrentState] = []
    var activations: Activations = []
    for (index, layer) in layers.enumerated() {
      if index > 0 { steps = dropouts[index - 1].forward(steps, layout: layout, in: pass) }
      let result = layer.forward(
        RecurrentInputs(
          steps: steps, constant: index == 0 ? inputs.constant : nil,
          initial: initial?[index]), layout: layout, in: pass)
      steps = result.outputs
      finals.append(result.final)
      activations.append(result.activations)
    }
    return (steps, finals, activations)
  }

  /// Adds the parameters' gradients.
  ///
  /// - Parameters:
  ///   - outputGradient: of the top layer's outputs, `nil` for zero.
  ///   - finalGradients: of each layer's final state, `nil` for zero.
  /// - Returns: the gradient of the inputs (and of the constant one), and of each layer's
  ///   initial state.
  package func backward(
    _ outputGradient: Matrix?, finalGradients: [RecurrentState]?, _ activations: Activations,
    gradients: ParameterBuffer, in pass: Pass
  ) -> (inputs: RecurrentInputs, initials: [RecurrentState?]) {
    var gradient = outputGradient
    var initials: [RecurrentState?] = []
    var constant: Matrix?
    for index in layers.indices.reversed() {
      let result = layers[index].backward(
        gradient, finalGradient: finalGradients?[index], activations[index],
        gradients: gradients, in: pass)
      if index > 0 {
        dropouts[index - 1].backward(
          result.steps, layout: activations[index][0].layout, in: pass)
      }
      gradient = result.steps
      constant = result.constant
      initials.append(result.initial)
    }
    guard let gradient else { preconditionFailure("a stack has a layer") }
    return (RecurrentInputs(steps: gradient, constant: constant), initials.reversed())
  }

  /// One step of inference with one direction a layer: `[B, D]` to the top layer's `[B, H]`.
  ///
  /// - Parameters:
  ///   - constantShare: what `Recurrent.constantShare` gives for the first layer.
  ///   - previous: a state a layer; `next` receives the states after the step.
  package func step(
    _ inputs: Matrix, constantShare: Matrix, previous: [RecurrentState],
    next: [RecurrentState], in pass: Pass
  ) -> Matrix {
    var inputs = inputs
    for (index, layer) in layers.enumerated() {
      let recurrent = layer.directions[0]
      let share =
        index == 0
        ? constantShare : recurrent.constantShare(nil, batchSize: inputs.rows, in: pass)
      recurrent.step(
        inputs, constantShare: share, previous: previous[index], next: next[index], in: pass)
      inputs = next[index].hidden
    }
    return inputs
  }
}
