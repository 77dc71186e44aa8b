import S2SLayers
import S2SModels
import S2STensors
import TestSupport
import Testing

@Suite struct ModelGradientTests {
  @Test(arguments: try GradientCase.all) func agreesWithFiniteDifferences(_ example: GradientCase) {
    #expect(example.disagreements().isEmpty)
  }

  /// A new part of a model cannot escape: whatever has a backward pass is in the table.
  @Test func coversEveryBackwardPass() throws {
    let covered = Set(try GradientCase.all.map(\.name))
    let written = try SourceScan.files(of: "S2SModels", containing: ["func backward("])
    #expect(Set(written).subtracting(covered) == [])
    #expect(written.count >= 4)
  }
}

extension GradientCase {
  static let sources: [[Int32]] = [[3, 4, 0], [5], [2, 4, 4, 1]]
  static let targets: [[Int32]] = [[3], [4, 0, 3], [6]]
  static let objective = Objective(scale: 0.25, labelSmoothing: 0.1, coverageLoss: 0.3)

  static var models: [GradientCase] {
    get throws {
      [
        encoder("one layer", .small()),
        encoder("two layers, dropout", .small { $0.layerCount = 2 }, dropoutSeed: 5),
        encoder("two directions", .small { $0.isBidirectional = true }),
        encoder(
          "two directions, Elman",
          .small {
            $0.isBidirectional = true
            $0.cell = .elman
          }),
        encoder(
          "two directions, summed",
          .small {
            $0.isBidirectional = true
            $0.merge = .sum
            $0.layerCount = 2
          }),
        bridge("LSTM", .small { $0.isBidirectional = true }),
        bridge(
          "Elman",
          .small {
            $0.isBidirectional = true
            $0.cell = .elman
          }),
        meanBridge("LSTM", .small { $0.layerCount = 2 }),
        meanBridge(
          "GRU, two directions",
          .small {
            $0.layerCount = 2
            $0.isBidirectional = true
            $0.cell = .named("gru")
          }),
        decoder("one layer", .small()),
        decoder("two layers, dropout", .small { $0.layerCount = 2 }, dropoutSeed: 6),
        decoder(
          "tied",
          .small {
            $0.tiesEmbeddings = true
            $0.embeddingSize = $0.hiddenSize
          }),
        decoder("tied with a projection", .small { $0.tiesEmbeddings = true }, dropoutSeed: 7),
        decoder("Elman", .small { $0.cell = .elman }),
        decoder("additive attention", .small { $0.attention = .additive }, dropoutSeed: 9),
        decoder("layers above attention", .small { $0.attendAfter(1, of: 2) }),
        decoder(
          "layers above attention, all connections, copying",
          .small {
            $0.attendAfter(1, of: 3)
            $0.cell = .named("ssru")
            $0.isResidual = true
            $0.repeatsInputs = true
            $0.copy(.general)
          }, dropoutSeed: 7),
        decoder("input feeding", .small { $0.feedBack(.general) }),
        decoder(
          "input feeding, two layers, dropout, context at every step only",
          .small {
            $0.feedBack(.additive)
            $0.layerCount = 2
            $0.contextUse = .steps
          }, dropoutSeed: 12),
        decoder(
          "coverage",
          .small {
            $0.attention = .additive
            $0.hasCoverage = true
          }),
        decoder("copying", .small { $0.copy(.general) }, dropoutSeed: 14),
        decoder(
          "context at every step only",
          .small {
            $0.contextUse = .steps
            $0.attention = .dot
          }),
        try model("one layer", .small()),
        try model("bridge from one direction", .small { $0.bridge = .dense }, dropoutSeed: 4),
        try model(
          "bridge from the mean, attention",
          .small {
            $0.bridge = .mean
            $0.attention = .general
            $0.isBidirectional = true
            $0.layerCount = 2
          }),
        try model(
          "input feeding, context at the start",
          .small {
            $0.feedBack(.dot)
            $0.contextUse = .start
            $0.layerCount = 2
          }, dropoutSeed: 13),
        try model(
          "coverage, input feeding",
          .small {
            $0.feedBack(.additive)
            $0.hasCoverage = true
            $0.isBidirectional = true
          }),
        try model(
          "copying, coverage, input feeding, tied with a projection",
          .small {
            $0.feedBack(.additive)
            $0.copy(.additive)
            $0.hasCoverage = true
            $0.tiesEmbeddings = true
          }, dropoutSeed: 15),
        try model(
          "input feeding, variational dropout",
          .small {
            $0.feedBack(.general)
            $0.layerCount = 2
            $0.dropout.isVariational = true
          }, dropoutSeed: 16),
        try model("bridge from the mean alone", .small { $0.bridge = .mean }),
        try model(
          "variational dropout, two layers",
          .small {
            $0.layerCount = 2
            $0.attention = .general
            $0.dropout.isVariational = true
          }, dropoutSeed: 10),
        try model(
          "attention, two directions, context at the start",
          .small {
            $0.attention = .general
            $0.isBidirectional = true
            $0.contextUse = .start
          }),
        try model(
          "everything",
          .small {
            $0.isBidirectional = true
            $0.tiesEmbeddings = true
            $0.layerCount = 2
          }, dropoutSeed: 8),
        try model(
          "residual, input to all layers",
          .small {
            $0.isResidual = true
            $0.repeatsInputs = true
            $0.isBidirectional = true
            $0.attention = .general
            $0.layerCount = 3
          }, dropoutSeed: 10),
        try model(
          "layer normalisation",
          .small {
            $0.normalizesLayers = true
            $0.isBidirectional = true
            $0.layerCount = 2
          }, dropoutSeed: 11),
        speller(),
        encoder("words spelled", .small { $0.spelling = Spelling(space: 4, separate: [1]) }),
        try model(
          "words spelled, attention",
          .small {
            $0.spelling = Spelling(space: 4, separate: [1])
            $0.isBidirectional = true
            $0.attention = .additive
            $0.cell = .named("gru")
          }, dropoutSeed: 13),
        try model(
          "zoneout",
          .small {
            $0.zoneout = 0.3
            $0.isBidirectional = true
            $0.layerCount = 2
          }, dropoutSeed: 12),
      ]
        + (try decoderCells())
        + (try CellKind.allCases.map { cell in
          try model(
            "\(cell), two layers of two directions, attention",
            .small {
              $0.cell = cell
              $0.attention = .general
              $0.isBidirectional = true
              $0.layerCount = 2
            })
        })
    }
  }

