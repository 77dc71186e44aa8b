import S2SLayers

/// Choices of a shape that contradict each other, or that would change nothing.
public enum ShapeContradiction: Sendable, Equatable {
  /// One layer has no connections from layer to layer.
  case residualLayer
  /// One layer reads the input anyway.
  case repeatedInput
  /// Dropout is variational, but all its rates are 0.
  case variationalWithoutDropout
  /// A cell has no nonlinearity to choose; `possible` have.
  case nonlinearity(Nonlinearity, cell: CellKind, possible: [CellKind])
  /// A cell has no forget gate that could have a bias; `possible` have.
  case forgetBias(Float, cell: CellKind, possible: [CellKind])
  /// An encoder of one direction has nothing to merge.
  case merge(DirectionMerge)
  /// Dot attention compares states of different widths.
  case dotOfUnequalWidths
  /// Only additive attention has coverage.
  case coverage(of: AttentionKind)
  /// There is no attention that could come after some of the layers.
  case attendsWithoutAttention
  /// No layer of the decoder is above attention.
  case attendsAfterAll(Int, layers: Int)
  /// Layers above attention would have to wait for input feeding.
  case feedsBelowLayers
  /// Input feeding passes on what attention made, and there is none.
  case feedsWithoutAttention
  /// Input feeding and gating each want to make a step's input.
  case mogrifiesFedInputs
  /// A cell multiplies by no matrix that elements could be dropped of.
  case dropsNoWeights(CellKind)
  /// A cell reads inputs of two steps, and a part of them is known only when its step begins.
  case windowsFedInputs(CellKind)
  /// A cell reads inputs of two steps, and each step's are gated anew.
  case mogrifiesWindows(CellKind)
  /// Copying needs attention, and there is none.
  case copiesWithoutAttention
  /// Copying needs attention to tokens, and words spelled by characters are attended to.
  case copiesSpelledWords
  /// Copying needs one vocabulary for both sides.
  case copiesBetweenVocabularies(sourceSize: Int, targetSize: Int)
  /// The decoder's first state is zero, so a bridge would lead nowhere.
  case unusedBridge(BridgeKind)
  /// States of the encoder are too wide to become the decoder's as they are.
  case copiesWiderStates
}
