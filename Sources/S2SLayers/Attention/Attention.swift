import S2STensors

/// Gives every state of the decoder a view of all states of the encoder.
///
///     a_s = softmax over s of score(h, m_s)      c = Σ a_s m_s      h̃ = tanh(W_c [c; h])
///
/// with h the decoder's state, m_s the encoder's state at source position s, a_s the attention
/// weights, and the score that of an `AttentionScore`. With coverage the score also reads the
/// coverage vector: the sum of the attention weights of all earlier steps.
///
/// References: Luong et al. 2015, arXiv:1508.04025; coverage from See et al. 2017,
/// arXiv:1704.04368, section 2.3.
package struct Attention: Sendable {
  /// How well a position fits a state.
  package let score: any AttentionScore
  /// W_c, `[H, C + H]`.
  let outputProjection: Linear
  /// The width of the encoder's states, C.
  let sourceSize: Int

  /// The matrices that states are multiplied by.
  var stepWeights: [ParameterSlot] {
    [outputProjection.weight] + [score.queryMap?.weight].compactMap { $0 }
  }
  /// The width of the outputs, H.
  var outputSize: Int { outputProjection.weight.rows }
  /// Whether the score reads a coverage vector.
  package var hasCoverage: Bool { score.hasCoverage }

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

  /// Where each row's coverage vector comes from.
  package enum Coverage {
    /// The row of the previous step among the same rows, -1 for none; it has to come first.
    case previousRows([Int])
    /// The vectors themselves, `[N, at least the longest]`.
    case vectors(Matrix)
  }

  /// What `backward` needs of `forward`.
  package struct Activations {
    let memory: Memory
    let sentences: [Int]
    let states: Matrix  // [N, H]
    let queries: Matrix  // [N, A]
    /// The attention weights of the positions of each row's sentence, from the left,
    /// `[N, longest]`.
    package let weights: Matrix
    let coverage: Matrix?  // [N, longest]
    let previousRows: [Int]
    let contextAndState: Matrix  // [N, C + H], [c; h]
    /// `[N, H]`.
    package let outputs: Matrix
  }

  /// Gradients that reach attention by other ways than its outputs.
  package struct SideGradients {
    /// The factor of `coverageLoss` in what is minimised.
    package var coveragePenalty: Float = 0
    /// The gradient of [c; h], `[N, C + H]`.
    package var contextAndState: Matrix?
    /// The gradient of the attention weights, `[N, longest]`.
    package var weights: Matrix?

    /// No such gradients.
    package init() {}
  }

  /// Registers the score's parameters and `NAME.combination`, which is W_c; `nil` for `off`.
  ///
  /// - Precondition: with coverage, the score is one that reads it.
  package init?(_ kind: AttentionKind, _ design: AttentionDesign, in table: inout ParameterTable) {
    guard let score = kind.makeScore(design, in: &table) else { return nil }
    precondition(score.hasCoverage == design.hasCoverage, "the score reads no coverage vector")
    self.score = score
    sourceSize = design.sourceSize
    outputProjection = design.map(
      "combination", from: sourceSize + design.hiddenSize, in: &table)
  }

  /// Arranges the encoder's states `[S, C]`, packed by `layout`, sentence by sentence, and computes
  /// their keys.
  package func remember(_ states: Matrix, layout: PackedLayout, in pass: Pass) -> Memory {
    let values = pass.workspace.matrix(states.rows, states.columns)
    values.gather(layout.rowsBySequence, of: states)
    var start = 0
    let spans = layout.lengths.map { length in
      defer { start += length }
      return start..<start + length
    }
    return Memory(
      values: values, keys: score.keyMap?.forward(values, in: pass) ?? values, spans: spans)
  }

  /// `[N, H]` to `[N, H]`; row n attends to the sentence `sentences[n]` of the memory.
  ///
  /// - Parameter coverage: needed if the score reads it, otherwise ignored.
  package func forward(
    _ states: Matrix, _ memory: Memory, sentences: [Int], coverage: Coverage? = nil, in pass: Pass
  ) -> Activations {
    let all = begin(states, memory, sentences: sentences, coverage: coverage, in: pass)
    forwardRows(0..<states.rows, all, in: pass)
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
      backwardRows(0..<gradient.rows, back, activations, gradients: gradients, in: pass)
      finishBackward(
        back, activations, into: source, layout: layout, gradients: gradients, in: pass)
      states.copy(from: back.states)
    }
    return (states, source)
  }
}
