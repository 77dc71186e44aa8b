import S2SLayers
import S2STensors

/// From the encoder's final states to the decoder's first: tanh(W s + b), `[B, C]` to `[B, H]`.
///
/// The weights are the same for every layer; hidden and cell states have weights of their own. A hidden
/// state that no step of the decoder reads is zero.
///
/// Reference: Bahdanau et al. 2015, arXiv:1409.0473, appendix A.2.2, where s is the state of the
/// reversed direction alone; here it is that of all directions side by side.
package struct Bridge: Sendable {
  private let hidden: Linear?
  private let cell: Linear?
  private let size: Int

  /// What `backward` needs of `forward`, one entry per layer.
  package struct Activations {
    let inputs: [RecurrentState]
    let outputs: [RecurrentState]
  }

  /// Registers `bridge.hidden`, where a step reads it, and, where the state has a cell, `bridge.cell`.
  package init(_ configuration: ModelConfiguration, in table: inout ParameterTable) {
    let (from, to) = (configuration.contextSize, configuration.hiddenSize)
    let kind = configuration.shape.decoderNetwork.cell
    func map(_ part: String) -> Linear {
      Linear("bridge.\(part)", inputSize: from, outputSize: to, in: &table)
    }
    hidden = kind.readsHidden ? map("hidden") : nil
    cell = kind.hasCell ? map("cell") : nil
    size = to
  }

  /// Maps each layer's state.
  package func forward(
    _ states: [RecurrentState], in pass: Pass
  ) -> (states: [RecurrentState], activations: Activations) {
    let outputs = states.map { state in
      let mapped = RecurrentState(
        hidden: hidden?.forward(state.hidden, in: pass)
          ?? pass.workspace.zeros(state.hidden.rows, size),
        cell: state.cell.flatMap { cell?.forward($0, in: pass) })
      pass.tanh(mapped.hidden)
      if let cell = mapped.cell { pass.tanh(cell) }
      return mapped
    }
    return (outputs, Activations(inputs: states, outputs: outputs))
  }

  /// Adds the parameters' gradients and returns those of the inputs.
  package func backward(
    _ gradient: [RecurrentState], _ activations: Activations, gradients: ParameterBuffer,
    in pass: Pass
  ) -> [RecurrentState] {
    gradient.indices.map { index in
      let (inputs, outputs) = (activations.inputs[index], activations.outputs[index])
      gradient[index].zip(outputs) { pass.tanhBackward($0, output: $1) }
      return RecurrentState(
        hidden: hidden?.backward(
          gradient[index].hidden, inputs: inputs.hidden, gradients: gradients, in: pass)
          ?? pass.workspace.zeros(inputs.hidden.rows, inputs.hidden.columns),
        cell: gradient[index].cell.flatMap { cellGradient in
          inputs.cell.flatMap {
            cell?.backward(cellGradient, inputs: $0, gradients: gradients, in: pass)
          }
        })
    }
  }
}
