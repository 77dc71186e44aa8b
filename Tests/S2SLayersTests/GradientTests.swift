import S2SLayers
import S2STensors
import TestSupport
import Testing

@Suite struct GradientTests {
  @Test(arguments: GradientCase.layers)
  func agreesWithFiniteDifferences(_ example: GradientCase) {
    #expect(example.disagreements().isEmpty)
  }

  /// A new layer or cell cannot escape: whatever has a backward pass is in the table.
  @Test func coversEveryBackwardPass() throws {
    let covered = Set(GradientCase.layers.map(\.name))
    let written = try SourceScan.files(
      of: "S2SLayers", containing: ["func backward(", "func backstep("])
    #expect(
      Set(written).subtracting(covered) == ["AttentionScore", "RecurrentCell", "ScannedCell"])
    #expect(written.count > 5)
  }

  /// The check itself has to notice a gradient that is a little wrong.
  @Test func noticesAWrongGradient() {
    let wrong = GradientCase("Linear") { table in
      let x = table.add("x", rows: 2, columns: 3)
      return { pass, gradients in
        if let gradients {
          let gradient = Probe.gradient(pass.parameters[x], in: pass.workspace)
          Kernels.scale(gradient, by: 1.01)
          Kernels.add(gradient, to: gradients[x])
        }
        return Probe.value(pass.parameters[x])
      }
    }
    #expect(!wrong.disagreements().isEmpty)
  }
}

extension GradientCase {
  static let lengths = [2, 4, 1, 4]

  static let layers =
    parts + windows + chains + lookingBack + cells + nonlinearities + pooling + mogrified

  private static let mogrified: [GradientCase] = [1, 2, 5].flatMap { rounds in
    [false, true].map { isReversed in
      GradientCase(
        "Mogrifier", "\(rounds) rounds\(isReversed ? ", reversed, zoneout" : "")", dropoutSeed: 15
      ) {
        recurrent(
          in: &$0, isReversed: isReversed, constantSize: isReversed ? 2 : 0,
          isRegularized: isReversed, rounds: rounds, CellKind.lstm.make)
      }
    }
  }

