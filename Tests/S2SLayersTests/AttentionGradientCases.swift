import S2SLayers
import S2STensors
import TestSupport

/// Attention and what stands around it.
extension GradientCase {
  static let lookingBack: [GradientCase] = [
    GradientCase("Attention", "dot") { attention(.dot, in: &$0) },
    GradientCase("Attention", "general") { attention(.general, in: &$0) },
    GradientCase("Attention", "additive") { attention(.additive, in: &$0) },
    GradientCase("Attention", "coverage") { attention(.additive, hasCoverage: true, in: &$0) },
    GradientCase("DotScore") { score(.dot, in: &$0) },
    GradientCase("GeneralScore") { score(.general, in: &$0) },
    GradientCase("AdditiveScore") { score(.additive, in: &$0) },
    GradientCase("AdditiveScore", "coverage") { score(.additive, hasCoverage: true, in: &$0) },
    GradientCase("CopyOutput") { copying(smoothing: 0, in: &$0) },
    GradientCase("CopyOutput", "label smoothing") { copying(smoothing: 0.2, in: &$0) },
    GradientCase("InputFeeding", "LSTM") { feeding(.lstm, .general, layers: 1, in: &$0) },
    GradientCase("InputFeeding", "three layers of MUT1, dropout", dropoutSeed: 12) {
      feeding(.named("mut1"), .dot, layers: 3, in: &$0)
    },
    GradientCase("InputFeeding", "three layers with all that stands around them", dropoutSeed: 13) {
      feeding(.named("gru"), .general, layers: 3, isWired: true, in: &$0)
    },
  ]

  private static func attention(
    _ kind: AttentionKind, hasCoverage: Bool = false, in table: inout ParameterTable
  ) -> @Sendable (Pass, ParameterBuffer?) -> Double {
    let sourceSize = kind == .dot ? 4 : 3
    let layer = layer(kind, sourceSize: sourceSize, hasCoverage: hasCoverage, in: &table)
    let layout = PackedLayout(lengths: [2, 17, 1])
    let source = table.add("source", rows: layout.rowCount, columns: sourceSize)
    let states = table.add("states", rows: 5, columns: 4)
    let sentences = [1, 0, 2, 0, 0]
    return { pass, gradients in
      let memory = layer.remember(pass.parameters[source], layout: layout, in: pass)
      let result = layer.forward(
        pass.parameters[states], memory, sentences: sentences,
        coverage: .previousRows([-1, -1, -1, 1, 3]), in: pass)
      if let gradients {
        var side = Attention.SideGradients()
        side.coveragePenalty = 0.3
        let back = layer.backward(
          Probe.gradient(result.outputs, in: pass.workspace), result, layout: layout,
          side: side, gradients: gradients, in: pass)
        Kernels.add(back.states, to: gradients[states])
        Kernels.add(back.source, to: gradients[source])
      }
      return Probe.value(result.outputs) + 0.3 * layer.coverageLoss(result)
    }
  }

  private static func layer(
    _ kind: AttentionKind, sourceSize: Int, hasCoverage: Bool = false,
    in table: inout ParameterTable
  ) -> Attention {
    var design = AttentionDesign("a", sourceSize: sourceSize, hiddenSize: 4)
    design.hasCoverage = hasCoverage
    guard let layer = Attention(kind, design, in: &table) else {
      preconditionFailure("a kind with a score")
    }
    return layer
  }

  private static func score(
    _ kind: AttentionKind, hasCoverage: Bool = false, in table: inout ParameterTable
  ) -> @Sendable (Pass, ParameterBuffer?) -> Double {
    let score = layer(kind, sourceSize: 4, hasCoverage: hasCoverage, in: &table).score
    let query = table.add("query", rows: 1, columns: 4)
    let keys = table.add("keys", rows: 5, columns: 4)
    let coverage = hasCoverage ? table.add("covered", rows: 1, columns: 5) : nil
    return { pass, gradients in
      func inputs(_ buffer: ParameterBuffer) -> ScoreInputs {
        ScoreInputs(
          query: buffer[query], keys: buffer[keys], coverage: coverage.map { buffer[$0] })
      }
      let scores = pass.workspace.matrix(1, 5)
      score.forward(inputs(pass.parameters), into: scores, in: pass)
      if let gradients {
        score.backward(
          Probe.gradient(scores, in: pass.workspace), inputs(pass.parameters),
          into: inputs(gradients), gradients: gradients, in: pass)
      }
      return Probe.value(scores)
    }
  }

