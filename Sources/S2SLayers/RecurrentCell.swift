import S2STensors

/// The state of a recurrent cell for a batch, or its gradient.
package struct RecurrentState {
  /// What the cell shows, `[B, H]`.
  package let hidden: Matrix
  /// What only the cell sees, `[B, H]`: the LSTM's memory; `nil` in cells without one.
  package let cell: Matrix?
  /// The input of the step, `[B, D]`, where the cell reads it again at the next; `nil` stands for zeros.
  ///
  /// No gradient goes through it.
  package let input: Matrix?

  /// Groups the three matrices.
  package init(hidden: Matrix, cell: Matrix?, input: Matrix? = nil) {
    self.hidden = hidden
    self.cell = cell
    self.input = input
  }

  /// A state whose matrices `make` returns.
  package init(hasCell: Bool, make: () -> Matrix) {
    self.init(hidden: make(), cell: hasCell ? make() : nil)
  }

  /// The same view of all matrices.
  package func map(_ view: (Matrix) -> Matrix) -> RecurrentState {
    RecurrentState(hidden: view(hidden), cell: cell.map(view), input: input.map(view))
  }

  /// The state for another stack, whose inputs are other ones.
  package var withoutInput: RecurrentState { RecurrentState(hidden: hidden, cell: cell) }

  /// Some rows of all matrices.
  package func rows(_ range: Range<Int>) -> RecurrentState { map { $0.rows(range) } }

  /// Calls `body` with the matrices of this state and those of another.
  package func zip(_ other: RecurrentState, _ body: (Matrix, Matrix) -> Void) {
    body(hidden, other.hidden)
    if let cell, let otherCell = other.cell { body(cell, otherCell) }
    if let input, let otherInput = other.input { body(input, otherInput) }
  }

  /// Copies the values of a state of the same shape.
  package func copy(from other: RecurrentState) { zip(other) { $0.copy(from: $1) } }
}

/// One step of a recurrence, forward and back.
///
/// `Recurrent` multiplies the inputs of all steps at once and runs the cell over time. A step saves
/// what its backward pass needs, such as the activated gates, in a row `savedSize` wide. When the
/// step begins, the first `projectionSize` columns of that row hold the input projection: the
/// product with `inputWeight` and, in cells that want it, the input itself. A product with the
/// state needs the state, so the cell computes it, by `pass.multiply`.
///
/// A concrete state rather than an associated type: the cell is chosen at run time and a call
/// costs nothing beside the products in it.
package protocol RecurrentCell: Sendable {
  /// The width of the state, H.
  var hiddenSize: Int { get }
  /// Whether the state has a `cell`.
  var hasCell: Bool { get }
  /// The weights of the input projection, `[W, D]`.
  var inputWeight: ParameterSlot { get }
  /// Whether the input itself, H wide, follows its product in the input projection.
  var copiesInput: Bool { get }
  /// The width of the inputs that are read at their step and again at the next: the last columns of
  /// `inputWeight` but for a constant input; 0 in most cells.
  var inputSizeBefore: Int { get }
  /// Biases that are added to the first columns of the input projection, as many as each has.
  var biases: [ParameterSlot] { get }
  /// The width of what a step saves, at least `projectionSize`.
  var savedSize: Int { get }

  /// The gates and candidates among what a step saved, activated.
  var gates: [Gate] { get }

  /// Whether `backstep` may overwrite what was saved by its gradient: nothing reads a row after its
  /// step then.
  var overwritesSaved: Bool { get }

  /// Computes `next` from `previous` and the input projection in `saved` `[B, savedSize]`.
  ///
  /// `next` may be `previous`: a cell reads all it needs of a row before it writes it.
  func step(_ saved: Matrix, previous: RecurrentState, next: RecurrentState, in pass: Pass)

  /// Turns `gradient` from the gradient of `step.next` into that of `step.previous`, and writes
  /// the gradient of what was saved.
  func backstep(
    _ step: RecurrentStep, gradient: RecurrentState, savedGradient: Matrix, in pass: Pass)

  /// Adds the gradients of all parameters but those of the input projection, one product each
  /// over all steps.
  ///
  /// - Parameters:
  ///   - steps: what all steps read and wrote, N rows.
  ///   - savedGradient: `[N, savedSize]`.
  func accumulateRecurrent(
    _ steps: RecurrentStep, savedGradient: Matrix, gradients: ParameterBuffer, in pass: Pass)

  /// The first values of parameters that are not drawn like all others.
  func initialize(_ parameters: ParameterBuffer)

  /// U where the step is h_t = g(U h_{t-1} + ...) and nothing else: what `GradientRegularizer` is
  /// defined for. The saved gradient is then that of the sum.
  var regularizedWeight: ParameterSlot? { get }
}

extension RecurrentCell {
  /// Simple nets have none.
  package var gates: [Gate] { [] }

  /// Most cells have more than one way from state to state.
  package var regularizedWeight: ParameterSlot? { nil }

  /// Most cells read what all steps saved at the end.
  package var overwritesSaved: Bool { false }

  /// Most cells read an input once.
  package var inputSizeBefore: Int { 0 }

  /// Most cells have enough of the product.
  package var copiesInput: Bool { false }

  /// The width of the input projection.
  package var projectionSize: Int { inputWeight.rows + (copiesInput ? hiddenSize : 0) }

  /// The biases start at 0.
  package func initialize(_ parameters: ParameterBuffer) {
    for bias in biases { parameters[bias].zero() }
  }
}

/// What a cell's step, or all of them, read and wrote.
package struct RecurrentStep {
  /// What the step saved, `[B, savedSize]`.
  package let saved: Matrix
  /// The state before.
  package let previous: RecurrentState
  /// The state after.
  package let next: RecurrentState

  /// Groups the three.
  package init(saved: Matrix, previous: RecurrentState, next: RecurrentState) {
    self.saved = saved
    self.previous = previous
    self.next = next
  }
}
