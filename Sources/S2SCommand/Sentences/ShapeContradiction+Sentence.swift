import S2SModels

extension ShapeContradiction {
  /// What contradicts what, and what to choose.
  var sentence: String {
    switch self {
    case .residualLayer:
      "residual connections need a second layer, and there is one layer; choose more layers."
    case .repeatedInput:
      "a single layer reads the input anyway; choose more layers, or leave out the input to all "
        + "layers."
    case .variationalWithoutDropout:
      "variational dropout is a kind of dropout, but all its rates are 0; give a dropout above 0."
    case .nonlinearity(let nonlinearity, let cell, let possible):
      "the cell \(cell) has no nonlinearity to choose, so \(nonlinearity.rawValue) has no effect; "
        + "the cells \(possible.map(\.rawValue).joined(separator: ", ")) have one."
    case .forgetBias(let bias, let cell, let possible):
      "the cell \(cell) has no forget gate, so a bias of \(bias) has no effect; the cells "
        + "\(possible.map(\.rawValue).joined(separator: ", ")) have one."
    default: betweenParts
    }
  }

  /// The sentence where encoder, attention and decoder do not fit each other.
  private var betweenParts: String {
    switch self {
    case .merge(let merge):
      "there is nothing to merge by \(merge.rawValue): the encoder reads in one direction; choose "
        + "a bidirectional encoder."
    case .dotOfUnequalWidths:
      "dot attention needs states of one width, and those of a bidirectional encoder are twice "
        + "as wide; choose general attention, or merge the directions by sum."
    case .coverage(let attention):
      "only additive attention has a coverage vector, and attention is "
        + "\(attention.rawValue); choose additive attention."
    case .attendsWithoutAttention:
      "--attend-after says after which of its layers the decoder attends, and there is no attention; "
        + "choose dot, general or additive attention."
    case .attendsAfterAll(let number, let layers):
      "--attend-after \(number) needs a decoder layer above it, and --layers is \(layers); give more "
        + "layers, or leave it out."
    case .feedsBelowLayers:
      "--attend-after and --input-feeding exclude each other; give one of them."
    case .mogrifiesFedInputs:
      "--mogrifier and --input-feeding exclude each other; give one of them."
    case .dropsNoWeights(let cell):
      "--weight-drop drops elements of recurrent matrices, and --cell \(cell) has none; leave it out."
    case .windowsFedInputs(let cell):
      "--cell \(cell) reads the inputs of two steps, which --input-feeding does not know yet; choose another "
        + "cell, or leave out input feeding."
    case .mogrifiesWindows(let cell):
      "--cell \(cell) reads the inputs of two steps, which --mogrifier changes at each; choose another cell."
    case .feedsWithoutAttention:
      "input feeding gives the decoder the attentional vector of the step before, and there is no "
        + "attention; choose dot, general or additive attention."
    case .copiesWithoutAttention:
      "copying uses the attention weights, and there is no attention; choose dot, general or "
        + "additive attention."
    case .copiesSpelledWords:
      "copying needs attention weights of tokens, and a hierarchical encoder has them of whole "
        + "words; leave out one of the two."
    case .copiesBetweenVocabularies(let sourceSize, let targetSize):
      "copying needs one vocabulary for both sides, but the source's has \(sourceSize) tokens and "
        + "the target's \(targetSize); train with a joint vocabulary."
    case .unusedBridge(let bridge):
      "the bridge \(bridge) has no effect: with the context at the steps alone the decoder's first "
        + "state is zero; leave it out or choose another context."
    default:
      "the bridge copy needs states of one width, and those of a bidirectional encoder are twice "
        + "as wide as the decoder's; choose the bridge dense or mean, or merge the directions by "
        + "sum."
    }
  }
}