  private static func copying(
    smoothing: Float, in table: inout ParameterTable
  ) -> @Sendable (Pass, ParameterBuffer?) -> Double {
    let attention = layer(.general, sourceSize: 3, in: &table)
    let layer = CopyOutput(
      "c", SoftmaxOutput("o", inputSize: 4, vocabularySize: 19, in: &table), contextSize: 7,
      inputSize: 2, in: &table)
    let layout = PackedLayout(lengths: [4, 2])
    let source = table.add("source", rows: layout.rowCount, columns: 3)
    let states = table.add("states", rows: 4, columns: 4)
    let embedded = table.add("embedded", rows: 4, columns: 2)
    let sources = [[5, 8, 5, 5], [0, 18]].map { CopyOutput.Source($0) }
    // Copied twice over, made alone, copied, made though it could not be copied.
    let (sentences, targets): ([Int], [Int32]) = ([0, 0, 1, 1], [5, 7, 18, 8])
    let objective = Objective(scale: 0.5, labelSmoothing: smoothing)
    return { pass, gradients in
      let sink = gradients ?? ParameterBuffer(pass.parameters.table)
      let memory = attention.remember(pass.parameters[source], layout: layout, in: pass)
      let attended = attention.forward(
        pass.parameters[states], memory, sentences: sentences, in: pass)
      let result = layer.backward(
        CopyOutput.Inputs(
          features: attended.outputs, attended: attended, embedded: pass.parameters[embedded],
          sources: sources), targets: targets, objective: objective, gradients: sink, in: pass)
      var side = Attention.SideGradients()
      side.contextAndState = result.inputs.contextAndState
      side.weights = result.inputs.weights
      let back = attention.backward(
        result.inputs.features, attended, layout: layout, side: side, gradients: sink, in: pass)
      Kernels.add(back.states, to: sink[states])
      Kernels.add(back.source, to: sink[source])
      Kernels.add(result.inputs.embedded, to: sink[embedded])
      return result.loss.smoothed * 0.5
    }
  }

  private static func feeding(
    _ kind: CellKind, _ score: AttentionKind, layers: Int, isWired: Bool = false,
    in table: inout ParameterTable
  ) -> @Sendable (Pass, ParameterBuffer?) -> Double {
    var wiring = RecurrentStack.Wiring()
    (wiring.isResidual, wiring.repeatsInputs) = (isWired, isWired)
    let stack = RecurrentStack(
      layers: (0..<layers).map { index in
        let size = index == 0 ? 9 : isWired ? 11 : 4
        let cell = kind.make(
          CellDesign("l\(index)", inputSize: size, hiddenSize: 4), in: &table)
        let norm =
          isWired ? LayerNorm("n\(index)", size: cell.inputWeight.rows, in: &table) : nil
        let zoneout = isWired ? Zoneout(rate: 0.2, site: UInt64(50 + 2 * index)) : nil
        return RecurrentLayer([Recurrent(cell, norm: norm, zoneout: zoneout)])
      }, dropouts: (1..<layers).map { Dropout(rate: 0.3, site: UInt64($0)) }, wiring: wiring)
    let attention = layer(score, sourceSize: 4, in: &table)
    let layer = InputFeeding(stack, attention)
    let layout = PackedLayout(lengths: lengths)
    let sourceLayout = PackedLayout(lengths: [3, 1, 2])
    let steps = table.add("steps", rows: layout.rowCount, columns: 3)
    let constant = table.add("constant", rows: lengths.count, columns: 2)
    let source = table.add("source", rows: sourceLayout.rowCount, columns: 4)
    return { pass, gradients in
      let memory = attention.remember(pass.parameters[source], layout: sourceLayout, in: pass)
      let result = layer.forward(
        RecurrentInputs(steps: pass.parameters[steps], constant: pass.parameters[constant]),
        memory, sentences: [2, 0, 1, 0], initial: nil, layout: layout, in: pass)
      if let gradients {
        let back = layer.backward(
          Probe.gradient(result.attention.outputs, in: pass.workspace), result,
          sourceLayout: sourceLayout, gradients: gradients, in: pass)
        Kernels.add(back.inputs.steps, to: gradients[steps])
        Kernels.add(back.source, to: gradients[source])
        if let own = back.inputs.constant { Kernels.add(own, to: gradients[constant]) }
      }
      return Probe.value(result.attention.outputs)
    }
  }
}