  /// Decoders whose cells have a memory that the encoder's have not, and the other way round.
  private static func decoderCells() throws -> [GradientCase] {
    try [("gru", "lstm"), ("lstm", "min-gru"), ("sru", "qrnn-f"), ("elman", "sru")].flatMap {
      cell, decoderCell in
      try [BridgeKind.copy, .dense, .mean].map { bridge in
        try model(
          "\(cell) to \(decoderCell), bridge \(bridge)",
          .small {
            $0.cell = .named(cell)
            $0.decoderCell = .named(decoderCell)
            $0.bridge = bridge
            $0.layerCount = 2
          }, of: "StateHandover")
      }
    }
  }

  /// The probe sees the fixed vector and every layer's state.
  private static func encoder(
    _ variant: String, _ configuration: ModelConfiguration, dropoutSeed: UInt64? = nil
  ) -> GradientCase {
    GradientCase("Encoder", variant, dropoutSeed: dropoutSeed) { table in
      let encoder = Encoder(configuration, in: &table)
      let tokens = PackedSources(sources, configuration)
      return { pass, gradients in
        let (context, activations) = encoder.forward(tokens, in: pass)
        if let gradients {
          encoder.backward(
            Context(
              vector: Probe.gradient(context.vector, in: pass.workspace),
              states: context.states.probeGradients(in: pass.workspace),
              source: SourceStates(
                context.source.states.map { Probe.gradient($0, in: pass.workspace) },
                layout: tokens.layout)),
            activations, gradients: gradients, in: pass)
        }
        let source = context.source.states.map { Probe.value($0) } ?? 0
        return Probe.value(context.vector) + context.states.probe + source
      }
    }
  }

  /// The probe sees a vector a word.
  private static func speller() -> GradientCase {
    GradientCase("WordSpeller") { table in
      let speller = WordSpeller(.small(), in: &table)
      let layout = PackedLayout(lengths: [2, 4, 1])
      let letters = table.add("letters", rows: layout.rowCount, columns: 3)
      return { pass, gradients in
        let (words, kept) = speller.forward(pass.parameters[letters], layout: layout, in: pass)
        if let gradients {
          let back = speller.backward(
            Probe.gradient(words, in: pass.workspace), kept, gradients: gradients, in: pass)
          Kernels.add(back, to: gradients[letters])
        }
        return Probe.value(words)
      }
    }
  }

