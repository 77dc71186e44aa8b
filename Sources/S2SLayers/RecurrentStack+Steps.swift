import S2STensors

/// The parts of `forward` and `backward`, a step at a time, for inputs that depend on earlier
/// outputs. Every layer above the first is fed by the one below.
extension RecurrentStack {
  /// All layers over all steps.
  package struct Run {
    let layers: [Recurrent.Activations]
    /// What the layers above read of each layer, `[N, H]`.
    let outputs: [Matrix]

    /// The top layer's outputs, `[N, H]`.
    var top: Matrix { outputs[outputs.count - 1] }
    /// The inputs of the steps and those that are fed, at some rows.
    func inputs(_ rows: Range<Int>) -> [Matrix] {
      [layers[0].inputs.steps, layers[0].inputs.fed].compactMap { $0?.rows(rows) }
    }
  }

  /// The gradient of a run, while it is computed.
  struct Gradients {
    let layers: [Recurrent.Gradients]
    let repeated: Matrix?  // [N, D + F], of the inputs by way of the layers above the first

    /// Of the inputs that are fed, `[N, F]`.
    var fed: Matrix? { layers[0].fed }
  }

  /// Reserves room for all steps.
  ///
  /// - Precondition: every layer has one direction.
  func begin(
    _ inputs: RecurrentInputs, initial: [RecurrentState]?, layout: PackedLayout, in pass: Pass
  ) -> Run {
    let (rows, workspace) = (layout.rowCount, pass.workspace)
    let inputSize = inputs.steps.columns + (inputs.fed?.columns ?? 0)
    var outputs: [Matrix] = []
    let runs = layers.enumerated().map { index, layer in
      var own = RecurrentInputs(
        steps: inputs.steps, fed: inputs.fed, constant: inputs.constant, initial: initial?[0])
      let connection = connection(to: index)
      if index > 0, let connection {
        let size = connection.inputSize(above: layers[index - 1].outputSize, inputSize: inputSize)
        own = RecurrentInputs(
          steps: workspace.matrix(rows, 0), fed: workspace.matrix(rows, size),
          initial: initial?[index])
      }
      let run = layer.directions[0].begin(own, layout: layout, in: pass)
      let hidden = run.outputs.hidden
      outputs.append(connection?.reserveOutput(hidden, in: pass) ?? hidden)
      return run
    }
    return Run(layers: runs, outputs: outputs)
  }

  /// Runs one step of all layers, whose fed inputs are written by now; `last` are the rows of the
  /// step before.
  func forwardStep(_ rows: Range<Int>, _ run: Run, after last: Range<Int>?, in pass: Pass) {
    for (index, layer) in layers.enumerated() {
      let own = run.layers[index]
      guard index > 0, let connection = connection(to: index),
        let input = own.inputs.fed?.rows(rows)
      else {
        layer.directions[0].forwardStep(rows, own, after: last, in: pass)
        continue
      }
      let below = run.outputs[index - 1].rows(rows)
      connection.writeInput(
        below, run.inputs(rows), into: input, .step(first: rows.lowerBound), in: pass)
      layer.directions[0].forwardStep(rows, own, after: last, in: pass)
      connection.writeOutput(
        own.outputs.hidden.rows(rows), below, into: run.outputs[index].rows(rows))
    }
  }

  /// Reserves room for the gradient of a run.
  func beginBackward(_ run: Run, in pass: Pass) -> Gradients {
    let inputs = run.layers[0].inputs
    let width = inputs.steps.columns + (inputs.fed?.columns ?? 0)
    return Gradients(
      layers: zip(layers, run.layers).map { layer, run in
        layer.directions[0].beginBackward(run, finalGradient: nil, in: pass)
      },
      repeated: wiring.repeatsInputs ? pass.workspace.zeros(inputs.steps.rows, width) : nil)
  }

  /// The backward pass of one step of all layers, from the gradient of the top layer's outputs.
  func backwardStep(
    _ rows: Range<Int>, _ gradient: Matrix, _ back: Gradients, _ run: Run,
    gradients: ParameterBuffer, in pass: Pass
  ) {
    let repeated = back.repeated?.rows(rows)
    var above = gradient
    for index in layers.indices.reversed() {
      layers[index].directions[0].backwardStep(
        rows, above, back.layers[index], run.layers[index], gradients: gradients, in: pass)
      guard index > 0, let connection = connection(to: index),
        let input = back.layers[index].fed?.rows(rows)
      else { continue }
      let parts = connection.backward(
        input, outputGradient: above, hiddenSize: layers[index - 1].outputSize,
        .step(first: rows.lowerBound), in: pass)
      if let repeated, let inputs = parts.inputs { Kernels.add(inputs, to: repeated) }
      above = parts.below
    }
    if let repeated, let fed = back.fed?.rows(rows) {
      let first = repeated.columns - fed.columns
      Kernels.add(repeated.columns(first..<repeated.columns), to: fed)
    }
  }

  /// Adds the parameters' gradients, and returns those of the inputs and of each layer's initial
  /// state.
  func finishBackward(
    _ back: Gradients, _ run: Run, gradients: ParameterBuffer, in pass: Pass
  ) -> (inputs: RecurrentInputs, initials: [RecurrentState]) {
    let results = layers.indices.map { index in
      layers[index].directions[0].finishBackward(
        back.layers[index], run.layers[index], gradients: gradients, in: pass)
    }
    if let repeated = back.repeated {
      Kernels.add(repeated.columns(0..<results[0].steps.columns), to: results[0].steps)
    }
    return (results[0], results.compactMap(\.initial))
  }
}
