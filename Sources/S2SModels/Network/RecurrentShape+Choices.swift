import S2SLayers

/// Choices that would change nothing.
extension RecurrentShape {
  /// Refuses choices that have no meaning for the cell or the number of layers; ranges are the
  /// table's to check.
  ///
  /// - Throws: `ModelError` with code `invalidConfiguration`.
  package func validate() throws {
    func check(_ isMeaningful: Bool, _ problem: String) throws {
      guard !isMeaningful else { return }
      throw ModelError(.invalidConfiguration, problem)
    }
    try check(
      layerCount > 1 || !isResidual,
      "residual connections go from layer to layer, and there is one layer; choose more layers.")
    try check(
      layerCount > 1 || !repeatsInputs,
      "the one layer reads the input anyway; choose more layers, or leave out the input to all.")
    try check(
      !dropout.isVariational || !dropout.isOff,
      "variational dropout is a kind of dropout, but all its rates are 0; give a dropout above 0.")
    if nonlinearity != .tanh {
      try checkCell(
        .nonlinearity, "has no nonlinearity to choose, so \(nonlinearity.rawValue) cannot be it")
    }
    if forgetBias != 1 {
      try checkCell(.forgetBias, "has no forget gate, so no bias of it can be \(forgetBias)")
    }
  }

  /// Refuses a choice that changes nothing about the kind of cell.
  private func checkCell(_ choice: CellKind.Choice, _ problem: String) throws {
    guard !cell.uses(choice) else { return }
    let others = CellKind.allCases.filter { $0.uses(choice) }.map(\.rawValue)
    throw ModelError(
      .invalidConfiguration,
      "the cell \(cell) \(problem); the cells \(others.joined(separator: ", ")) have one.")
  }

  /// A cell of this shape's kind on its way.
  func cellDesign(_ name: String, inputSize: Int, hiddenSize: Int? = nil) -> CellDesign {
    var design = CellDesign(name, inputSize: inputSize, hiddenSize: hiddenSize ?? self.hiddenSize)
    design.nonlinearity = nonlinearity
    design.forgetBias = forgetBias
    return design
  }
}