  private static let parts: [GradientCase] = [
    GradientCase("Embedding") { table in
      let layer = Embedding("e", vocabularySize: 5, embeddingSize: 3, in: &table)
      let ids: [Int32] = [4, 0, 4, 2]
      return { pass, gradients in
        let y = layer.forward(ids, in: pass)
        if let gradients {
          layer.backward(Probe.gradient(y, in: pass.workspace), ids: ids, gradients: gradients)
        }
        return Probe.value(y)
      }
    },
    GradientCase("Linear") { linear(hasBias: true, in: &$0) },
    GradientCase("Linear", "without bias") { linear(hasBias: false, in: &$0) },
    GradientCase("Dropout", dropoutSeed: 3) { dropout(isVariational: false, in: &$0) },
    GradientCase("Dropout", "variational", dropoutSeed: 3) {
      dropout(isVariational: true, in: &$0)
    },
    GradientCase("LayerNorm") { table in
      let layer = LayerNorm("n", size: 19, in: &table)
      let (x, y) = (table.add("x", rows: 3, columns: 19), table.add("y", rows: 3, columns: 19))
      return { pass, gradients in
        let (read, sum) = (pass.workspace.matrix(3, 19), pass.workspace.matrix(3, 19))
        read.copy(from: pass.parameters[x])
        sum.copy(from: pass.parameters[y])
        let kept = layer.forward(read, addingTo: sum, in: pass)
        if let gradients {
          let gradient = Probe.gradient(sum, in: pass.workspace)
          Kernels.add(gradient, to: gradients[y])
          Kernels.add(
            layer.backward(gradient, kept, gradients: gradients, in: pass), to: gradients[x])
        }
        return Probe.value(sum)
      }
    },
    GradientCase("Zoneout", "by masks", dropoutSeed: 14) { zoneout(in: &$0) },
    GradientCase("Zoneout", "on average") { zoneout(in: &$0) },
    GradientCase("SoftmaxOutput") { softmax(smoothing: 0, in: &$0) },
    GradientCase("SoftmaxOutput", "label smoothing") { softmax(smoothing: 0.2, in: &$0) },
    GradientCase("SampledSoftmax", "plain", dropoutSeed: 31) {
      softmax(smoothing: 0, drawing: 5, in: &$0)
    },
    GradientCase("SampledSoftmax", "label smoothing", dropoutSeed: 32) {
      softmax(smoothing: 0.2, drawing: 5, in: &$0)
    },
    GradientCase("SoftmaxOutput", "twins") { softmax(smoothing: 0, divergence: 5, in: &$0) },
    GradientCase("SoftmaxOutput", "twins, label smoothing") {
      softmax(smoothing: 0.2, divergence: 2, in: &$0)
    },
    GradientCase("SoftmaxMixture") { table in
      let output = SoftmaxOutput("o", inputSize: 3, vocabularySize: 19, in: &table)
      let layer = SoftmaxMixture("m", count: 3, inputSize: 4, over: output, in: &table)
      let x = table.add("x", rows: 4, columns: 4)
      return { pass, gradients in
        let scratch = gradients ?? ParameterBuffer(pass.parameters.table)
        let result = layer.backward(
          pass.parameters[x], targets: [18, 0, 7, 7],
          objective: Objective(scale: 0.5, labelSmoothing: 0), gradients: scratch, in: pass)
        Kernels.add(result.inputGradient, to: scratch[x])
        return result.loss.smoothed * 0.5
      }
    },
    GradientCase("RecurrentLayer", "two directions") { table in
      stack(in: &table, directions: 2, layers: 1)
    },
    GradientCase("RecurrentLayer", "two directions, summed") { table in
      stack(in: &table, directions: 2, layers: 1, merge: .sum)
    },
    GradientCase("RecurrentStack", "two layers, dropout", dropoutSeed: 11) { table in
      stack(in: &table, directions: 1, layers: 2)
    },
    GradientCase("RecurrentStack", "two layers of two directions") { table in
      stack(in: &table, directions: 2, layers: 2)
    },
    GradientCase("RecurrentStack", "residual", dropoutSeed: 12) { table in
      var wiring = RecurrentStack.Wiring()
      wiring.isResidual = true
      return stack(in: &table, directions: 2, layers: 3, wiring)
    },
    GradientCase("RecurrentStack", "inputs to all layers", dropoutSeed: 13) { table in
      var wiring = RecurrentStack.Wiring()
      wiring.repeatsInputs = true
      return stack(in: &table, directions: 1, layers: 3, wiring)
    },
    GradientCase("LayerConnection", dropoutSeed: 16) { connection(in: &$0) },
    GradientCase("Nonlinearity") { table in
      let x = table.add("x", rows: 3, columns: 17)
      return { pass, gradients in
        var sum = 0.0
        for (salt, function) in [Nonlinearity.tanh, .sigmoid].enumerated() {
          let y = pass.workspace.matrix(3, 17)
          y.copy(from: pass.parameters[x])
          function.forward(y)
          if let gradients {
            let gradient = Probe.gradient(y, salt: salt, in: pass.workspace)
            function.backward(gradient, output: y)
            Kernels.add(gradient, to: gradients[x])
          }
          sum += Probe.value(y, salt: salt)
        }
        return sum
      }
    },
    GradientCase("ResetCandidate", "in a GRU") {
      recurrent(in: &$0, isReversed: true, constantSize: 2, GRUResetBeforeCell.init)
    },
    GradientCase("Recurrent", "without a constant input") {
      recurrent(in: &$0, isReversed: false, constantSize: 0, CellKind.lstm.make)
    },
  ]

  /// A state that is mixed with another.
  private static func zoneout(
    in table: inout ParameterTable
  ) -> @Sendable (Pass, ParameterBuffer?) -> Double {
    let layer = Zoneout(rate: 0.4, site: 7)
    let slots = ["next", "next.cell", "previous", "previous.cell"].map {
      table.add($0, rows: 3, columns: 19)
    }
    @Sendable func state(_ first: Int, _ buffer: ParameterBuffer) -> RecurrentState {
      RecurrentState(hidden: buffer[slots[first]], cell: buffer[slots[first + 1]])
    }
    return { pass, gradients in
      let mixed = RecurrentState(hasCell: true) { pass.workspace.matrix(3, 19) }
      mixed.copy(from: state(0, pass.parameters))
      layer.forward(mixed, previous: state(2, pass.parameters), firstRow: 5, in: pass)
      if let gradients {
        let gradient = mixed.probeGradient(in: pass.workspace)
        let previous = RecurrentState(hasCell: true) { pass.workspace.matrix(3, 19) }
        layer.backward(gradient, previous: previous, firstRow: 5, in: pass)
        state(0, gradients).zip(gradient) { Kernels.add($1, to: $0) }
        state(2, gradients).zip(previous) { Kernels.add($1, to: $0) }
      }
      return mixed.probe
    }
  }

