import S2STensors

/// The minimal GRU: its gate and candidate read the input alone.
///
///     z = σ(W_z x_t + b_z)      h_t = (1 - z) ⊙ h_{t-1} + z ⊙ (W x_t + b)
///
/// The rows of `weight_ih` and `bias` are z, candidate.
///
/// Reference: Feng et al. 2024, arXiv:2410.01201, section 3.1, without the logarithms that its parallel scan
/// needs.
package struct MinGRUCell: ScannedCell {
  package let kind = ScanKind.minGRU
  package let hiddenSize: Int
  package var gates: [Gate] {
    Gate.sideBySide([("z", "update gate"), ("h", "candidate")], hiddenSize: hiddenSize)
  }
  package let inputWeight: ParameterSlot
  package let biases: [ParameterSlot]
  package let forgetBias: Float = 0

  /// Registers `NAME.weight_ih` and `bias`.
  package init(_ design: CellDesign, in table: inout ParameterTable) {
    hiddenSize = design.hiddenSize
    inputWeight = design.add(
      "weight_ih", .input, rows: 2 * hiddenSize, columns: design.inputSize, in: &table)
    biases = [design.add("bias", count: 2 * hiddenSize, in: &table)]
  }
}
