import S2SLayers

/// Choices that would change nothing.
extension RecurrentShape {
  /// Refuses choices that have no meaning for the cells or the number of layers; ranges are the
  /// table's to check.
  ///
  /// - Parameter cells: all that there are; the shape's, unless they are given.
  /// - Throws: `ModelError.contradiction`.
  package func validate(cells: [CellKind]? = nil) throws {
    let cells = cells ?? [cell]
    func check(_ isMeaningful: Bool, _ contradiction: ShapeContradiction) throws {
      guard !isMeaningful else { return }
      throw ModelError.contradiction(contradiction)
    }
    try check(layerCount > 1 || !isResidual, .residualLayer)
    try check(layerCount > 1 || !repeatsInputs, .repeatedInput)
    try check(!dropout.isVariational || !dropout.isOff, .variationalWithoutDropout)
    if mogrifierRounds > 0, let cell = cells.first(where: \.readsInputsTwice) {
      throw ModelError.contradiction(.mogrifiesWindows(cell))
    }
    try check(
      nonlinearity == .tanh || cells.contains { $0.uses(.nonlinearity) },
      .nonlinearity(nonlinearity, cell: cell, possible: CellKind.using(.nonlinearity)))
    try check(
      forgetBias == 1 || cells.contains { $0.uses(.forgetBias) },
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
