import S2STensors

/// Lets every state of the decoder look back at all states of the encoder.
///
///     a_s = softmax over s of score(h, m_s)      c = Σ a_s m_s      h̃ = tanh(W [c; h])
///
/// with h the decoder's state, m_s the encoder's at source position s, and the score by `Score`.
///
/// Reference: Luong et al. 2015, arXiv:1508.04025; the additive score is that of Bahdanau et al.
/// 2015, arXiv:1409.0473.
package struct Attention: Sendable {
  /// How well a position fits a state.
  package enum Score: Sendable {
    /// h · m, for states of equal width.
    case dot
    /// h · K m.
    case general
    /// v · tanh(Q h + b + K m).
    case additive
  }

  /// K, `[A, C]`.
  let keyMap: Linear?
  /// Q, `[A, H]`, with b.
  let queryMap: Linear?
  /// v, `[1, A]`.
  let scorer: ParameterSlot?
  /// W, `[H, C + H]`.
  let combination: Linear
  /// The width of the source's states, C.
  let sourceSize: Int

  /// The states of source sentences as attention reads them: sentence after sentence.
  package struct Memory {
    /// `[S, C]`.
    package let values: Matrix
    /// `[S, A]`.
    package let keys: Matrix
    /// The rows of each sentence.
    package let spans: [Range<Int>]

    /// Groups the parts.
    package init(values: Matrix, keys: Matrix, spans: [Range<Int>]) {
      self.values = values
      self.keys = keys
      self.spans = spans
    }
  }

  /// What `backward` needs of `forward`.
  package struct Activations {
    let memory: Memory
    let sentences: [Int]
    let states: Matrix  // [N, H]
    let queries: Matrix  // [N, A]
    /// The shares of the positions of each row's sentence, from the left, `[N, longest]`.
    package let shares: Matrix
    let joined: Matrix  // [N, C + H], c beside h
    /// `[N, H]`.
    package let outputs: Matrix
  }

  /// Registers `NAME.key`, `NAME.query` and `NAME.scorer` as the score needs them, and
  /// `NAME.combination`.
  ///
  /// - Precondition: for `dot`, both sizes are equal.
  package init(
    _ name: String, score: Score, sourceSize: Int, hiddenSize: Int, in table: inout ParameterTable
  ) {
    precondition(score != .dot || sourceSize == hiddenSize, "a dot product needs equal widths")
    func map(_ part: String, from size: Int, hasBias: Bool) -> Linear {
      Linear(
        "\(name).\(part)", inputSize: size, outputSize: hiddenSize, hasBias: hasBias, in: &table)
    }
    self.sourceSize = sourceSize
    keyMap = score == .dot ? nil : map("key", from: sourceSize, hasBias: false)
    queryMap = score == .additive ? map("query", from: hiddenSize, hasBias: true) : nil
    scorer = score == .additive ? table.add("\(name).scorer", count: hiddenSize) : nil
    combination = map("combination", from: sourceSize + hiddenSize, hasBias: false)
  }

  /// Arranges the encoder's states `[S, C]`, packed by `layout`, for looking at them.
  package func remember(_ states: Matrix, layout: PackedLayout, in pass: Pass) -> Memory {
    let values = pass.workspace.matrix(states.rows, states.columns)
    values.gather(layout.rowsBySequence, of: states)
    var start = 0
    let spans = layout.lengths.map { length in
      defer { start += length }
      return start..<start + length
    }
    return Memory(values: values, keys: keyMap?.forward(values, in: pass) ?? values, spans: spans)
  }

  /// `[N, H]` to `[N, H]`, row n looking at the sentence `sentences[n]` of the memory.
  package func forward(
    _ states: Matrix, _ memory: Memory, sentences: [Int], in pass: Pass
  ) -> Activations {
    let workspace = pass.workspace
    let queries = queryMap?.forward(states, in: pass) ?? states
    let longest = sentences.reduce(0) { max($0, memory.spans[$1].count) }
    let shares = workspace.matrix(states.rows, longest)
    let joined = workspace.matrix(states.rows, sourceSize + states.columns)
    joined.columns(sourceSize..<joined.columns).copy(from: states)
    let contexts = joined.columns(0..<sourceSize)
    contexts.zero()
    for row in 0..<states.rows {
      let span = memory.spans[sentences[row]]
      let share = shares.rows(row..<row + 1).columns(0..<span.count)
      score(queries.rows(row..<row + 1), memory.keys.rows(span), into: share, in: pass)
      Kernels.softmax(share)
      Kernels.addWeightedRows(
        share, memory.values.rows(span), to: contexts.rows(row..<row + 1))
    }
    let outputs = combination.forward(joined, in: pass)
    Kernels.tanh(outputs)
    return Activations(
      memory: memory, sentences: sentences, states: states, queries: queries, shares: shares,
      joined: joined, outputs: outputs)
  }

  /// Adds the parameters' gradients; from that of the outputs, which is overwritten, to those of
  /// the decoder's states `[N, H]` and of the encoder's `[S, C]`, packed by `layout`.
  package func backward(
    _ gradient: Matrix, _ activations: Activations, layout: PackedLayout,
    gradients: ParameterBuffer, in pass: Pass
  ) -> (states: Matrix, source: Matrix) {
    let (memory, workspace) = (activations.memory, pass.workspace)
    Kernels.tanhBackward(gradient, output: activations.outputs)
    let joined = combination.backward(
      gradient, inputs: activations.joined, gradients: gradients, in: pass)
    let states = joined.columns(sourceSize..<joined.columns)
    let values = workspace.zeros(memory.values.rows, memory.values.columns)
    let keys = keyMap == nil ? values : workspace.zeros(memory.keys.rows, memory.keys.columns)
    let queries =
      queryMap == nil ? states : workspace.zeros(states.rows, activations.queries.columns)
    for row in 0..<states.rows {
      rowBackward(
        row, activations, contexts: joined.columns(0..<sourceSize), values: values,
        into: (queries, keys), gradients: gradients, in: pass)
    }
    if let queryMap {
      let back = queryMap.backward(
        queries, inputs: activations.states, gradients: gradients, in: pass)
      Kernels.add(back, to: states)
    }
    if let keyMap {
      let back = keyMap.backward(keys, inputs: memory.values, gradients: gradients, in: pass)
      Kernels.add(back, to: values)
    }
    let source = workspace.matrix(values.rows, values.columns)
    source.scatter(layout.rowsBySequence, of: values)
    return (states, source)
  }
}

