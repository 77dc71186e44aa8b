import S2STensors

/// An output layer that may copy a token of the source instead of generating one.
///
///     g = σ(w · [c; h] + u · x + b)      p(v) = g softmax(logits)_v + (1 - g) Σ a_s, s where v stands
///
/// with c, h and a_s the context, state and weights of attention, and x the embedding of the token
/// before. Both sides need one vocabulary.
///
/// Reference: See et al. 2017, arXiv:1704.04368, equations 8 and 9 (the pointer-generator).
package struct CopyOutput: Sendable {
  /// The layer that generates tokens.
  package let output: SoftmaxOutput
  /// w, `[1, C + H]`.
  let contextWeight: ParameterSlot
  /// u, `[1, E]`.
  let inputWeight: ParameterSlot
  /// b.
  let bias: ParameterSlot

  /// The tokens of a source sentence, each once.
  package struct Source: Sendable {
    /// The tokens in the order in which they first stand.
    let tokens: [Int32]
    /// For each position, the place of its token among them.
    let places: [Int]

    /// Finds the tokens of a sentence, in the order in which attention reads it.
    package init(_ ids: [Int32]) {
      var found: [Int32: Int] = [:]
      var tokens: [Int32] = []
      places = ids.map { id in
        if let place = found[id] { return place }
        found[id] = tokens.count
        tokens.append(id)
        return tokens.count - 1
      }
      self.tokens = tokens
    }
  }

  /// What the layer reads.
  package struct Inputs {
    let features: Matrix  // [N, D], for the logits
    let attended: Attention.Activations
    let embedded: Matrix  // [N, E]
    let sources: [Source]  // of each sentence of the memory

    /// Groups the four.
    package init(
      features: Matrix, attended: Attention.Activations, embedded: Matrix, sources: [Source]
    ) {
      self.features = features
      self.attended = attended
      self.embedded = embedded
      self.sources = sources
    }
  }

  /// The gradient of `Inputs`.
  package struct Gradients {
    /// `[N, D]`.
    package let features: Matrix
    /// Of attention's [c; h], `[N, C + H]`.
    package let contextAndState: Matrix
    /// Of the attention weights, `[N, longest]`.
    package let weights: Matrix
    /// `[N, E]`.
    package let embedded: Matrix
  }

  /// Registers `NAME.context`, `NAME.input` and `NAME.bias` beside an output layer's parameters.
  package init(
    _ name: String, _ output: SoftmaxOutput, contextSize: Int, inputSize: Int,
    in table: inout ParameterTable
  ) {
    self.output = output
    contextWeight = table.add("\(name).context", .vector, count: contextSize)
    inputWeight = table.add("\(name).input", .vector, count: inputSize)
    bias = table.add("\(name).bias", count: 1)
  }

  /// Turns logits `[N, V]` into log-probabilities, which are logits of themselves.
  ///
  /// - Parameter rows: the inputs' row that each row of the logits belongs to; `nil` for its own.
  package func mix(_ logits: Matrix, _ inputs: Inputs, rows: [Int]? = nil, in pass: Pass) {
    let gates = gates(inputs, in: pass)
    for row in 0..<logits.rows {
      let (values, read) = (logits.row(row), rows?[row] ?? row)
      let mixture = CopyMixture(gate: gates[0, read], logits: logits.rows(row..<row + 1))
      let copied = inputs.copied(read).map { token, mass in
        (token, mixture.logProbability(values[token], mass: mass))
      }
      let shift = Float(mixture.logMake - mixture.normalizer)
      for token in 0..<logits.columns { values[token] += shift }
      for (token, logProbability) in copied { values[token] = Float(logProbability) }
    }
  }

  /// The loss of `targets` `[N]`, without gradients.
  package func loss(_ inputs: Inputs, targets: [Int32], in pass: Pass) -> SoftmaxOutput.Loss {
    var loss = SoftmaxOutput.Loss()
    loss.negativeLogLikelihood = logProbabilities(inputs, of: targets, in: pass).reduce(0, -)
    loss.smoothed = loss.negativeLogLikelihood
    loss.tokenCount = targets.count
    return loss
  }

  /// log p of each of `targets` `[N]`.
  package func logProbabilities(
    _ inputs: Inputs, of targets: [Int32], in pass: Pass
  ) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(targets.count)
    let gates = gates(inputs, in: pass)
    output.forEachBlock(inputs.features, targets: targets, in: pass) { rows, logits, _ in
      for (index, row) in rows.enumerated() {
        let target = Int(targets[row])
        let mixture = CopyMixture(gate: gates[0, row], logits: logits.rows(index..<index + 1))
        let mass = inputs.copied(row).first { $0.token == target }?.mass ?? 0
        result.append(mixture.logProbability(logits[index, target], mass: mass))
      }
    }
    return result
  }

  /// The loss and, times the objective's scale, its gradient: adds the parameters' and returns the
  /// inputs'.
  package func backward(
    _ inputs: Inputs, targets: [Int32], objective: Objective, gradients: ParameterBuffer,
    in pass: Pass
  ) -> (loss: SoftmaxOutput.Loss, inputs: Gradients) {
    let (features, workspace) = (inputs.features, pass.workspace)
    let featureGradient = workspace.matrix(features.rows, features.columns)
    let weights = workspace.zeros(features.rows, inputs.attended.weights.columns)
    let gates = gates(inputs, in: pass)
    var loss = SoftmaxOutput.Loss()
    output.forEachBlock(features, targets: targets, in: pass) { rows, logits, blockTargets in
      for (index, row) in rows.enumerated() {
        let own = Row(
          index: row, logits: logits.rows(index..<index + 1),
          target: UnsafeBufferPointer(rebasing: blockTargets[index..<index + 1]),
          gate: gates[0, row], objective: objective)
        gates[0, row] = rowBackward(own, inputs, weights: weights.row(row), loss: &loss)
      }
      pass.multiplyBack(logits, by: output.weight, into: featureGradient.rows(rows))
      pass.accumulate(logits, features.rows(rows), into: gradients[output.weight])
      Kernels.addColumnSums(of: logits, to: gradients[output.bias])
    }
    loss.tokenCount = targets.count
    let back = gatesBackward(gates, inputs, gradients: gradients, in: pass)
    return (
      loss,
      Gradients(
        features: featureGradient, contextAndState: back.contextAndState, weights: weights,
        embedded: back.embedded)
    )
  }
}

