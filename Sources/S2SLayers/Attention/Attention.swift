import S2STensors

/// Lets every state of the decoder look back at all states of the encoder.
///
///     a_s = softmax over s of score(h, m_s)      c = Σ a_s m_s      h̃ = tanh(W [c; h])
///
/// with h the decoder's state, m_s the encoder's at source position s, and the score by `Score`.
/// With coverage the score knows how much was spent on a position before: the sum of its shares at
/// all earlier steps, k_s, enters it.
///
/// References: Luong et al. 2015, arXiv:1508.04025; the additive score is that of Bahdanau et al.
/// 2015, arXiv:1409.0473; coverage is that of See et al. 2017, arXiv:1704.04368, section 2.3.
package struct Attention: Sendable {
  /// How well a position fits a state.
  package enum Score: Sendable {
    /// h · m, for states of equal width.
    case dot
    /// h · K m.
    case general
    /// v · tanh(Q h + b + K m), with coverage v · tanh(Q h + b + K m + k u).
    case additive
  }

  /// K, `[A, C]`.
  let keyMap: Linear?
  /// Q, `[A, H]`, with b.
  let queryMap: Linear?
  /// v, `[1, A]`.
  let scorer: ParameterSlot?
  /// u, `[1, A]`; `nil` without coverage.
  let coverageWeight: ParameterSlot?
  /// W, `[H, C + H]`.
  let combination: Linear
  /// The width of the source's states, C.
  let sourceSize: Int

  /// The matrices that states are multiplied by.
  var weights: [ParameterSlot] { [combination.weight] + [queryMap?.weight].compactMap { $0 } }
  /// The width of what it makes, H.
  var outputSize: Int { combination.weight.rows }

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

  /// What each row's sentence spent before, for coverage.
  package enum Past {
    /// The row of the step before among the same rows, -1 for none; it has to come first.
    case rows([Int])
    /// The sums of the shares, `[N, at least the longest]`.
    case sums(Matrix)
  }

  /// What `backward` needs of `forward`.
  package struct Activations {
    let memory: Memory
    let sentences: [Int]
    let states: Matrix  // [N, H]
    let queries: Matrix  // [N, A]
    /// The shares of the positions of each row's sentence, from the left, `[N, longest]`.
    package let shares: Matrix
    let spent: Matrix?  // [N, longest], the sums of the shares before
    let previousRows: [Int]
    let joined: Matrix  // [N, C + H], c beside h
    /// `[N, H]`.
    package let outputs: Matrix
  }

  /// The ways by which a loss reaches attention beside its outputs.
  package struct SideGradients {
    /// The factor of `coverageLoss` in what is minimised.
    package var coveragePenalty: Float = 0
    /// The gradient of c beside h, `[N, C + H]`.
    package var joined: Matrix?
    /// The gradient of the shares, `[N, longest]`.
    package var shares: Matrix?

    /// No such ways.
    package init() {}
  }

  /// Registers `NAME.key`, `NAME.query`, `NAME.scorer` and `NAME.coverage` as the score needs
  /// them, and `NAME.combination`.
  ///
  /// - Precondition: for `dot`, both sizes are equal; with coverage, the score is `additive`.
  package init(
    _ name: String, score: Score, sourceSize: Int, hiddenSize: Int, hasCoverage: Bool = false,
    in table: inout ParameterTable
  ) {
    precondition(score != .dot || sourceSize == hiddenSize, "a dot product needs equal widths")
    precondition(!hasCoverage || score == .additive, "coverage is a part of the additive score")
    func map(_ part: String, from size: Int, hasBias: Bool) -> Linear {
      Linear(
        "\(name).\(part)", inputSize: size, outputSize: hiddenSize, hasBias: hasBias, in: &table)
    }
    self.sourceSize = sourceSize
    keyMap = score == .dot ? nil : map("key", from: sourceSize, hasBias: false)
    queryMap = score == .additive ? map("query", from: hiddenSize, hasBias: true) : nil
    scorer = score == .additive ? table.add("\(name).scorer", count: hiddenSize) : nil
    coverageWeight = hasCoverage ? table.add("\(name).coverage", count: hiddenSize) : nil
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
  ///
  /// - Parameter past: what was spent before; needed for coverage, without it ignored.
  package func forward(
    _ states: Matrix, _ memory: Memory, sentences: [Int], past: Past? = nil, in pass: Pass
  ) -> Activations {
    let all = begin(states, memory, sentences: sentences, past: past, in: pass)
    look(0..<states.rows, all, in: pass)
    return all
  }

  /// Adds the parameters' gradients; from that of the outputs, which is overwritten, to those of
  /// the decoder's states `[N, H]` and of the encoder's `[S, C]`, packed by `layout`.
  package func backward(
    _ gradient: Matrix, _ activations: Activations, layout: PackedLayout,
    side: SideGradients = SideGradients(), gradients: ParameterBuffer, in pass: Pass
  ) -> (states: Matrix, source: Matrix) {
    let workspace = pass.workspace
    let (read, values) = (activations.states, activations.memory.values)
    let states = workspace.matrix(read.rows, read.columns)
    let source = workspace.matrix(values.rows, values.columns)
    workspace.scoped {
      let back = beginBackward(gradient, activations, side: side, in: pass)
      lookBack(0..<gradient.rows, back, activations, gradients: gradients, in: pass)
      finishBackward(
        back, activations, into: source, layout: layout, gradients: gradients, in: pass)
      states.copy(from: back.states)
    }
    return (states, source)
  }
}

// MARK: - Some rows at a time

/// The parts of `forward` and `backward`, for states that depend on earlier outputs.
extension Attention {
  /// The gradient of what `forward` kept, while it comes together.
  struct Gradients {
    let outputs: Matrix  // [N, H], from there on of what tanh was applied to
    let joined: Matrix  // [N, C + H]
    let states: Matrix  // [N, H], the end of joined
    let queries: Matrix  // [N, A]
    let values: Matrix  // [S, C]
    let keys: Matrix  // [S, A]
    let later: Matrix?  // [N, longest], of what is spent after each row
    let side: SideGradients
  }

  /// Room for all rows; `states` may be written later.
  func begin(
    _ states: Matrix, _ memory: Memory, sentences: [Int], past: Past?, in pass: Pass
  ) -> Activations {
    let (rows, workspace) = (states.rows, pass.workspace)
    let longest = sentences.reduce(0) { max($0, memory.spans[$1].count) }
    var (spent, previousRows): (Matrix?, [Int]) = (nil, [])
    if coverageWeight != nil {
      switch past {
      case .sums(let sums): spent = sums
      case .rows(let indices): (spent, previousRows) = (workspace.matrix(rows, longest), indices)
      case nil: preconditionFailure("coverage needs the past")
      }
    }
    return Activations(
      memory: memory, sentences: sentences, states: states,
      queries: queryMap.map { workspace.matrix(rows, $0.weight.rows) } ?? states,
      shares: workspace.matrix(rows, longest), spent: spent, previousRows: previousRows,
      joined: workspace.matrix(rows, combination.weight.columns),
      outputs: workspace.matrix(rows, combination.weight.rows))
  }

  /// Attends from some rows, whose states are there now.
  func look(_ rows: Range<Int>, _ all: Activations, in pass: Pass) {
    let (memory, states, joined) = (all.memory, all.states.rows(rows), all.joined.rows(rows))
    queryMap?.forward(states, into: all.queries.rows(rows), in: pass)
    joined.columns(sourceSize..<joined.columns).copy(from: states)
    joined.columns(0..<sourceSize).zero()
    for row in rows {
      let (span, range) = (memory.spans[all.sentences[row]], row..<row + 1)
      let share = all.shares.rows(range).columns(0..<span.count)
      let spent = all.sumOfShares(before: row, count: span.count)
      pass.workspace.scoped {
        let keys = covered(memory.keys.rows(span), spent, in: pass)
        score(all.queries.rows(range), keys, into: share, in: pass)
      }
      Kernels.softmax(share)
      Kernels.addWeightedRows(
        share, memory.values.rows(span), to: all.joined.rows(range).columns(0..<sourceSize))
    }
    let outputs = all.outputs.rows(rows)
    combination.forward(joined, into: outputs, in: pass)
    Kernels.tanh(outputs)
  }

  /// Room for the gradient, given that of the outputs.
  func beginBackward(
    _ gradient: Matrix, _ all: Activations, side: SideGradients, in pass: Pass
  ) -> Gradients {
    let (memory, workspace) = (all.memory, pass.workspace)
    let joined = workspace.matrix(all.joined.rows, all.joined.columns)
    let states = joined.columns(sourceSize..<joined.columns)
    let values = workspace.zeros(memory.values.rows, memory.values.columns)
    return Gradients(
      outputs: gradient, joined: joined, states: states,
      queries: queryMap == nil ? states : workspace.zeros(states.rows, all.queries.columns),
      values: values,
      keys: keyMap == nil ? values : workspace.zeros(memory.keys.rows, memory.keys.columns),
      later: all.spent == nil ? nil : workspace.zeros(all.shares.rows, all.shares.columns),
      side: side)
  }

  /// Goes back over some rows: the gradient of their states is there then.
  func lookBack(
    _ rows: Range<Int>, _ back: Gradients, _ all: Activations, gradients: ParameterBuffer,
    in pass: Pass
  ) {
    let outputs = back.outputs.rows(rows)
    Kernels.tanhBackward(outputs, output: all.outputs.rows(rows))
    pass.multiplyBack(outputs, by: combination.weight, into: back.joined.rows(rows))
    if let joined = back.side.joined { Kernels.add(joined.rows(rows), to: back.joined.rows(rows)) }
    // With coverage a row's shares count in all later ones, so those come first.
    for row in all.spent == nil ? Array(rows) : rows.reversed() {
      rowBackward(row, back, all, gradients: gradients, in: pass)
    }
    if let queryMap {
      let states = pass.workspace.matrix(rows.count, back.states.columns)
      pass.multiplyBack(back.queries.rows(rows), by: queryMap.weight, into: states)
      Kernels.add(states, to: back.states.rows(rows))
    }
  }

  /// Adds the gradients of the maps, one product each over all rows, and writes that of the source's
  /// states, packed by `layout`.
  func finishBackward(
    _ back: Gradients, _ all: Activations, into source: Matrix, layout: PackedLayout,
    gradients: ParameterBuffer, in pass: Pass
  ) {
    combination.accumulate(back.outputs, inputs: all.joined, gradients: gradients, in: pass)
    queryMap?.accumulate(back.queries, inputs: all.states, gradients: gradients, in: pass)
    if let keyMap {
      let values = keyMap.backward(
        back.keys, inputs: all.memory.values, gradients: gradients, in: pass)
      Kernels.add(values, to: back.values)
    }
    source.scatter(layout.rowsBySequence, of: back.values)
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
    _ row: Int, _ back: Gradients, _ all: Activations, gradients: ParameterBuffer, in pass: Pass
  ) {
    let (memory, range) = (all.memory, row..<row + 1)
    let span = memory.spans[all.sentences[row]]
    let share = all.shares.rows(range).columns(0..<span.count)
    let context = back.joined.rows(range).columns(0..<sourceSize)
    pass.workspace.scoped {
      let gradient = pass.workspace.matrix(1, span.count)
      Kernels.dots(context, memory.values.rows(span), into: gradient)
      Kernels.addOuter(share, context, to: back.values.rows(span))
      if let shares = back.side.shares {
        Kernels.add(shares.rows(range).columns(0..<span.count), to: gradient)
      }
      if let spent = all.spent?.rows(range).columns(0..<span.count) {
        return coveredBackward(
          row, (share, spent), gradient, back, all, gradients: gradients, in: pass)
      }
      Kernels.softmaxBackward(gradient, output: share)
      let (query, keys) = (all.queries.rows(range), memory.keys.rows(span))
      let (queryGradient, keyGradient) = (back.queries.rows(range), back.keys.rows(span))
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
