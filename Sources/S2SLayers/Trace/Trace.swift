import S2STensors

/// Keeps what a backward pass computes on its way, for those who want to look inside: states, gates, and the
/// gradients of states and of embeddings.
///
/// A pass that has one is slower and needs more memory; nothing else changes.
package final class Trace {
  /// What each direction of each layer computed, in the order in which the backward pass comes to them.
  package private(set) var layers: [TracedLayer] = []
  /// What reached the inputs of each network.
  package private(set) var inputs: [TracedInputs] = []
  /// The weights of attention, `[N, S]`; `nil` without attention.
  package private(set) var attention: TracedMatrix?

  /// The sum of the targets' logits, times their weights, where those are sent back.
  package private(set) var root = 0.0

  /// Makes a trace of nothing.
  package init() {}

  /// Notes a run, before its backward pass overwrites it.
  func begin(_ recurrent: Recurrent, _ run: Recurrent.Activations) {
    let cell = recurrent.cell
    layers.append(
      TracedLayer(
        weight: cell.inputWeight, isReversed: recurrent.isReversed, layout: run.layout,
        hiddenSize: cell.hiddenSize, states: TracedMatrix(run.outputs.hidden),
        gates: cell.gates.map { ($0, TracedMatrix(run.saved.columns($0.columns))) },
        stateGradients: TracedMatrix(rows: run.layout.rowCount, columns: cell.hiddenSize),
        memoryGradients: cell.hasCell
          ? TracedMatrix(rows: run.layout.rowCount, columns: cell.hiddenSize) : nil))
  }

  /// Notes the gradient of the states of some rows: all that comes from later steps and from above.
  func note(_ gradient: RecurrentState, of recurrent: Recurrent, rows: Range<Int>) {
    guard let index = layers.lastIndex(where: { $0.weight == recurrent.cell.inputWeight }) else {
      return
    }
    layers[index].stateGradients.set(rows, gradient.hidden)
    if let cell = gradient.cell { layers[index].memoryGradients?.set(rows, cell) }
  }

  /// Adds a logit that is sent back.
  package func note(root logit: Double) { root += logit }

  /// Notes the gradient of a network's inputs `[N, E]`, and their values.
  ///
  /// - Parameter weight: the table that they were looked up in, by which networks are told apart.
  package func note(inputs gradient: Matrix, values: Matrix, of weight: ParameterSlot) {
    let relevances = (0..<gradient.rows).map { row in
      (0..<gradient.columns).reduce(0.0) {
        $0 + Double(gradient[row, $1]) * Double(values[row, $1])
      }
    }
    inputs.append(TracedInputs(weight: weight, relevances: relevances))
  }

  /// Notes the weights of attention, `[N, longest]`, of one example.
  func note(attention weights: Matrix) { attention = TracedMatrix(weights) }
}

/// What one direction of a layer computed for a batch.
package struct TracedLayer {
  /// The weight that the layer is told from others by: that of its inputs.
  package let weight: ParameterSlot
  /// Whether it reads from the end.
  package let isReversed: Bool
  /// Where each sequence lies.
  package let layout: PackedLayout
  /// The width of its state, H.
  package let hiddenSize: Int
  /// h_t, `[N, H]`.
  package let states: TracedMatrix
  /// The activated gates, `[N, H]` each.
  package let gates: [(gate: Gate, values: TracedMatrix)]
  /// dL/dh_t, `[N, H]`: by all ways, from the steps after t and from the layers above.
  package fileprivate(set) var stateGradients: TracedMatrix
  /// dL/dc_t, `[N, H]`, by the steps after t alone, as h_t is held; `nil` in cells without a memory.
  package fileprivate(set) var memoryGradients: TracedMatrix?
}

/// What reached the inputs of a network.
package struct TracedInputs {
  /// The table that they were looked up in.
  package let weight: ParameterSlot
  /// For each input, in packed order, the sum of gradient times value.
  package let relevances: [Double]
}

/// Numbers that stay when the workspace is reset, row by row.
package struct TracedMatrix {
  /// The shape.
  package let rows, columns: Int
  private var values: [Float]

  /// Zeros.
  init(rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    values = [Float](repeating: 0, count: rows * columns)
  }

  /// The values of a view.
  init(_ matrix: Matrix) {
    self.init(rows: matrix.rows, columns: matrix.columns)
    set(0..<matrix.rows, matrix)
  }

  /// Takes the values of some rows.
  mutating func set(_ range: Range<Int>, _ matrix: Matrix) {
    for (index, row) in range.enumerated() {
      for column in 0..<columns { values[row * columns + column] = matrix[index, column] }
    }
  }

  /// A row.
  package func row(_ index: Int) -> ArraySlice<Float> {
    values[index * columns..<(index + 1) * columns]
  }

  /// The Euclidean norm of a row.
  package func norm(ofRow index: Int) -> Double {
    row(index).reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
  }
}
