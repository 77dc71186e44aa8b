import S2SSearch

/// What a model computed for one example.
public struct Inspection: Sendable {
  /// A sequence that was read.
  public struct Side: Sendable, Equatable {
    /// Such as `source`.
    public let name: String
    /// The tokens, as they stand in the text.
    public let tokens: [String]
  }

  /// One direction of a layer.
  public struct Layer: Sendable {
    /// Such as `encoder.layers.0`.
    public let name: String
    /// The place of the sequence that it reads among `sides`.
    public let side: Int
    /// ‖dL/dh_t‖ for each token of the side.
    public let gradientNorms: [Double]
    /// ‖dL/dc_t‖ for each token of the side, by later steps alone; `nil` in cells without a memory.
    public let memoryNorms: [Double]?
    /// The steps from each token's state to the output whose loss it is; `nil` where no step leads there, and
    /// for all where the loss is of all outputs.
    public let distances: [Int?]
    /// The activated gates and candidates.
    public let gates: [Gate]
  }

  /// A gate or candidate over time.
  public struct Gate: Sendable {
    /// Its letter in the cell's equations, such as `f`.
    public let name: String
    /// Such as `forget gate`.
    public let meaning: String
    /// A row of H units for each token of the side.
    public let values: [[Float]]
  }

  /// What was read.
  public let sides: [Side]
  /// What was predicted, one a step.
  public let outputs: [String]
  /// The place of the output whose loss L is; `nil` for the sum over all.
  public let output: Int?
  /// The layers, from the input up, forward before reversed.
  public let layers: [Layer]
  /// The weights of attention for each output over the tokens of the first side; `nil` without attention.
  ///
  /// A text that is pooled has one row.
  public let attention: [[Float]]?
}

/// How much each token that was read has to do with each output.
public struct RelevanceMap: Sendable {
  /// How relevance is measured.
  public enum Rule: String, Sendable, CaseIterable {
    /// Layer-wise relevance propagation: with the biases' share, relevances sum to the logit.
    case propagation
    /// The gradient of the logit times the input.
    case gradient
  }

  /// What was read.
  public let sides: [Inspection.Side]
  /// What was predicted.
  public let outputs: [String]
  /// For each output and each side, the relevance of each token for the output's logit.
  public let relevances: [[[Double]]]
  /// The biases' share in each logit, by the rule of propagation; zeros for the gradient.
  public let biases: [Double]
  /// The logit of each output.
  public let logits: [Double]
}

/// A beam search of one sentence.
public struct SearchedText: Sendable {
  /// The tokens of the source.
  public let source: [String]
  /// The continuations that the search looked at.
  public let nodes: [SearchTrace.Node]
  /// The name of each node's token.
  public let tokens: [String]
  /// The nodes of the translation, the first token first.
  public let best: [Int]
  /// The translation.
  public let text: String
}
