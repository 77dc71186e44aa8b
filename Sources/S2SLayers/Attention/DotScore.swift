import S2STensors

/// The dot product of both states: score(h, m) = h · m.
///
/// Reference: Luong et al. 2015, arXiv:1508.04025, section 3.1.
package struct DotScore: AttentionScore {
  /// Needs no parameters.
  ///
  /// - Precondition: the states of encoder and decoder are equally wide.
  package init(_ design: AttentionDesign) {
    precondition(design.sourceSize == design.hiddenSize, "a dot product needs equal widths")
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
