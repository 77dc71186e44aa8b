import S2STensors

/// How well a source position fits a state of the decoder, forward and backward.
///
/// `Attention` computes the keys and the queries of all rows, one product each. The score then
/// reads one row at a time.
///
/// Called through `any`: the score is chosen at run time, and a call costs nothing beside the
/// kernels in it.
package protocol AttentionScore: Sendable {
  /// From the encoder's states to keys, `[A, C]`; `nil` where the states are the keys.
  var keyMap: Linear? { get }
  /// From the decoder's states to queries, `[A, H]`; `nil` where the states are the queries.
  var queryMap: Linear? { get }
  /// Whether the score reads a coverage vector.
  var hasCoverage: Bool { get }

  /// Writes the scores `[1, S]` of the positions of one sentence.
  func forward(_ inputs: ScoreInputs, into scores: Matrix, in pass: Pass)

  /// From the gradient of the scores, adds those of the query, the keys and the parameters, and
  /// writes that of the coverage vector.
  func backward(
    _ gradient: Matrix, _ inputs: ScoreInputs, into inputGradients: ScoreInputs,
    gradients: ParameterBuffer, in pass: Pass)
}

extension AttentionScore {
  /// Some scores read the states as they are.
  package var keyMap: Linear? { nil }
  /// Some scores read the states as they are.
  package var queryMap: Linear? { nil }
  /// Most scores know nothing of earlier steps.
  package var hasCoverage: Bool { false }
}

/// What a score reads in one row, or its gradient.
package struct ScoreInputs {
  /// `[1, A]`.
  let query: Matrix
  /// The keys of the row's sentence, `[S, A]`.
  let keys: Matrix
  /// The coverage vector, `[1, S]`: each position's attention weights, summed over all earlier
  /// steps; `nil` without coverage, and for a gradient that is not needed.
  let coverage: Matrix?

  /// Groups the three.
  package init(query: Matrix, keys: Matrix, coverage: Matrix? = nil) {
    self.query = query
    self.keys = keys
    self.coverage = coverage
  }
}
