import S2STensors

/// A weighted mean of the states of a sequence, with weights that are learned.
///
///     u_t = tanh(W h_t + b)      a_t = softmax over t of u_t · q      s = Σ a_t h_t
///
/// Reference: Yang et al. 2016, doi:10.18653/v1/N16-1174, section 2.2.
struct AttentionPooling: Sendable {
  /// W and b, `[D, D]`.
  private let key: Linear
  /// q, `[D]`.
  private let query: ParameterSlot

  /// What `backward` needs of `forward`; rows lie sequence after sequence.
  struct Activations {
    /// `[B, D]`.
    let outputs: Matrix
    fileprivate let values: Matrix  // [N, D]
    fileprivate let keys: Matrix  // [N, D], u
    fileprivate let weights: Matrix  // [1, N], a
    fileprivate let spans: [Range<Int>]
  }

  /// Registers `NAME.key.weight`, `NAME.key.bias` and `NAME.query`.
  init(_ name: String, size: Int, in table: inout ParameterTable) {
    key = Linear("\(name).key", inputSize: size, outputSize: size, in: &table)
    query = table.add("\(name).query", .vector, count: size)
  }

  func forward(_ states: Matrix, layout: PackedLayout, in pass: Pass) -> Activations {
    let values = pass.workspace.matrix(states.rows, states.columns)
    values.gather(layout.rowsBySequence, of: states)
    let keys = key.forward(values, in: pass)
    Kernels.tanh(keys)
    let weights = pass.workspace.matrix(1, states.rows)
    Kernels.dots(pass.parameters[query], keys, into: weights)
    let outputs = pass.workspace.zeros(layout.batchSize, states.columns)
    let spans = layout.spans
    for (row, span) in spans.enumerated() {
      let own = weights.columns(span)
      Kernels.softmax(own)
      Kernels.addWeightedRows(own, values.rows(span), to: outputs.rows(row..<row + 1))
    }
    return Activations(
      outputs: outputs, values: values, keys: keys, weights: weights, spans: spans)
  }

  /// Adds the parameters' gradients; `[B, D]` to `[N, D]` in packed order.
  func backward(
    _ gradient: Matrix, _ activations: Activations, layout: PackedLayout,
    gradients: ParameterBuffer, in pass: Pass
  ) -> Matrix {
    let (values, keys) = (activations.values, activations.keys)
    pass.trace?.note(attention: activations.weights)
    let ofValues = pass.workspace.zeros(values.rows, values.columns)
    let scores = pass.workspace.matrix(1, values.rows)
    for (row, span) in activations.spans.enumerated() {
      let (own, outer) = (activations.weights.columns(span), gradient.rows(row..<row + 1))
      Kernels.addOuter(own, outer, to: ofValues.rows(span))
      Kernels.dots(outer, values.rows(span), into: scores.columns(span))
      Kernels.softmaxBackward(scores.columns(span), output: own)
    }
    // The weights are gates, which have no relevance.
    if pass.rule == .relevance { scores.zero() }
    Kernels.addWeightedRows(scores, keys, to: gradients[query])
    let ofKeys = pass.workspace.zeros(keys.rows, keys.columns)
    Kernels.addOuter(scores, pass.parameters[query], to: ofKeys)
    Kernels.tanhBackward(ofKeys, output: keys)
    Kernels.add(
      key.backward(ofKeys, inputs: values, gradients: gradients, in: pass), to: ofValues)
    let states = pass.workspace.matrix(values.rows, values.columns)
    states.scatter(layout.rowsBySequence, of: ofValues)
    return states
  }
}

extension PackedLayout {
  /// The rows of each sequence where they lie sequence after sequence.
  var spans: [Range<Int>] {
    var start = 0
    return lengths.map { length in
      defer { start += length }
      return start..<start + length
    }
  }
}
