import S2STensors

/// The state of a recurrent cell for a batch, or its gradient.
package struct RecurrentState {
  /// What the cell shows, `[B, H]`.
  package let hidden: Matrix
  /// What only the cell sees, `[B, H]`: the LSTM's memory; `nil` in cells without one.
  package let cell: Matrix?

  /// Groups the two matrices.
  package init(hidden: Matrix, cell: Matrix?) {
    self.hidden = hidden
    self.cell = cell
  }

  /// A state whose matrices `make` returns.
  package init(hasCell: Bool, make: () -> Matrix) {
    self.init(hidden: make(), cell: hasCell ? make() : nil)
  }

  /// The same view of both matrices.
  package func map(_ view: (Matrix) -> Matrix) -> RecurrentState {
    RecurrentState(hidden: view(hidden), cell: cell.map(view))
  }

  /// Some rows of both matrices.
  package func rows(_ range: Range<Int>) -> RecurrentState { map { $0.rows(range) } }

  /// Calls `body` with both matrices of this state and those of another.
  package func zip(_ other: RecurrentState, _ body: (Matrix, Matrix) -> Void) {
    body(hidden, other.hidden)
    if let cell, let otherCell = other.cell { body(cell, otherCell) }
  }

  /// Copies the values of a state of the same shape.
  package func copy(from other: RecurrentState) { zip(other) { $0.copy(from: $1) } }
}

/// One step of a recurrence, forward and back.
///
/// `Recurrent` multiplies the inputs of all steps at once and runs the cell over time. What a
/// step computes and its backward pass needs stands in a row of the trace, `traceSize` wide, whose
/// first `shareSize` columns hold the input's share when the step begins: the product with
/// `inputWeight` and, in cells that want it, the input itself. A product with the state needs the
/// state, so the cell computes it, by `pass.multiply`.
///
/// A concrete state rather than an associated type: the cell is chosen at run time and a call
/// costs nothing beside the products in it.
package protocol RecurrentCell: Sendable {
  /// The width of the state, H.
  var hiddenSize: Int { get }
  /// Whether the state has a `cell`.
  var hasCell: Bool { get }
  /// The weights of the input's share, `[W, D]`.
  var inputWeight: ParameterSlot { get }
  /// Whether the input itself, H wide, follows its product in the share.
  var copiesInput: Bool { get }
  /// Biases that are added to the first columns of the input's share, as many as each has.
  var biases: [ParameterSlot] { get }
  /// The width of a row of the trace, at least `shareSize`.
  var traceSize: Int { get }

  /// Whether `backstep` may write the gradient of the trace over the trace: nothing reads a row of it
  /// after its step then.
  var overwritesTrace: Bool { get }

  /// Computes `next` from `previous` and the input's share in `trace` `[B, traceSize]`.
  ///
  /// `next` may be `previous`: a cell reads all it needs of a row before it writes it.
  func step(_ trace: Matrix, previous: RecurrentState, next: RecurrentState, in pass: Pass)

  /// Turns `gradient` from the gradient of `step.next` into that of `step.previous`, and writes
  /// the gradient of the trace.
  func backstep(
    _ step: RecurrentStep, gradient: RecurrentState, traceGradient: Matrix, in pass: Pass)

  /// Adds the gradients of all parameters but the input's share's, one product each over all
  /// steps.
  ///
  /// - Parameters:
  ///   - steps: what all steps read and wrote, N rows.
  ///   - traceGradient: `[N, traceSize]`.
  func accumulateRecurrent(
    _ steps: RecurrentStep, traceGradient: Matrix, gradients: ParameterBuffer, in pass: Pass)

  /// The first values of parameters that are not drawn like all others.
  func initialize(_ parameters: ParameterBuffer)

  /// U where the step is h_t = g(U h_{t-1} + ...) and nothing else: what `GradientRegularizer` is
  /// defined for. The gradient of the trace is then that of the sum.
  var regularizedWeight: ParameterSlot? { get }
}

extension RecurrentCell {
  /// Most cells have more than one way from state to state.
  package var regularizedWeight: ParameterSlot? { nil }

  /// Most cells read the trace of all steps at the end.
  package var overwritesTrace: Bool { false }

  /// Most cells have enough of the product.
  package var copiesInput: Bool { false }

  /// The width of the input's share.
  package var shareSize: Int { inputWeight.rows + (copiesInput ? hiddenSize : 0) }

  /// The biases start at 0.
  package func initialize(_ parameters: ParameterBuffer) {
    for bias in biases { parameters[bias].zero() }
  }
}

/// What a cell's step, or all of them, read and wrote.
package struct RecurrentStep {
  /// The trace after the step, `[B, traceSize]`.
  package let trace: Matrix
  /// The state before.
  package let previous: RecurrentState
  /// The state after.
  package let next: RecurrentState

  /// Groups the three.
  package init(trace: Matrix, previous: RecurrentState, next: RecurrentState) {
    self.trace = trace
    self.previous = previous
    self.next = next
  }
}
