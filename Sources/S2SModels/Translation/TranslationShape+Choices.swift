import S2SLayers

/// Choices that contradict each other, or change nothing.
extension TranslationShape {
  /// The width of the context vector that the encoder makes.
  public var contextSize: Int {
    isBidirectional && merge == .concat ? 2 * network.hiddenSize : network.hiddenSize
  }

  /// Checks every value against its range, and the values against each other.
  ///
  /// - Throws: `OptionError` that names the option; `ModelError` (`invalidConfiguration`).
  public func validate() throws {
    try Self.options.check(self)
    try network.validate()
    guard isBidirectional || merge == .concat else {
      throw ModelError(
        .invalidConfiguration,
        "the encoder reads in one direction, so there is nothing to merge by \(merge.rawValue); choose "
          + "a bidirectional encoder.")
    }
    try checkBridge()
    try checkAttention()
    try checkCopying()
  }

  /// Refuses attention that does not fit, and what would be part of it where there is none.
  func checkAttention() throws {
    if attention == .dot && contextSize != network.hiddenSize {
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
      !isHierarchical,
      "a token is copied from where attention looks, and with words spelled by characters it looks "
        + "at words; leave out one of the two.")
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
    guard bridge != .copy || contextSize == network.hiddenSize else {
      throw ModelError(
        .invalidConfiguration,
        "the bridge copy needs states of one width, and those of a bidirectional encoder are twice "
          + "as wide as the decoder's; choose the bridge dense or mean, or merge the directions by "
          + "sum.")
    }
  }
}
