import S2SLayers
import S2STensors

/// From the encoder's final states to the decoder's first: tanh(W s + b), `[B, C]` to `[B, H]`,
/// the same weights for every layer; hidden and cell states have weights of their own.
///
/// Reference: Bahdanau et al. 2015, arXiv:1409.0473, appendix A.2.2, where s is the state of the
/// reversed direction alone; here it is that of all directions side by side.
package struct Bridge: Sendable {
  let hidden: Linear
  let cell: Linear?

  /// What `backward` needs of `forward`, one entry per layer.
  package struct Activations {
    let inputs: [RecurrentState]
    let outputs: [RecurrentState]
  }

  /// Registers `bridge.hidden` and, where the state has a cell, `bridge.cell`.
  package init(_ configuration: ModelConfiguration, in table: inout ParameterTable) {
    let (from, to) = (configuration.contextSize, configuration.hiddenSize)
    hidden = Linear("bridge.hidden", inputSize: from, outputSize: to, in: &table)
    cell =
      configuration.shape.decoderNetwork.cell.hasCell
      ? Linear("bridge.cell", inputSize: from, outputSize: to, in: &table) : nil
  }

  /// Maps each layer's state.
  package func forward(
    _ states: [RecurrentState], in pass: Pass
  ) -> (states: [RecurrentState], activations: Activations) {
    let outputs = states.map { state in
      let mapped = RecurrentState(
        hidden: hidden.forward(state.hidden, in: pass),
        cell: state.cell.flatMap { cell?.forward($0, in: pass) })
      Kernels.tanh(mapped.hidden)
      if let cell = mapped.cell { Kernels.tanh(cell) }
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
      gradient[index].zip(outputs) { Kernels.tanhBackward($0, output: $1) }
      return RecurrentState(
        hidden: hidden.backward(
          gradient[index].hidden, inputs: inputs.hidden, gradients: gradients, in: pass),
        cell: gradient[index].cell.flatMap { cellGradient in
          inputs.cell.flatMap {
            cell?.backward(cellGradient, inputs: $0, gradients: gradients, in: pass)
          }
        })
    }
  }
}
