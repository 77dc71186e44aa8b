import S2SLayers
import S2STensors

/// The decoder's state between two steps, one row per hypothesis.
///
/// A step overwrites the matrices.
struct DecoderState {
  /// The biases of the first layer plus the projection of the context vector.
  var constantProjection: Matrix
  /// One state per layer.
  var layers: [RecurrentState]
  /// The attention's output of the previous step, with input feeding.
  var fed: Matrix?
  /// The coverage vectors: each position's attention weights, summed over all steps so far.
  var coverage: Matrix?
  /// The source sentence of each row, in the order of attention's memory.
  var sentences: [Int]

  var rowCount: Int { constantProjection.rows }

  /// The state of other rows: `sentences[i]` is the source of row i of what `change` makes.
  func map(sentences: [Int], _ change: (Matrix) -> Matrix) -> DecoderState {
    DecoderState(
      constantProjection: change(constantProjection), layers: layers.map { $0.map(change) },
      fed: fed.map(change), coverage: coverage.map(change), sentences: sentences)
  }

  /// Moves some rows to the front, in their order; the others are lost.
  mutating func keep(_ rows: [Int]) {
    _ = map(sentences: []) { matrix in
      for (new, old) in rows.enumerated() where new != old {
        matrix.rows(new..<new + 1).copy(from: matrix.rows(old..<old + 1))
      }
      return matrix
    }
    sentences = rows.map { sentences[$0] }
  }

  /// The first rows, as a view.
  func first(_ count: Int) -> DecoderState {
    map(sentences: Array(sentences[..<count])) { $0.rows(0..<count) }
  }
}

/// The decoder step by step, for translation and where training samples tokens: each token is chosen
/// from the output of the step before.
extension Decoder {
  /// What all steps read and none changes.
  struct Constants {
    /// The source as attention reads it; `nil` without attention.
    let memory: Attention.Memory?
    /// Of the lower layers above the first.
    let lowerBiases: [Matrix]
    /// Of the layers above attention.
    let upperBiases: [Matrix]
  }

  /// The results of a step beside its new state.
  struct Step {
    let embedded: Matrix  // [B, E]
    let attended: Attention.Activations?
    /// What the output layer reads.
    let features: Matrix
  }

  /// The state before the first token, in the pass's memory.
  func start(_ context: Context, in pass: Pass) -> DecoderState {
    let rows = context.vector.rows
    let layers = zip(context.states, self.layers).map { state, layer in
      func first(_ values: Matrix) -> Matrix {
        let first = pass.workspace.zeros(values.rows, values.columns)
        if contextUse != .steps { first.copy(from: values) }
        return first
      }
      let width = layer.directions[0].cell.inputSizeBefore
      return RecurrentState(
        hidden: first(state.hidden), cell: state.cell.map(first),
        input: width > 0 ? pass.workspace.zeros(rows, width) : nil)
    }
    return DecoderState(
      constantProjection: stack.layers[0].directions[0].constantProjection(
        contextUse == .start ? nil : context.vector, batchSize: rows, in: pass),
      layers: layers,
      fed: feeding.map { pass.workspace.zeros(rows, $0.fedSize) },
      coverage: attention?.hasCoverage == true
        ? pass.workspace.zeros(rows, context.source.layout.stepCount) : nil,
      sentences: context.source.sentences)
  }

  /// What no step changes, in the pass's memory.
  func constants(_ source: SourceStates, in pass: Pass) -> Constants {
    Constants(
      memory: remember(source, in: pass), lowerBiases: stack.biases(from: 1, in: pass),
      upperBiases: upper?.biases(in: pass) ?? [])
  }

  /// Reads one token per row; the state is overwritten by that after the token.
  func step(
    _ tokens: [Int32], _ state: DecoderState, _ constants: Constants, in pass: Pass
  ) -> Step {
    let embedded = embeddingDropout.step(embedding.forward(tokens, in: pass), in: pass)
    let top = stack.step(
      state.fed.map { beside(embedded, $0, in: pass) } ?? embedded,
      constantProjections: [state.constantProjection] + constants.lowerBiases,
      states: state.layers, in: pass)
    let attended = constants.memory.flatMap { memory in
      attention?.forward(
        top, memory, sentences: state.sentences, coverage: state.coverage.map { .vectors($0) },
        in: pass)
    }
    if let attended, let fed = state.fed { fed.copy(from: attended.outputs) }
    if let attended, let coverage = state.coverage { attended.addWeights(to: coverage) }
    let last = attended?.outputs ?? top
    let above = upper?.step(
      last, constantProjections: constants.upperBiases,
      states: Array(state.layers[stack.layers.count...]), in: pass)
    let outputs = outputDropout.step(above ?? last, in: pass)
    return Step(embedded: embedded, attended: attended, features: features(outputs, in: pass))
  }

  /// If the model copies, turns the logits of some rows of a step, or of all, into
  /// log-probabilities.
  func mix(
    _ logits: Matrix, _ step: Step, rows: [Int]? = nil, sources: [CopyOutput.Source],
    in pass: Pass
  ) {
    guard let copying, let attended = step.attended else { return }
    let inputs = CopyOutput.Inputs(
      features: step.features, attended: attended, embedded: step.embedded, sources: sources)
    copying.mix(logits, inputs, rows: rows, in: pass)
  }

  private func beside(_ left: Matrix, _ right: Matrix, in pass: Pass) -> Matrix {
    let joined = pass.workspace.matrix(left.rows, left.columns + right.columns)
    joined.columns(0..<left.columns).copy(from: left)
    joined.columns(left.columns..<joined.columns).copy(from: right)
    return joined
  }
}
