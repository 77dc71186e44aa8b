import S2STensors

/// The simple recurrent unit.
///
///     f = σ(W_f x_t + v_f ⊙ c_{t-1} + b_f)      r = σ(W_r x_t + v_r ⊙ c_{t-1} + b_r)
///     c_t = f ⊙ c_{t-1} + (1 - f) ⊙ W x_t       h_t = r ⊙ c_t + (1 - r) ⊙ x_t
///
/// Where x_t is not as wide as the state, P x_t takes its place in h_t, P learned. The rows of `weight_ih` are
/// f, r, z and, where there is one, P; `bias` and `weight_ch` (v) are f, r.
///
/// Reference: Lei et al. 2018, arXiv:1709.02755v5, equations 1 to 4, without the factor α on x_t, which is 1
/// in that paper's programs unless asked for.
package struct SRUCell: ScannedCell {
  package let kind = ScanKind.sru
  package let hiddenSize: Int
  package var gates: [Gate] {
    Gate.sideBySide(
      [("f", "forget gate"), ("r", "reset gate"), ("z", "candidate")], hiddenSize: hiddenSize)
  }
  package let inputWeight: ParameterSlot
  package let copiesInput: Bool
  package let biases: [ParameterSlot]
  package let look: ParameterSlot?
  package let forgetBias: Float

  /// Registers `NAME.weight_ih`, `weight_ch` and `bias`.
  package init(_ design: CellDesign, in table: inout ParameterTable) {
    hiddenSize = design.hiddenSize
    forgetBias = design.forgetBias
    copiesInput = design.inputSize == hiddenSize
    inputWeight = design.add(
      "weight_ih", .input, rows: (copiesInput ? 3 : 4) * hiddenSize, columns: design.inputSize,
      in: &table)
    look = table.add("\(design.name).weight_ch", .vector, count: 2 * hiddenSize)
    biases = [design.add("bias", count: 2 * hiddenSize, in: &table)]
  }
}
