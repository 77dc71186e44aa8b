import S2SLayers
import S2STensors

/// The encoder's result for the decoder, or its gradient; one row per sentence.
package struct Context {
  /// The context vector, `[B, C]`.
  package let vector: Matrix
  /// The decoder's state before its first step, one per layer, `[B, H]`.
  package let states: [RecurrentState]
  /// What attention reads.
  package let source: SourceStates

  /// Groups the parts.
  package init(vector: Matrix, states: [RecurrentState], source: SourceStates) {
    self.vector = vector
    self.states = states.map(\.withoutInput)
    self.source = source
  }

  /// The rows of `indices`, in new matrices; the source's states stay where they are.
  package func gathered(_ indices: [Int], in workspace: Workspace) -> Context {
    func gather(_ source: Matrix) -> Matrix {
      let rows = workspace.matrix(indices.count, source.columns)
      rows.gather(indices, of: source)
      return rows
    }
    var source = source
    source.sentences = indices.map { source.sentences[$0] }
    return Context(
      vector: gather(vector), states: states.map { $0.map(gather) }, source: source)
  }

  /// New matrices of the same shapes, whose elements are not set.
  ///
  /// - Parameter hasSource: whether the source's states are needed too.
  func unset(hasSource: Bool, in workspace: Workspace) -> Context {
    func unset(_ like: Matrix) -> Matrix { workspace.matrix(like.rows, like.columns) }
    return Context(
      vector: unset(vector), states: states.map { $0.map(unset) },
      source: SourceStates(hasSource ? source.states.map(unset) : nil, layout: source.layout))
  }

  /// Takes the rows of `indices` of another context, and its source's states as they are.
  func gather(_ indices: [Int], of other: Context) {
    vector.gather(indices, of: other.vector)
    for (own, state) in zip(states, other.states) {
      own.zip(state) { $0.gather(indices, of: $1) }
    }
    if let own = source.states, let states = other.source.states { own.copy(from: states) }
  }

  /// Row i becomes the sum of the rows j of another context for which `indices[j]` is i; the
  /// source's states are taken as they are.
  func sum(_ other: Context, over indices: [Int]) {
    func sum(_ own: Matrix, _ other: Matrix) {
      own.zero()
      for (row, index) in indices.enumerated() {
        Kernels.add(other.rows(row..<row + 1), to: own.rows(index..<index + 1))
      }
    }
    sum(vector, other.vector)
    for (own, state) in zip(states, other.states) { own.zip(state, sum) }
    if let own = source.states, let states = other.source.states { own.copy(from: states) }
  }
}

/// The encoder's states at every source position, or their gradient.
package struct SourceStates {
  /// `[S, C]`, packed by `layout`; `nil` for a gradient that is zero.
  package let states: Matrix?
  /// Where each source sentence lies.
  package let layout: PackedLayout
  /// The tokens `[S]`, packed likewise; none for a gradient.
  package let ids: [Int32]
  /// The sentence that each row of the context belongs to, in the layout's order.
  package var sentences: [Int]

  /// States in the order in which they were encoded.
  package init(_ states: Matrix?, layout: PackedLayout, ids: [Int32] = []) {
    self.states = states
    self.layout = layout
    self.ids = ids
    sentences = Array(0..<layout.batchSize)
  }
}
