import S2SLayers
import S2STensors

/// From the mean of the encoder's states over the source to the decoder's first state: tanh(W m + b).
///
/// `[B, C]` to `[B, H]`. Each layer has its own weights, because nothing else differs between layers;
/// so have hidden and cell states. A hidden state that no step of the decoder reads is zero.
///
/// Reference: Sennrich et al. 2017, arXiv:1703.04357 (Nematus), section 2.
package struct MeanBridge: Sendable {
  private let layers: [(hidden: Linear?, cell: Linear?)]
  private let size: Int

  /// What `backward` needs of `forward`.
  package struct Activations {
    let layout: PackedLayout
    let mean: Matrix  // [B, C]
    let outputs: [RecurrentState]
  }

  /// Registers `bridge.mean.L.hidden`, where a step reads it, and, where the state has a cell,
  /// `bridge.mean.L.cell`.
  package init(_ configuration: ModelConfiguration, in table: inout ParameterTable) {
    let kind = configuration.shape.decoderNetwork.cell
    size = configuration.hiddenSize
    layers = (0..<configuration.layerCount).map { layer in
      func map(_ part: String) -> Linear {
        Linear(
          "bridge.mean.\(layer).\(part)", inputSize: configuration.contextSize,
          outputSize: configuration.hiddenSize, in: &table)
      }
      return (kind.readsHidden ? map("hidden") : nil, kind.hasCell ? map("cell") : nil)
    }
  }

  /// The encoder's states `[S, C]`, packed by `layout`, to one state per layer.
  package func forward(
    _ states: Matrix, layout: PackedLayout, in pass: Pass
  ) -> (states: [RecurrentState], activations: Activations) {
    let mean = pass.workspace.zeros(layout.batchSize, states.columns)
    for step in 0..<layout.stepCount {
      let rows = layout.rows(at: step)
      Kernels.add(states.rows(rows), to: mean.rows(0..<rows.count))
    }
    scaleByLengths(mean, layout)
    let outputs = layers.map { layer in
      let state = RecurrentState(
        hidden: layer.hidden?.forward(mean, in: pass) ?? pass.workspace.zeros(mean.rows, size),
        cell: layer.cell?.forward(mean, in: pass))
      return state.map { values in
        pass.tanh(values)
        return values
      }
    }
    return (outputs, Activations(layout: layout, mean: mean, outputs: outputs))
  }

  /// Adds the parameters' gradients and returns that of the encoder's states `[S, C]`.
  package func backward(
    _ gradient: [RecurrentState], _ activations: Activations, gradients: ParameterBuffer,
    in pass: Pass
  ) -> Matrix {
    let (mean, layout) = (activations.mean, activations.layout)
    let meanGradient = pass.workspace.zeros(mean.rows, mean.columns)
    for (index, layer) in layers.enumerated() {
      gradient[index].zip(activations.outputs[index]) { pass.tanhBackward($0, output: $1) }
      let maps = [(layer.hidden, gradient[index].hidden), (layer.cell, gradient[index].cell)]
      for case (let map?, let own?) in maps {
        let back = map.backward(own, inputs: mean, gradients: gradients, in: pass)
        Kernels.add(back, to: meanGradient)
      }
    }
    scaleByLengths(meanGradient, layout)
    let states = pass.workspace.matrix(layout.rowCount, mean.columns)
    for step in 0..<layout.stepCount {
      let rows = layout.rows(at: step)
      states.rows(rows).copy(from: meanGradient.rows(0..<rows.count))
    }
    return states
  }

  /// Divides each row by the length of its sentence.
  private func scaleByLengths(_ rows: Matrix, _ layout: PackedLayout) {
    for (row, length) in layout.lengths.enumerated() {
      Kernels.scale(rows.rows(row..<row + 1), by: 1 / Float(length))
    }
  }
}
