import S2STensors

/// A kind of attention: its name in options and model files, and its score.
///
/// References: Luong et al. 2015, arXiv:1508.04025; Bahdanau et al. 2015, arXiv:1409.0473.
public enum AttentionKind: String, Codable, Sendable, CaseIterable {
  /// No attention: the decoder knows the context vector alone.
  case off = "none"
  /// The dot product of both states, which need one width.
  case dot
  /// The dot product after a learned map of the encoder's states.
  case general
  /// A net with one hidden layer.
  case additive

  /// Makes the score of this kind and registers its parameters; `nil` for `off`.
  ///
  /// A new score is a file beside this one, a case above and a line here.
  package func makeScore(
    _ design: AttentionDesign, in table: inout ParameterTable
  ) -> (any AttentionScore)? {
    switch self {
    case .off: nil
    case .dot: DotScore(design)
    case .general: GeneralScore(design, in: &table)
    case .additive: AdditiveScore(design, in: &table)
    }
  }
}

/// What attention is made from.
package struct AttentionDesign: Sendable {
  /// The prefix of the parameters' names.
  package let name: String
  /// The width of the encoder's states, C.
  package let sourceSize: Int
  /// The width of the decoder's states, H.
  package let hiddenSize: Int
  /// Whether the score reads a coverage vector.
  package var hasCoverage = false

  /// A design without coverage.
  package init(_ name: String, sourceSize: Int, hiddenSize: Int) {
    self.name = name
    self.sourceSize = sourceSize
    self.hiddenSize = hiddenSize
  }

  /// Registers a map `NAME.part` to vectors of width H.
  func map(
    _ part: String, from size: Int, hasBias: Bool = false, in table: inout ParameterTable
  ) -> Linear {
    Linear("\(name).\(part)", inputSize: size, outputSize: hiddenSize, hasBias: hasBias, in: &table)
  }

  /// Registers a vector `NAME.part` of width H.
  func vector(_ part: String, in table: inout ParameterTable) -> ParameterSlot {
    table.add("\(name).\(part)", .vector, count: hiddenSize)
  }
}
