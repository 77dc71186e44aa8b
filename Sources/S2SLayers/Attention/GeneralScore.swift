import S2STensors

/// The dot product after a map of the encoder's state: score(h, m) = h · K m.
///
/// Reference: Luong et al. 2015, arXiv:1508.04025, section 3.1.
package struct GeneralScore: AttentionScore {
  /// K, `[H, C]`.
  package let keyMap: Linear?

  /// Registers `NAME.key`.
  package init(_ design: AttentionDesign, in table: inout ParameterTable) {
    keyMap = design.map("key", from: design.sourceSize, in: &table)
  }

  package func forward(_ inputs: ScoreInputs, into scores: Matrix, in pass: Pass) {
    Kernels.dots(inputs.query, inputs.keys, into: scores)
  }

  package func backward(
    _ gradient: Matrix, _ inputs: ScoreInputs, into inputGradients: ScoreInputs,
    gradients: ParameterBuffer, in pass: Pass
  ) {
    Kernels.addWeightedRows(gradient, inputs.keys, to: inputGradients.query)
    Kernels.addOuter(gradient, inputs.query, to: inputGradients.keys)
  }
}