  /// Every kind of cell, with inputs of the state's width, 4, and of another.
  private static let cells: [GradientCase] = CellKind.allCases.flatMap { kind in
    [1, 2].flatMap { constantSize in
      [false, true].map { isReversed in
        var table = ParameterTable()
        let design = CellDesign("c", inputSize: 1, hiddenSize: 1)
        let name = "\(type(of: kind.make(design, in: &table)))"
        let variant =
          "\(kind), \(3 + constantSize) wide\(isReversed ? ", reversed" : "")"
          + (constantSize == 2 ? ", normalised, zoneout" : "")
        return GradientCase(name, variant, dropoutSeed: 15) {
          recurrent(
            in: &$0, isReversed: isReversed, constantSize: constantSize,
            isRegularized: constantSize == 2, kind.make)
        }
      }
    }
  }

  /// The simple recurrent nets with the other nonlinearity that is smooth; max(x, 0), which is
  /// not, has a golden.
  private static let nonlinearities: [GradientCase] = CellKind.allCases
    .filter { $0.uses(.nonlinearity) }.map { kind in
      GradientCase("Recurrent", "\(kind), sigmoid") {
        recurrent(in: &$0, isReversed: false, constantSize: 1) { design, table in
          var design = design
          design.nonlinearity = .sigmoid
          return kind.make(design, in: &table)
        }
      }
    }

  private static func dropout(
    isVariational: Bool, in table: inout ParameterTable
  ) -> @Sendable (Pass, ParameterBuffer?) -> Double {
    let layer = Dropout(rate: 0.4, site: 5, isVariational: isVariational)
    let layout = PackedLayout(lengths: lengths)
    let x = table.add("x", rows: layout.rowCount, columns: 9)
    return { pass, gradients in
      let y = layer.forward(pass.parameters[x], layout: layout, in: pass)
      if let gradients {
        let gradient = Probe.gradient(y, in: pass.workspace)
        layer.backward(gradient, layout: layout, in: pass)
        Kernels.add(gradient, to: gradients[x])
      }
      return Probe.value(y)
    }
  }

  private static func connection(
    in table: inout ParameterTable
  ) -> @Sendable (Pass, ParameterBuffer?) -> Double {
    var wiring = RecurrentStack.Wiring()
    (wiring.isResidual, wiring.repeatsInputs) = (true, true)
    let layer = LayerConnection(dropout: Dropout(rate: 0.4, site: 5), wiring: wiring)
    let rows = PackedRows.all(PackedLayout(lengths: [2, 1]))
    let slots = [("below", 4), ("inputs", 3), ("hidden", 4)].map {
      table.add($0, rows: 3, columns: $1)
    }
    return { pass, gradients in
      let read = slots.map { pass.parameters[$0] }
      let input = layer.input(read[0], read[1], rows, in: pass)
      let output = layer.output(read[2], read[0], in: pass)
      if let gradients {
        let outputGradient = Probe.gradient(output, salt: 1, in: pass.workspace)
        let back = layer.backward(
          Probe.gradient(input, in: pass.workspace), outputGradient: outputGradient,
          hiddenSize: 4, rows, in: pass)
        Kernels.add(back.below, to: gradients[slots[0]])
        if let inputs = back.inputs { Kernels.add(inputs, to: gradients[slots[1]]) }
        Kernels.add(outputGradient, to: gradients[slots[2]])
      }
      return Probe.value(input) + Probe.value(output, salt: 1)
    }
  }

  private static func linear(
    hasBias: Bool, in table: inout ParameterTable
  ) -> @Sendable (Pass, ParameterBuffer?) -> Double {
    let layer = Linear("l", inputSize: 3, outputSize: 4, hasBias: hasBias, in: &table)
    let x = table.add("x", rows: 5, columns: 3)
    return { pass, gradients in
      let y = layer.forward(pass.parameters[x], in: pass)
      if let gradients {
        let gradient = layer.backward(
          Probe.gradient(y, in: pass.workspace), inputs: pass.parameters[x],
          gradients: gradients, in: pass)
        Kernels.add(gradient, to: gradients[x])
      }
      return Probe.value(y)
    }
  }

  private static func softmax(
    smoothing: Float, drawing count: Int? = nil, divergence: Float = 0,
    in table: inout ParameterTable
  ) -> @Sendable (Pass, ParameterBuffer?) -> Double {
    let layer = SoftmaxOutput("o", inputSize: 3, vocabularySize: 19, in: &table)
    let x = table.add("x", rows: 4, columns: 3)
    let targets: [Int32] = divergence > 0 ? [18, 18, 7, 7] : [18, 0, 7, 7]
    var chosen = Objective(scale: 0.5, labelSmoothing: smoothing)
    (chosen.drawnTokens, chosen.divergence) = (count, divergence)
    let objective = chosen
    return { pass, gradients in
      let scratch = gradients ?? ParameterBuffer(pass.parameters.table)
      let result = layer.backward(
        pass.parameters[x], targets: targets, objective: objective, gradients: scratch,
        in: pass)
      Kernels.add(result.inputGradient, to: scratch[x])
      return result.loss.smoothed * 0.5
    }
  }