  /// Two layers share the bridge's weights, so their gradients add.
  private static func bridge(
    _ variant: String, _ configuration: ModelConfiguration
  ) -> GradientCase {
    GradientCase("Bridge", variant) { table in
      let bridge = Bridge(configuration, in: &table)
      let slots = (0..<2).map {
        StateSlots("layer\($0)", configuration, width: 2 * configuration.hiddenSize, in: &table)
      }
      return { pass, gradients in
        let (states, activations) = bridge.forward(
          slots.map { $0.state(pass.parameters) }, in: pass)
        if let gradients {
          let back = bridge.backward(
            states.probeGradients(in: pass.workspace), activations, gradients: gradients,
            in: pass)
          for (slot, gradient) in zip(slots, back) { slot.add(gradient, to: gradients) }
        }
        return states.probe
      }
    }
  }

  private static func meanBridge(
    _ variant: String, _ configuration: ModelConfiguration
  ) -> GradientCase {
    GradientCase("MeanBridge", variant) { table in
      let bridge = MeanBridge(configuration, in: &table)
      let layout = PackedLayout(lengths: sources.map(\.count))
      let states = table.add("states", rows: layout.rowCount, columns: configuration.contextSize)
      return { pass, gradients in
        let result = bridge.forward(pass.parameters[states], layout: layout, in: pass)
        if let gradients {
          let back = bridge.backward(
            result.states.probeGradients(in: pass.workspace), result.activations,
            gradients: gradients, in: pass)
          Kernels.add(back, to: gradients[states])
        }
        return result.states.probe
      }
    }
  }

  /// The loss under a context that varies too.
  private static func decoder(
    _ variant: String, _ configuration: ModelConfiguration, dropoutSeed: UInt64? = nil
  ) -> GradientCase {
    GradientCase("Decoder", variant, dropoutSeed: dropoutSeed) { table in
      let decoder = Decoder(configuration, in: &table)
      let vector = table.add("vector", rows: 3, columns: configuration.contextSize)
      let slots = (0..<configuration.layerCount).map {
        StateSlots("layer\($0)", configuration, width: configuration.hiddenSize, in: &table)
      }
      let inputs = PackedTokens(targets.map { [1] + $0 })
      let wanted = PackedTokens(targets.map { $0 + [2] }).ids
      let layout = PackedLayout(lengths: sources.map(\.count))
      let ids = PackedTokens(sources).ids
      let source = table.add("source", rows: layout.rowCount, columns: configuration.contextSize)
      return { pass, gradients in
        let sink = gradients ?? ParameterBuffer(pass.parameters.table)
        let context = Context(
          vector: pass.parameters[vector], states: slots.map { $0.state(pass.parameters) },
          source: SourceStates(pass.parameters[source], layout: layout, ids: ids))
        let activations = decoder.forward(inputs, context: context, in: pass)
        let result = decoder.backward(
          activations, targets: wanted, objective: objective, gradients: sink, in: pass)
        Kernels.add(result.context.vector, to: sink[vector])
        if let states = result.context.source.states { Kernels.add(states, to: sink[source]) }
        for (slot, gradient) in zip(slots, result.context.states) {
          slot.add(gradient, to: sink)
        }
        return result.loss.smoothed * Double(objective.scale)
      }
    }
  }

  private static func model(
    _ variant: String, _ configuration: ModelConfiguration, of part: String = "TranslationModel",
    dropoutSeed: UInt64? = nil
  ) throws -> GradientCase {
    let model = try TranslationModel(configuration)
    return GradientCase(part, variant, dropoutSeed: dropoutSeed) { table in
      table = model.parameters.table
      let pairs = TranslationModel.Pairs(
        sources: sources, targets: targets, configuration: configuration)
      return { pass, gradients in
        let sink = gradients ?? ParameterBuffer(pass.parameters.table)
        let loss = model.backward(pairs, objective: objective, gradients: sink, in: pass)
        return loss.smoothed * Double(objective.scale)
      }
    }
  }
}
