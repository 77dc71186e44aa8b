import S2SModels

extension ShapeContradiction {
  /// What contradicts what, and what to choose.
  var sentence: String {
    switch self {
    case .residualLayer:
      "residual connections go from layer to layer, and there is one layer; choose more layers."
    case .repeatedInput:
      "the one layer reads the input anyway; choose more layers, or leave out the input to all."
    case .variationalWithoutDropout:
      "variational dropout is a kind of dropout, but all its rates are 0; give a dropout above 0."
    case .nonlinearity(let nonlinearity, let cell, let possible):
      "the cell \(cell) has no nonlinearity to choose, so \(nonlinearity.rawValue) cannot be it; the "
        + "cells \(possible.map(\.rawValue).joined(separator: ", ")) have one."
    case .forgetBias(let bias, let cell, let possible):
      "the cell \(cell) has no forget gate, so no bias of it can be \(bias); the cells "
        + "\(possible.map(\.rawValue).joined(separator: ", ")) have one."
    default: betweenParts
    }
  }

  /// The sentence where encoder, attention and decoder do not fit each other.
  private var betweenParts: String {
    switch self {
    case .merge(let merge):
      "the encoder reads in one direction, so there is nothing to merge by \(merge.rawValue); "
        + "choose a bidirectional encoder."
    case .dotOfUnequalWidths:
      "dot attention compares states of one width, and those of a bidirectional encoder are twice "
        + "as wide; choose general attention, or merge the directions by sum."
    case .coverage(let attention):
      "coverage is a part of the score of additive attention, and attention is "
        + "\(attention.rawValue); choose additive attention."
    case .feedsWithoutAttention:
      "input feeding gives the decoder the attentional vector of the step before, and there is no "
        + "attention; choose dot, general or additive attention."
    case .copiesWithoutAttention:
      "tokens are copied by attention, and there is no attention; choose dot, general or additive "
        + "attention."
    case .copiesSpelledWords:
      "copying needs attention to tokens, and a model that spells words by characters attends to "
        + "words; leave out one of the two."
    case .copiesBetweenVocabularies(let sourceSize, let targetSize):
      "copying needs one vocabulary for both sides, but the source's has \(sourceSize) tokens and "
        + "the target's \(targetSize); train with a joint vocabulary."
    case .unusedBridge(let bridge):
      "the decoder's first state is zero where the context is at the steps alone, so the bridge "
        + "\(bridge) would lead nowhere; leave it out or choose another context."
    default:
      "the bridge copy needs states of one width, and those of a bidirectional encoder are twice "
        + "as wide as the decoder's; choose the bridge dense or mean, or merge the directions by "
        + "sum."
    }
  }
}
