import S2STensors

/// A net with one hidden layer: score(h, m) = v · tanh(Q h + b + K m), and with a coverage vector k
/// v · tanh(Q h + b + K m + k u).
///
/// References: Bahdanau et al. 2015, arXiv:1409.0473; coverage from See et al. 2017,
/// arXiv:1704.04368, equation 11.
package struct AdditiveScore: AttentionScore {
  /// K, `[H, C]`.
  package let keyMap: Linear?
  /// Q, `[H, H]`, with b.
  package let queryMap: Linear?
  /// v, `[1, H]`.
  let scorer: ParameterSlot
  /// u, `[1, H]`; `nil` without coverage.
  let coverageWeight: ParameterSlot?

  package var hasCoverage: Bool { coverageWeight != nil }

  /// Registers `NAME.key`, `NAME.query`, `NAME.scorer` and, with coverage, `NAME.coverage`.
  package init(_ design: AttentionDesign, in table: inout ParameterTable) {
    keyMap = design.map("key", from: design.sourceSize, in: &table)
    queryMap = design.map("query", from: design.hiddenSize, hasBias: true, in: &table)
    scorer = design.vector("scorer", in: &table)
    coverageWeight = design.hasCoverage ? design.vector("coverage", in: &table) : nil
  }

  package func forward(_ inputs: ScoreInputs, into scores: Matrix, in pass: Pass) {
    pass.workspace.scoped {
      Kernels.additiveScores(
        inputs.query, keys(inputs, in: pass), vector: pass.parameters[scorer], into: scores)
    }
  }

  package func backward(
    _ gradient: Matrix, _ inputs: ScoreInputs, into inputGradients: ScoreInputs,
    gradients: ParameterBuffer, in pass: Pass
  ) {
    let vector = pass.parameters[scorer]
    guard let coverageWeight, let coverage = inputs.coverage else {
      return Kernels.additiveBackward(
        gradient, (inputs.query, inputs.keys, vector),
        into: (inputGradients.query, inputGradients.keys, gradients[scorer]))
    }
    pass.workspace.scoped {
      let keys = keys(inputs, in: pass)
      let keyGradient = pass.workspace.zeros(keys.rows, keys.columns)
      Kernels.additiveBackward(
        gradient, (inputs.query, keys, vector),
        into: (inputGradients.query, keyGradient, gradients[scorer]))
      Kernels.add(keyGradient, to: inputGradients.keys)
      Kernels.addWeightedRows(coverage, keyGradient, to: gradients[coverageWeight])
      if let own = inputGradients.coverage {
        Kernels.dots(pass.parameters[coverageWeight], keyGradient, into: own)
      }
    }
  }

  /// K m + k u for the positions of a sentence; K m without coverage.
  private func keys(_ inputs: ScoreInputs, in pass: Pass) -> Matrix {
    guard let coverageWeight, let coverage = inputs.coverage else { return inputs.keys }
    let sums = pass.workspace.matrix(inputs.keys.rows, inputs.keys.columns)
    sums.copy(from: inputs.keys)
    Kernels.addOuter(coverage, pass.parameters[coverageWeight], to: sums)
    return sums
  }
}
