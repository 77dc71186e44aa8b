import S2SLayers

/// Choices that would change nothing.
extension RecurrentShape {
  /// Refuses choices that have no meaning for the cell or the number of layers; ranges are the
  /// table's to check.
  ///
  /// - Throws: `ModelError.contradiction`.
  package func validate() throws {
    func check(_ isMeaningful: Bool, _ contradiction: ShapeContradiction) throws {
      guard !isMeaningful else { return }
      throw ModelError.contradiction(contradiction)
    }
    try check(layerCount > 1 || !isResidual, .residualLayer)
    try check(layerCount > 1 || !repeatsInputs, .repeatedInput)
    try check(!dropout.isVariational || !dropout.isOff, .variationalWithoutDropout)
    try check(mogrifierRounds == 0 || !cell.readsInputsTwice, .mogrifiesWindows(cell))
    try check(
      nonlinearity == .tanh || cell.uses(.nonlinearity),
      .nonlinearity(nonlinearity, cell: cell, possible: CellKind.using(.nonlinearity)))
    try check(
      forgetBias == 1 || cell.uses(.forgetBias),
      .forgetBias(forgetBias, cell: cell, possible: CellKind.using(.forgetBias)))
  }

  /// A cell of this shape's kind on its way.
  func cellDesign(_ name: String, inputSize: Int, hiddenSize: Int? = nil) -> CellDesign {
    var design = CellDesign(name, inputSize: inputSize, hiddenSize: hiddenSize ?? self.hiddenSize)
    design.nonlinearity = nonlinearity
    design.forgetBias = forgetBias
    return design
  }
}

extension CellKind {
  /// The kinds that a choice changes something about.
  fileprivate static func using(_ choice: Choice) -> [CellKind] {
    allCases.filter { $0.uses(choice) }
  }
}