// MARK: - One row

extension Attention {
  private func score(_ query: Matrix, _ keys: Matrix, into scores: Matrix, in pass: Pass) {
    if let scorer {
      Kernels.additiveScores(query, keys, vector: pass.parameters[scorer], into: scores)
    } else {
      Kernels.dots(query, keys, into: scores)
    }
  }

  private func rowBackward(
    _ row: Int, _ activations: Activations, contexts: Matrix, values: Matrix,
    into targets: (queries: Matrix, keys: Matrix), gradients: ParameterBuffer, in pass: Pass
  ) {
    let (memory, range) = (activations.memory, row..<row + 1)
    let span = memory.spans[activations.sentences[row]]
    let share = activations.shares.rows(range).columns(0..<span.count)
    pass.workspace.scoped {
      let gradient = pass.workspace.matrix(1, span.count)
      Kernels.dots(contexts.rows(range), memory.values.rows(span), into: gradient)
      Kernels.addOuter(share, contexts.rows(range), to: values.rows(span))
      Kernels.softmaxBackward(gradient, output: share)
      let (query, keys) = (activations.queries.rows(range), memory.keys.rows(span))
      let (queryGradient, keyGradient) = (targets.queries.rows(range), targets.keys.rows(span))
      if let scorer {
        Kernels.additiveBackward(
          gradient, (query, keys, pass.parameters[scorer]),
          into: (queryGradient, keyGradient, gradients[scorer]))
      } else {
        Kernels.addWeightedRows(gradient, keys, to: queryGradient)
        Kernels.addOuter(gradient, query, to: keyGradient)
      }
    }
  }
}
