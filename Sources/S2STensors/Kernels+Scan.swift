import CKernels

/// The cells whose recurrence multiplies by no matrix.
package enum ScanKind: UInt32, Sendable {
  /// A forget gate, and a rectified memory.
  case ssru = 0
  /// Gates that see the memory before, and the input carried past the cell.
  case sru = 1
  /// An update gate.
  case minGRU = 2
  /// Forget and input gate, divided by their sum.
  case minLSTM = 3
  /// A forget gate.
  case qrnnForget = 4
  /// Forget and output gate.
  case qrnnForgetOutput = 5
  /// Forget, output and input gate.
  case qrnnInputForgetOutput = 6

  /// The widths of H that a step saves.
  package var width: Int {
    switch self {
    case .ssru, .minGRU, .qrnnForget: 2
    case .minLSTM, .qrnnForgetOutput: 3
    case .sru, .qrnnInputForgetOutput: 4
    }
  }
  /// The number of gates, which come first.
  package var gateCount: Int { self == .sru ? 2 : width - 1 }
  /// Whether what the cell shows is not its memory.
  package var hasCell: Bool {
    switch self {
    case .ssru, .sru, .qrnnForgetOutput, .qrnnInputForgetOutput: true
    case .minGRU, .minLSTM, .qrnnForget: false
    }
  }

  fileprivate var kernel: s2s_scan { s2s_scan(rawValue) }
}

/// What a step without a product reads and writes; all `[B, H]` but `saved`, which is `width` times as wide.
package struct ScanStep {
  /// Pre-activations before `scanForward`, activations afterwards.
  package let saved: Matrix
  /// The memory before the step.
  package let previous: Matrix
  /// The memory after it; `nil` where the cell shows it.
  package let cell: Matrix?
  /// What the cell shows.
  package let hidden: Matrix
  /// What the gates multiply the memory before by, `[1, 2H]`, in SRU.
  package let look: Matrix?

  /// Groups the views.
  package init(
    saved: Matrix, previous: Matrix, cell: Matrix?, hidden: Matrix, look: Matrix? = nil
  ) {
    (self.saved, self.previous, self.cell, self.hidden) = (saved, previous, cell, hidden)
    self.look = look
  }
}

/// Recurrences element by element.
extension Kernels {
  /// One step; see `ScannedCell`.
  package static func scanForward(_ step: ScanStep, _ kind: ScanKind) {
    check(step, kind)
    s2s_scan_forward(
      step.saved.base, step.saved.stride, step.previous.base, step.previous.stride,
      step.look?.base, step.cell?.base, step.cell?.stride ?? 0, step.hidden.base,
      step.hidden.stride, step.hidden.rows, step.hidden.columns, kind.kernel)
  }

  /// The gradient of `scanForward`: writes `savedGradient` (of the pre-activations) and turns the gradients
  /// of the new state into those of the state before, whose `hidden` is zero where it has a `cell`.
  package static func scanBackward(
    _ step: ScanStep, _ kind: ScanKind, hiddenGradient: Matrix, cellGradient: Matrix?,
    savedGradient: Matrix
  ) {
    check(step, kind)
    precondition(
      hiddenGradient.rows == step.hidden.rows && savedGradient.rows == step.saved.rows
        && savedGradient.columns == step.saved.columns
        && (cellGradient != nil) == kind.hasCell, "shapes differ")
    let memory = step.cell ?? step.hidden
    s2s_scan_backward(
      step.saved.base, step.saved.stride, step.previous.base, step.previous.stride,
      step.look?.base, memory.base, memory.stride, hiddenGradient.base, hiddenGradient.stride,
      cellGradient?.base, cellGradient?.stride ?? 0, savedGradient.base, savedGradient.stride,
      step.hidden.rows, step.hidden.columns, kind.kernel)
  }

  /// y += the sums of each column of x ⊙ z, `[N, K]` both; y `[1, K]`.
  package static func addColumnProducts(_ x: Matrix, _ z: Matrix, to y: Matrix) {
    precondition(
      x.rows == z.rows && x.columns == z.columns && y.columns == x.columns, "shapes differ")
    s2s_add_column_products(y.base, x.base, x.stride, z.base, z.stride, x.rows, x.columns)
  }

  private static func check(_ step: ScanStep, _ kind: ScanKind) {
    let (rows, width) = (step.hidden.rows, step.hidden.columns)
    precondition(
      step.saved.rows == rows && step.saved.columns == kind.width * width
        && step.previous.rows == rows && step.previous.columns == width
        && (step.cell?.rows ?? rows) == rows
        && (step.cell != nil) == kind.hasCell && (step.look != nil) == (kind == .sru),
      "shapes differ")
  }
}
