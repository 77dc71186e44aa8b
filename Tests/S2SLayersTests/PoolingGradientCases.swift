import S2SLayers
import S2STensors
import TestSupport

extension GradientCase {
  /// One vector of all states.
  static let pooling: [GradientCase] =
    PoolingKind.allCases.flatMap { kind in
      names(kind).map { name in
        GradientCase(name, "\(kind)") { table in
          let layout = PackedLayout(lengths: lengths)
          let states = table.add("states", rows: layout.rowCount, columns: 3)
          let final = table.add("final", rows: layout.batchSize, columns: 3)
          let layer = Pooling(kind, "pooling", size: 3, in: &table)
          return { pass, gradients in
            let result = layer.forward(
              pass.parameters[states], final: pass.parameters[final], layout: layout, in: pass)
            if let gradients {
              let back = layer.backward(
                Probe.gradient(result.outputs, in: pass.workspace), result, layout: layout,
                gradients: gradients, in: pass)
              if let own = back.states { Kernels.add(own, to: gradients[states]) }
              if let own = back.final { Kernels.add(own, to: gradients[final]) }
            }
            return Probe.value(result.outputs)
          }
        }
      }
    } + [
      GradientCase("WordDropout", dropoutSeed: 4) { table in
        let x = table.add("x", rows: 9, columns: 3)
        let layer = WordDropout(rate: 0.4, site: 3)
        return { pass, gradients in
          let y = pass.workspace.matrix(9, 3)
          y.copy(from: pass.parameters[x])
          layer.apply(to: y, in: pass)
          if let gradients {
            let gradient = Probe.gradient(y, in: pass.workspace)
            layer.apply(to: gradient, in: pass)
            Kernels.add(gradient, to: gradients[x])
          }
          return Probe.value(y)
        }
      }
    ]

  /// The files whose backward pass a kind takes.
  private static func names(_ kind: PoolingKind) -> [String] {
    switch kind {
    case .last: ["Pooling"]
    case .mean: ["MeanPooling"]
    case .max: ["MaxPooling"]
    case .attention: ["AttentionPooling"]
    }
  }
}
