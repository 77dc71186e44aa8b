import S2STensors

/// Recurrent layers on top of each other: layer i + 1 reads the outputs of layer i, through
/// dropout, and what the wiring adds.
package struct RecurrentStack: Sendable {
  /// The layers from the input up.
  package let layers: [RecurrentLayer]
  /// The dropout between layer i and layer i + 1.
  package let dropouts: [Dropout]
  /// What connects the layers beside that.
  package let wiring: Wiring
  /// What connects the first layer to the stack's inputs, where those are the outputs of a layer.
  private let entry: LayerConnection?

  /// Connections that jump over layers; none of them touches the states.
  package struct Wiring: Sendable, Equatable {
    /// Whether, from the second layer on, what a layer reads of the layer below (before dropout)
    /// is added to its outputs.
    ///
    /// Reference: Wu et al. 2016, arXiv:1609.08144, section 3.1.
    package var isResidual = false
    /// Whether, from the second layer on, a layer reads the stack's inputs too, beside the layer
    /// below: the columns after its outputs.
    ///
    /// Reference: Graves 2013, arXiv:1308.0850, section 2.
    package var repeatsInputs = false

    /// No such connections.
    package init() {}
  }

  /// What `backward` needs of `forward`, a layer each.
  package typealias Activations = [RecurrentLayer.Activations]

  /// Makes a stack; `dropouts` has one entry less than `layers`.
  ///
  /// - Parameter entry: the dropout between the inputs and the first layer, where the inputs are the
  ///   outputs of a layer; `nil` where they are not.
  package init(
    layers: [RecurrentLayer], dropouts: [Dropout], wiring: Wiring = Wiring(), entry: Dropout? = nil
  ) {
    precondition(dropouts.count == layers.count - 1, "a dropout between two layers")
    precondition(
      !wiring.isResidual || layers.allSatisfy { $0.outputSize == layers[0].outputSize },
      "layers are added to each other only where they are equally wide")
    self.layers = layers
    self.dropouts = dropouts
    self.wiring = wiring
    var ownWiring = wiring
    ownWiring.repeatsInputs = false
    self.entry = entry.map { LayerConnection(dropout: $0, wiring: ownWiring) }
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
    var outputs = inputs.steps
    var finals: [RecurrentState] = []
    var activations: Activations = []
    for (index, layer) in layers.enumerated() {
      let connection = connection(to: index)
      let below = outputs
      let steps = connection?.input(below, inputs.steps, .all(layout), in: pass) ?? below
      let result = layer.forward(
        RecurrentInputs(
          steps: steps, constant: index == 0 ? inputs.constant : nil,
          initial: initial?[index]), layout: layout, in: pass)
      outputs = connection?.output(result.outputs, below, in: pass) ?? result.outputs
      finals.append(result.final)
      activations.append(result.activations)
    }
    return (outputs, finals, activations)
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
    var repeated: [Matrix] = []
    for index in layers.indices.reversed() {
      let result = layers[index].backward(
        gradient, finalGradient: finalGradients?[index], activations[index],
        gradients: gradients, in: pass)
      var below = result.steps
      if let connection = connection(to: index) {
        let size = index == 0 ? result.steps.columns : layers[index - 1].outputSize
        let parts = connection.backward(
          result.steps, outputGradient: gradient, hiddenSize: size,
          .all(activations[index][0].layout), in: pass)
        below = parts.below
        if let inputs = parts.inputs { repeated.append(inputs) }
      }
      gradient = below
      constant = result.constant
      initials.append(result.initial)
    }
    guard let gradient else { preconditionFailure("a stack has a layer") }
    for inputs in repeated { Kernels.add(inputs, to: gradient) }
    return (RecurrentInputs(steps: gradient, constant: constant), initials.reversed())
  }

  /// The biases of the layers from one on, `[1, W]` each: all that a layer without a constant input
  /// adds to its product at every step.
  package func biases(from first: Int = 0, in pass: Pass) -> [Matrix] {
    layers[first...].map { $0.directions[0].constantProjection(nil, batchSize: 1, in: pass) }
  }

  /// One step for inference: `[B, D]` to the top layer's `[B, H]`.
  ///
  /// - Precondition: every layer has one direction; the reversed one would begin at inputs that do
  ///   not exist yet.
  /// - Parameters:
  ///   - constantProjections: of each layer, what `Recurrent.constantProjection` returned: the first
  ///     one's with its constant input, the others' `biases`.
  ///   - states: one per layer; overwritten by those after the step.
  package func step(
    _ inputs: Matrix, constantProjections: [Matrix], states: [RecurrentState], in pass: Pass
  ) -> Matrix {
    var outputs = inputs
    for (index, layer) in layers.enumerated() {
      precondition(layer.directions.count == 1, "the end of a text is not there to read from")
      let connection = connection(to: index)
      let steps =
        connection?.input(outputs, inputs, .step(first: pass.firstRow), in: pass) ?? inputs
      layer.directions[0].step(
        steps, constantProjection: constantProjections[index], previous: states[index],
        next: states[index], in: pass)
      let hidden = states[index].hidden
      outputs = connection?.output(hidden, outputs, in: pass) ?? hidden
    }
    return outputs
  }

  /// What connects a layer to the layer below; `nil` where there is none.
  func connection(to index: Int) -> LayerConnection? {
    index == 0 ? entry : LayerConnection(dropout: dropouts[index - 1], wiring: wiring)
  }
}