  private static func recurrent(
    in table: inout ParameterTable, isReversed: Bool, constantSize: Int,
    isRegularized: Bool = false, rounds: Int = 0,
    _ make: (CellDesign, inout ParameterTable) -> any RecurrentCell
  ) -> @Sendable (Pass, ParameterBuffer?) -> Double {
    var design = CellDesign("c", inputSize: 3 + constantSize, hiddenSize: 4)
    design.constantSize = constantSize
    let made = make(design, &table)
    let norm =
      isRegularized ? LayerNorm("n", size: made.inputWeight.rows, in: &table) : nil
    let layer = Recurrent(
      made, isReversed: isReversed, norm: norm,
      zoneout: isRegularized ? Zoneout(rate: 0.3, site: 9) : nil,
      mogrifier: rounds == 0
        ? nil : Mogrifier("c", rounds: rounds, inputSize: 3, hiddenSize: 4, in: &table))
    let layout = PackedLayout(lengths: lengths)
    let steps = table.add("steps", rows: layout.rowCount, columns: 3)
    let constant =
      constantSize > 0
      ? table.add("constant", rows: lengths.count, columns: constantSize) : nil
    let first = table.add("hidden", rows: lengths.count, columns: 4)
    let cell = layer.cell.hasCell ? table.add("cell", rows: lengths.count, columns: 4) : nil
    return { pass, gradients in
      func inputs(_ buffer: ParameterBuffer) -> RecurrentInputs {
        RecurrentInputs(
          steps: buffer[steps], constant: constant.map { buffer[$0] },
          initial: RecurrentState(hidden: buffer[first], cell: cell.map { buffer[$0] }))
      }
      let result = layer.forward(inputs(pass.parameters), layout: layout, in: pass)
      if let gradients {
        let back = layer.backward(
          Probe.gradient(result.outputs, in: pass.workspace),
          finalGradient: result.final.probeGradient(in: pass.workspace), result.activations,
          gradients: gradients, in: pass)
        let target = inputs(gradients)
        Kernels.add(back.steps, to: target.steps)
        if let got = back.constant, let into = target.constant { Kernels.add(got, to: into) }
        if let got = back.initial { target.initial?.zip(got) { Kernels.add($1, to: $0) } }
      }
      return Probe.value(result.outputs) + result.final.probe
    }
  }

  private static func stack(
    in table: inout ParameterTable, directions: Int, layers: Int,
    _ wiring: RecurrentStack.Wiring = .init(), merge: DirectionMerge = .concat
  ) -> @Sendable (Pass, ParameterBuffer?) -> Double {
    var all: [RecurrentLayer] = []
    for index in 0..<layers {
      all.append(
        RecurrentLayer(
          (0..<directions).map {
            let width = index == 0 ? 3 : 4 * directions + (wiring.repeatsInputs ? 3 : 0)
            return Recurrent(
              LSTMCell(
                CellDesign("l\(index).\($0)", inputSize: width, hiddenSize: 4), in: &table),
              isReversed: $0 == 1)
          }, merge: merge))
    }
    let stack = RecurrentStack(
      layers: all, dropouts: (1..<layers).map { Dropout(rate: 0.3, site: UInt64($0)) },
      wiring: wiring)
    let layout = PackedLayout(lengths: lengths)
    let steps = table.add("steps", rows: layout.rowCount, columns: 3)
    return { pass, gradients in
      let result = stack.forward(
        RecurrentInputs(steps: pass.parameters[steps]), initial: nil, layout: layout, in: pass)
      if let gradients {
        let back = stack.backward(
          Probe.gradient(result.outputs, in: pass.workspace),
          finalGradients: result.finals.map { $0.probeGradient(in: pass.workspace) },
          result.activations, gradients: gradients, in: pass)
        Kernels.add(back.inputs.steps, to: gradients[steps])
      }
      return Probe.value(result.outputs) + result.finals.reduce(0) { $0 + $1.probe }
    }
  }
}

extension RecurrentState {
  fileprivate var probe: Double {
    Probe.value(hidden, salt: 1) + (cell.map { Probe.value($0, salt: 2) } ?? 0)
  }

  fileprivate func probeGradient(in workspace: Workspace) -> RecurrentState {
    RecurrentState(
      hidden: Probe.gradient(hidden, salt: 1, in: workspace),
      cell: cell.map { Probe.gradient($0, salt: 2, in: workspace) })
  }
}
