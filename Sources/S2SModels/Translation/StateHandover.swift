import S2SLayers
import S2STensors

/// From the states of the encoder's cells to those that the decoder's need.
///
/// Where only the decoder's cells have a memory it begins as the hidden state; where only the encoder's have one,
/// it is not handed on.
struct StateHandover: Sendable {
  private let isGiven: Bool
  private let isWanted: Bool

  /// Between cells of two kinds, which may be one.
  init(from encoder: CellKind, to decoder: CellKind) {
    (isGiven, isWanted) = (encoder.hasCell, decoder.hasCell)
  }

  /// The encoder's states as the decoder's, or the bridge's input.
  func forward(_ states: [RecurrentState]) -> [RecurrentState] {
    guard isGiven != isWanted else { return states }
    return states.map { RecurrentState(hidden: $0.hidden, cell: isWanted ? $0.hidden : nil) }
  }

  /// The gradient of the encoder's states; that of the decoder's is overwritten.
  func backward(_ gradient: [RecurrentState], in pass: Pass) -> [RecurrentState] {
    guard isGiven != isWanted else { return gradient }
    return gradient.map { state in
      if let cell = state.cell { Kernels.add(cell, to: state.hidden) }
      let hidden = state.hidden
      return RecurrentState(
        hidden: hidden, cell: isGiven ? pass.workspace.zeros(hidden.rows, hidden.columns) : nil)
    }
  }
}
