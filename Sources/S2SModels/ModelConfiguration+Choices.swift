import S2SLayers

/// Choices that have no meaning for the rest of the shape.
extension ModelConfiguration {
  /// Refuses connections between layers or directions that do not exist.
  ///
  /// - Throws: `ModelError` with code `invalidConfiguration`.
  func checkNetwork() throws {
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
      zoneout >= 0 && zoneout < 1,
      "a zoneout of \(zoneout) makes no sense; give 0 or more, below 1.")
    try check(
      isBidirectional || merge == .concat,
      "the encoder reads in one direction, so there is nothing to merge by \(merge.rawValue); choose "
        + "a bidirectional encoder.")
  }

  /// Refuses attention that does not fit, and what would be part of it where there is none.
  func checkAttention() throws {
    if attention == .dot && contextSize != hiddenSize {
      throw ModelError(
        .invalidConfiguration,
        "dot attention compares states of one width, and those of a bidirectional encoder are twice "
          + "as wide; choose general attention, or merge the directions by sum.")
    }
    if attention != .additive && hasCoverage {
      throw ModelError(
        .invalidConfiguration,
        "coverage is a part of the score of additive attention, and attention is \(attention.rawValue); "
          + "choose additive attention.")
    }
    if attention == .off && feedsInput {
      throw ModelError(
        .invalidConfiguration,
        "input feeding hands on what attention made of the step before, and there is no attention; "
          + "choose dot, general or additive attention.")
    }
  }

  /// Refuses to copy what is not seen, or not a token of the target's.
  func checkCopying() throws {
    guard copiesSource else { return }
    func check(_ isMeaningful: Bool, _ problem: String) throws {
      guard !isMeaningful else { return }
      throw ModelError(.invalidConfiguration, problem)
    }
    try check(
      attention != .off,
      "a token is copied from where attention looks, and there is no attention; choose dot, general "
        + "or additive attention.")
    try check(
      spelling == nil,
      "a token is copied from where attention looks, and with words spelled by characters it looks "
        + "at words; leave out one of the two.")
    try check(
      sourceVocabularySize == targetVocabularySize,
      "copying needs one vocabulary for both sides, but the source's has \(sourceVocabularySize) "
        + "tokens and the target's \(targetVocabularySize); train with a joint vocabulary.")
  }

  /// Refuses a bridge that does not fit, and one that would lead nowhere.
  func checkBridge() throws {
    guard let bridge else { return }
    guard contextUse != .steps else {
      throw ModelError(
        .invalidConfiguration,
        "the decoder's first state is zero where the context is at the steps alone, so the bridge "
          + "\(bridge) would lead nowhere; leave it out or choose another context.")
    }
    guard bridge != .copy || contextSize == hiddenSize else {
      throw ModelError(
        .invalidConfiguration,
        "the bridge copy needs states of one width, and those of a bidirectional encoder are twice "
          + "as wide as the decoder's; choose the bridge dense or mean, or merge the directions by "
          + "sum.")
    }
  }

  /// Refuses choices that change nothing about the kind of cell.
  func checkCell() throws {
    func check(_ choice: CellKind.Choice, _ problem: String) throws {
      guard !cell.uses(choice) else { return }
      let others = Cell.allCases.filter { $0.uses(choice) }.map(\.rawValue)
      throw ModelError(
        .invalidConfiguration,
        "the cell \(cell) \(problem); the cells \(others.joined(separator: ", ")) have one.")
    }
    if let nonlinearity {
      try check(
        .nonlinearity, "has no nonlinearity to choose, so \(nonlinearity.rawValue) cannot be it")
    }
    if let forgetBias {
      try check(.forgetBias, "has no forget gate, so no bias of it can be \(forgetBias)")
      guard abs(forgetBias) <= 100 else {
        throw ModelError(
          .invalidConfiguration, "the forget bias is \(forgetBias); it has to be from -100 to 100.")
      }
    }
  }
}
