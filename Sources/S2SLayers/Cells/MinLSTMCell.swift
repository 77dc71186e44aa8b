import S2STensors

/// The minimal LSTM: its gates read the input alone, and are divided by their sum.
///
///     f, i = σ(W x_t + b)       h_t = f / (f + i) ⊙ h_{t-1} + i / (f + i) ⊙ (W_h x_t + b_h)
///
/// The rows of `weight_ih` and `bias` are f, i, candidate.
///
/// Reference: Feng et al. 2024, arXiv:2410.01201, section 3.2, without the logarithms that its parallel scan
/// needs.
package struct MinLSTMCell: ScannedCell {
  package let kind = ScanKind.minLSTM
  package let hiddenSize: Int
  package var gates: [Gate] {
    Gate.sideBySide(
      [("f", "forget gate"), ("i", "input gate"), ("h", "candidate")], hiddenSize: hiddenSize)
  }
  package let inputWeight: ParameterSlot
  package let biases: [ParameterSlot]
  package let forgetBias: Float

  /// Registers `NAME.weight_ih` and `bias`.
  package init(_ design: CellDesign, in table: inout ParameterTable) {
    hiddenSize = design.hiddenSize
    forgetBias = design.forgetBias
    inputWeight = design.add(
      "weight_ih", .input, rows: 3 * hiddenSize, columns: design.inputSize, in: &table)
    biases = [design.add("bias", count: 3 * hiddenSize, in: &table)]
  }
}
