import S2STensors

/// The simpler simple recurrent unit.
///
///     f = σ(W_f x_t + b)        c_t = f ⊙ c_{t-1} + (1 - f) ⊙ W x_t        h_t = max(c_t, 0)
///
/// The rows of `weight_ih` are f, z, where z = W x_t; `bias` is that of f.
///
/// Reference: Kim et al. 2019, doi:10.18653/v1/D19-5632, section 3.1.
package struct SSRUCell: ScannedCell {
  package let kind = ScanKind.ssru
  package let hiddenSize: Int
  package var gates: [Gate] {
    Gate.sideBySide([("f", "forget gate"), ("z", "candidate")], hiddenSize: hiddenSize)
  }
  package let inputWeight: ParameterSlot
  package let biases: [ParameterSlot]
  package let forgetBias: Float

  /// Registers `NAME.weight_ih` and `bias`.
  package init(_ design: CellDesign, in table: inout ParameterTable) {
    hiddenSize = design.hiddenSize
    forgetBias = design.forgetBias
    inputWeight = design.add(
      "weight_ih", .input, rows: 2 * hiddenSize, columns: design.inputSize, in: &table)
    biases = [design.add("bias", count: hiddenSize, in: &table)]
  }
}
