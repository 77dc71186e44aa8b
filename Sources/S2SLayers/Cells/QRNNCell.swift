import S2STensors

/// The quasi-recurrent net: gates and candidate by a masked convolution of width 2.
///
///     z = tanh(W_z [x_t ; x_{t-1}] + b_z)       f, o, i = σ(W [x_t ; x_{t-1}] + b)
///     f-pooling     h_t = f ⊙ h_{t-1} + (1 - f) ⊙ z
///     fo-pooling    c_t = f ⊙ c_{t-1} + (1 - f) ⊙ z      h_t = o ⊙ c_t
///     ifo-pooling   c_t = f ⊙ c_{t-1} + i ⊙ z            h_t = o ⊙ c_t
///
/// The rows of `weight_ih` and `bias` are f, o, i, z, as many of them as the pooling has; the columns are
/// those of x_t, of x_{t-1}, and of an input that is the same at every step.
///
/// Reference: Bradbury et al. 2016, arXiv:1611.01576, section 2.
package struct QRNNCell: ScannedCell {
  package let kind: ScanKind
  package let hiddenSize: Int
  package var gates: [Gate] {
    let before = [("f", "forget gate"), ("o", "output gate"), ("i", "input gate")]
    return Gate.sideBySide(
      before.prefix(kind.gateCount) + [("z", "candidate")], hiddenSize: hiddenSize)
  }
  package let inputWeight: ParameterSlot
  package let inputSizeBefore: Int
  package let biases: [ParameterSlot]
  package let forgetBias: Float

  /// Registers `NAME.weight_ih` and `bias`.
  package init(_ design: CellDesign, _ kind: ScanKind, in table: inout ParameterTable) {
    self.kind = kind
    hiddenSize = design.hiddenSize
    forgetBias = design.forgetBias
    inputSizeBefore = design.inputSize - design.constantSize
    let rows = kind.width * hiddenSize
    inputWeight = design.add(
      "weight_ih", .input, rows: rows, columns: design.inputSize + inputSizeBefore, in: &table)
    biases = [design.add("bias", count: rows, in: &table)]
  }
}
