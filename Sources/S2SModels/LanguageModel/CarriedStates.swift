import S2SLayers
import S2STensors

/// The states of a language model that reads a stream, from one window to the next: a row for each of the
/// places where the stream is read at the same time.
///
/// Truncated back-propagation through time: values go from window to window, gradients do not.
///
/// Reference: Williams and Peng 1990, doi:10.1162/neco.1990.2.4.490.
package struct CarriedStates: Sendable {
  /// All values, so that they can be stored with a run.
  package let values: ParameterBuffer
  private let slots: [(hidden: ParameterSlot, cell: ParameterSlot?, input: ParameterSlot?)]

  /// Reserves states of zero for every layer of a model.
  package init(_ model: LanguageModel, lanes: Int) {
    var table = ParameterTable()
    slots = model.recurrentLayers.enumerated().map { index, layer in
      let cell = layer.directions[0].cell
      func add(_ name: String, _ width: Int) -> ParameterSlot? {
        width == 0
          ? nil : table.add("layers.\(index).\(name)", .vector, rows: lanes, columns: width)
      }
      guard let hidden = add("hidden", cell.hiddenSize) else {
        preconditionFailure("a state has a width")
      }
      return (
        hidden, add("cell", cell.hasCell ? cell.hiddenSize : 0), add("input", cell.inputSizeBefore)
      )
    }
    values = ParameterBuffer(table)
  }

  /// The states of some lanes, a layer each.
  package func states(of lanes: Range<Int>) -> [RecurrentState] {
    slots.map { slot in
      RecurrentState(
        hidden: values[slot.hidden].rows(lanes), cell: slot.cell.map { values[$0].rows(lanes) },
        input: slot.input.map { values[$0].rows(lanes) })
    }
  }

  /// Takes the states of some lanes after a window.
  package func store(_ states: [RecurrentState], of lanes: Range<Int>) {
    for (own, new) in zip(self.states(of: lanes), states) { own.copy(from: new) }
  }

  /// Goes back to the beginning: states of zero.
  package func reset() { values.floats.zero() }
}
