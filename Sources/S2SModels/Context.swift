import S2SLayers
import S2STensors

/// What crosses from the encoder to the decoder, or its gradient; one row a sentence.
package struct Context {
  /// The fixed vector that the decoder sees at every step, `[B, C]`.
  package let vector: Matrix
  /// The decoder's state before its first step, a layer each, `[B, H]`.
  package let states: [RecurrentState]

  /// Groups the two.
  package init(vector: Matrix, states: [RecurrentState]) {
    self.vector = vector
    self.states = states
  }

  /// The rows of `indices`, in new matrices.
  package func gathered(_ indices: [Int], in workspace: Workspace) -> Context {
    func gather(_ source: Matrix) -> Matrix {
      let rows = workspace.matrix(indices.count, source.columns)
      rows.gather(indices, of: source)
      return rows
    }
    return Context(vector: gather(vector), states: states.map { $0.map(gather) })
  }
}
