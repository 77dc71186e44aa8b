/// How a decoder looks back at the encoder's states, beside the context vector.
///
/// References: Luong et al. 2015, arXiv:1508.04025; Bahdanau et al. 2015, arXiv:1409.0473.
public enum AttentionKind: String, Codable, Sendable, CaseIterable {
  /// Not at all: the context vector is all that the decoder knows.
  case off = "none"
  /// By the dot product of both states, which have to have one width.
  case dot
  /// By the dot product after a learned map of the encoder's states.
  case general
  /// By a net with one hidden layer.
  case additive
}
