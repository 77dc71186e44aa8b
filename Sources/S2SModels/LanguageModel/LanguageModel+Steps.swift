import S2SLayers
import S2STensors

/// The model token by token, and through a long text.
extension LanguageModel {
  /// What every step adds and none changes: a row for each text that is read.
  package func constants(rows: Int, in pass: Pass) -> [Matrix] {
    let first = stack.layers[0].directions[0]
    return [first.constantProjection(nil, batchSize: rows, in: pass)]
      + stack.biases(from: 1, in: pass)
  }

  /// Reads a token per row, and returns the logits of the next, `[B, V]`.
  ///
  /// - Parameters:
  ///   - states: one per layer; overwritten by those after the step.
  ///   - constants: of `constants(rows:in:)`.
  package func step(
    _ tokens: [Int32], states: [RecurrentState], constants: [Matrix], in pass: Pass
  ) -> Matrix {
    let top = stack.step(
      embedding.forward(tokens, in: pass), constantProjections: constants, states: states, in: pass)
    let logits = pass.workspace.matrix(tokens.count, output.vocabularySize)
    output.forward(top, into: logits, in: pass)
    return logits
  }

  /// log P of each token that follows in what is read, the states after it, and the last layer's
  /// outputs before each token, `[N, H]`, which live as long as the workspace is not reset.
  package func logProbabilities(
    of reading: Reading, in pass: Pass
  ) -> (rows: [Double], finals: [RecurrentState], outputs: Matrix) {
    let activations = forward(reading, in: pass)
    return (
      output.logProbabilities(activations.states, of: reading.targets, in: pass),
      activations.finals, activations.outputs
    )
  }
}
