import S2SLayers
import S2SModels
import S2STensors
import TestSupport

/// Where a state of three sentences lies among the things that vary.
struct StateSlots {
  private let hidden: ParameterSlot
  private let cell: ParameterSlot?

  init(
    _ name: String, _ configuration: ModelConfiguration, width: Int,
    in table: inout ParameterTable
  ) {
    hidden = table.add("\(name).hidden", rows: 3, columns: width)
    cell =
      configuration.cell.hasCell ? table.add("\(name).cell", rows: 3, columns: width) : nil
  }

  func state(_ buffer: ParameterBuffer) -> RecurrentState {
    RecurrentState(hidden: buffer[hidden], cell: cell.map { buffer[$0] })
  }

  func add(_ gradient: RecurrentState, to gradients: ParameterBuffer) {
    state(gradients).zip(gradient) { Kernels.add($1, to: $0) }
  }
}

extension [RecurrentState] {
  /// A number that depends on every element of every state.
  var probe: Double {
    enumerated().reduce(0) { sum, item in
      let (index, state) = item
      return sum + Probe.value(state.hidden, salt: 2 * index + 1)
        + (state.cell.map { Probe.value($0, salt: 2 * index + 2) } ?? 0)
    }
  }

  /// The gradient of `probe`.
  func probeGradients(in workspace: Workspace) -> [RecurrentState] {
    enumerated().map { index, state in
      RecurrentState(
        hidden: Probe.gradient(state.hidden, salt: 2 * index + 1, in: workspace),
        cell: state.cell.map { Probe.gradient($0, salt: 2 * index + 2, in: workspace) })
    }
  }
}