// MARK: - The gate

extension CopyOutput {
  /// w · [c; h] + u · x + b of every row, `[1, N]`.
  private func gates(_ inputs: Inputs, in pass: Pass) -> Matrix {
    let (contextAndState, embedded) = (inputs.attended.contextAndState, inputs.embedded)
    let gates = pass.workspace.matrix(1, embedded.rows)
    let others = pass.workspace.matrix(1, embedded.rows)
    Kernels.dots(pass.parameters[contextWeight], contextAndState, into: gates)
    Kernels.dots(pass.parameters[inputWeight], embedded, into: others)
    Kernels.add(others, to: gates)
    let bias = pass.parameters[bias][0, 0]
    for row in 0..<gates.columns { gates[0, row] += bias }
    return gates
  }

  private func gatesBackward(
    _ gradient: Matrix, _ inputs: Inputs, gradients: ParameterBuffer, in pass: Pass
  ) -> (contextAndState: Matrix, embedded: Matrix) {
    for row in 0..<gradient.columns { gradients[bias][0, 0] += gradient[0, row] }
    func back(_ weight: ParameterSlot, _ read: Matrix) -> Matrix {
      Kernels.addWeightedRows(gradient, read, to: gradients[weight])
      let own = pass.workspace.zeros(read.rows, read.columns)
      Kernels.addOuter(gradient, pass.parameters[weight], to: own)
      return own
    }
    return (
      back(contextWeight, inputs.attended.contextAndState), back(inputWeight, inputs.embedded)
    )
  }
}
