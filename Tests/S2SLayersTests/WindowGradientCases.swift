import S2SLayers
import S2STensors
import TestSupport

extension GradientCase {
  static let windows = [
    GradientCase("InputWindow") { window(isReversed: false, in: &$0) },
    GradientCase("InputWindow", "reversed") { window(isReversed: true, in: &$0) },
  ]

  /// The inputs of a cell that reads each of them twice.
  private static func window(
    isReversed: Bool, in table: inout ParameterTable
  ) -> @Sendable (Pass, ParameterBuffer?) -> Double {
    let layout = PackedLayout(lengths: lengths)
    let x = table.add("x", rows: layout.rowCount, columns: 3)
    let cell = QRNNCell(
      CellDesign("c", inputSize: 3, hiddenSize: 4), .qrnnForget, in: &table)
    let layer = Recurrent(cell, isReversed: isReversed)
    return { pass, gradients in
      let result = layer.forward(
        RecurrentInputs(steps: pass.parameters[x]), layout: layout, in: pass)
      if let gradients {
        let back = layer.backward(
          Probe.gradient(result.outputs, in: pass.workspace), finalGradient: nil,
          result.activations, gradients: gradients, in: pass)
        Kernels.add(back.steps, to: gradients[x])
      }
      return Probe.value(result.outputs)
    }
  }
}
