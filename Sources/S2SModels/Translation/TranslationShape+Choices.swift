import S2SLayers

/// Choices that contradict each other, or change nothing.
extension TranslationShape {
  /// The width of the context vector that the encoder makes.
  public var contextSize: Int {
    isBidirectional && merge == .concat ? 2 * network.hiddenSize : network.hiddenSize
  }

  /// The decoder's cells, layers and widths.
  package var decoderNetwork: RecurrentShape {
    var shape = network
    shape.cell = decoderCell ?? network.cell
    return shape
  }

  /// The decoder's layers up to the one that attends.
  var lowerDecoderNetwork: RecurrentShape {
    var shape = decoderNetwork
    shape.layerCount = attendingLayers ?? shape.layerCount
    return shape
  }

  /// The decoder's layers that read what attention made; `nil` where there are none.
  var upperDecoderNetwork: RecurrentShape? {
    attendingLayers.map { lower in
      var shape = decoderNetwork
      shape.layerCount -= lower
      return shape
    }
  }

  /// Checks every value against its range, and the values against each other.
  ///
  /// - Throws: `OptionError` that names the option; `ModelError.contradiction`.
  public func validate() throws {
    try Self.options.check(self)
    try network.validate(cells: [network.cell, decoderNetwork.cell])
    guard isBidirectional || merge == .concat else {
      throw ModelError.contradiction(.merge(merge))
    }
    try checkBridge()
    try checkAttention()
    try checkCopying()
  }

  /// Refuses attention that does not fit, and what would be part of it where there is none.
  func checkAttention() throws {
    if attention == .dot && contextSize != network.hiddenSize {
      throw ModelError.contradiction(.dotOfUnequalWidths)
    }
    if attention != .additive && hasCoverage {
      throw ModelError.contradiction(.coverage(of: attention))
    }
    if let attendingLayers {
      guard attention != .off else { throw ModelError.contradiction(.attendsWithoutAttention) }
      guard attendingLayers < network.layerCount else {
        throw ModelError.contradiction(
          .attendsAfterAll(attendingLayers, layers: network.layerCount))
      }
      guard !feedsInput else { throw ModelError.contradiction(.feedsBelowLayers) }
    }
    if attention == .off && feedsInput {
      throw ModelError.contradiction(.feedsWithoutAttention)
    }
    if network.mogrifierRounds > 0 && feedsInput {
      throw ModelError.contradiction(.mogrifiesFedInputs)
    }
    if decoderNetwork.cell.readsInputsTwice && feedsInput {
      throw ModelError.contradiction(.windowsFedInputs(decoderNetwork.cell))
    }
  }

  /// Refuses to copy what is not seen, or not a token of the target's.
  func checkCopying() throws {
    guard copiesSource else { return }
    guard attention != .off else { throw ModelError.contradiction(.copiesWithoutAttention) }
    guard !isHierarchical else { throw ModelError.contradiction(.copiesSpelledWords) }
  }

  /// Refuses a bridge that does not fit, and one that would lead nowhere.
  func checkBridge() throws {
    guard let bridge else { return }
    guard contextUse != .steps else {
      throw ModelError.contradiction(.unusedBridge(bridge))
    }
    guard bridge != .copy || contextSize == network.hiddenSize else {
      throw ModelError.contradiction(.copiesWiderStates)
    }
  }
}
