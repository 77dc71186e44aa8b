import Glibc
import S2SLayers
import S2SModels
import S2SRandom
import S2STensors
import Testing

/// Tokens that the decoder draws from itself in training.
@Suite struct TokenDrawsTests {
  struct Shape: CustomStringConvertible, Sendable {
    let description: String
    let configuration: ModelConfiguration
    /// The seed of the masks, `nil` for none.
    var seed: UInt64?

    init(
      _ description: String, seed: UInt64? = 3,
      _ change: (inout ModelConfiguration) -> Void = { _ in }
    ) {
      self.description = description
      self.seed = seed
      configuration = .small {
        $0.targetVocabularySize = 12
        change(&$0)
      }
    }
  }

  private static let shapes = [
    Shape("one layer, no dropout", seed: nil),
    Shape("dropout"),
    Shape("two layers, residual, input to all layers, attention") {
      $0.layerCount = 2
      $0.isResidual = true
      $0.repeatsInputs = true
      $0.attention = .general
    },
    Shape("variational dropout, three layers") {
      $0.layerCount = 3
      $0.dropout.isVariational = true
      $0.attention = .additive
    },
    Shape("zoneout, layer normalisation") {
      $0.zoneout = 0.3
      $0.normalizesLayers = true
    },
    Shape("input feeding, two layers") {
      $0.feedBack(.general)
      $0.layerCount = 2
    },
    Shape("coverage") {
      $0.attention = .additive
      $0.hasCoverage = true
    },
    Shape("copying, coverage, input feeding, tied with a projection") {
      $0.feedBack(.additive)
      $0.copy(.additive)
      $0.hasCoverage = true
      $0.tiesEmbeddings = true
    },
    Shape("words spelled, context at every step only") {
      $0.spelling = Spelling(space: 4, separate: [1])
      $0.contextUse = .steps
    },
    Shape("GRU, context at the start") {
      $0.cell = .named("gru")
      $0.contextUse = .start
    },
  ]

  private static let sources: [[Int32]] = [[3, 4, 0], [5], [2, 4, 4, 1]]
  private static let targets: [[Int32]] = [[3, 5, 4, 9], [4, 0, 3, 8, 7, 6], [6, 11]]
  /// What rounding may move between a step's products and those over all steps.
  private static let tolerance = 1e-4

  /// A model with irregular weights under its context.
  private struct Setting {
    let model: TranslationModel
    let pass: Pass
    let inputs = PackedTokens(targets.map { [1] + $0 })
    let context: Context
    let draws: [Double?]

    init(_ shape: Shape) throws {
      model = try TranslationModel(shape.configuration)
      var generator = SeededGenerator(seed: 9)
      model.parameters.all.fillUniform(0.8, using: &generator)
      pass = Pass(
        parameters: model.parameters, workspace: Workspace(), dropoutSeed: shape.seed)
      let packed = PackedSources(sources, shape.configuration)
      let positions = packed.layout.positions
      context = model.encoder.forward(packed, in: pass).context
        .gathered(inputs.layout.order.map { positions[$0] }, in: pass.workspace)
      draws = inputs.ids.indices.map { row in
        let number = generator.uniformDouble()
        return row % 4 == 3 ? nil : number
      }
    }
  }

  /// The probabilities of the pass over all steps that reads the drawn tokens are those that they
  /// were drawn from: a draw is where their sum passes its number.
  @Test(arguments: shapes) func drawsFromWhatTheTrainingPassSays(_ shape: Shape) throws {
    let setting = try Setting(shape)
    let (decoder, layout) = (setting.model.decoder, setting.inputs.layout)
    let mixed = decoder.sampledInputs(
      setting.inputs, draws: setting.draws, context: setting.context, in: setting.pass)
    let activations = decoder.forward(mixed, context: setting.context, in: setting.pass)
    let size = shape.configuration.targetVocabularySize
    let logProbabilities = (0..<size).map { token in
      decoder.logProbabilities(
        activations, of: [Int32](repeating: Int32(token), count: layout.rowCount),
        in: setting.pass)
    }
    var drawn = Set<Int32>()
    for row in layout.batchSize..<layout.rowCount {
      guard let number = setting.draws[row] else {
        #expect(mixed.ids[row] == setting.inputs.ids[row])
        continue
      }
      let token = Int(mixed.ids[row])
      // Marks, which come first, are left out.
      #expect(token > 2)
      let probabilities = (3..<size).map { exp(logProbabilities[$0][layout.previousRows[row]]) }
      let before = probabilities[..<(token - 3)].reduce(0, +)
      let wanted = number * probabilities.reduce(0, +)
      #expect(wanted > before - Self.tolerance)
      #expect(wanted < before + probabilities[token - 3] + Self.tolerance)
      drawn.insert(mixed.ids[row])
    }
    #expect(mixed.ids[..<layout.batchSize] == setting.inputs.ids[..<layout.batchSize])
    #expect(drawn.count > 2)
  }

  /// The loss is that of the true tokens after the drawn ones, and no gradient goes through a draw:
  /// both are those of a pass that finds the tokens there.
  @Test(arguments: shapes) func trainsOnTheDrawnTokens(_ shape: Shape) throws {
    let setting = try Setting(shape)
    let (model, pass) = (setting.model, setting.pass)
    var pairs = TranslationModel.Pairs(
      sources: Self.sources, targets: Self.targets, configuration: shape.configuration)
    let order = setting.inputs.layout.order
    pairs.draw { sentence, place in
      let row = setting.inputs.layout.offsets[place + 1] + (order.firstIndex(of: sentence) ?? 0)
      return setting.draws[row]
    }
    let gradients = ParameterBuffer(model.parameters.table)
    let objective = Objective(scale: 0.5, labelSmoothing: 0.1)
    let loss = model.backward(pairs, objective: objective, gradients: gradients, in: pass)
    let mixed = model.decoder.sampledInputs(
      setting.inputs, draws: setting.draws, context: setting.context, in: pass)
    let own = ParameterBuffer(model.parameters.table)
    let result = model.decoder.backward(
      model.decoder.forward(mixed, context: setting.context, in: pass),
      targets: PackedTokens(Self.targets.map { $0 + [2] }).ids, objective: objective,
      gradients: own, in: pass)
    #expect(loss == result.loss)
    let name = "decoder.output.bias"
    let slot = model.parameters.table.entries.first { $0.name == name }?.slot
    #expect(slot.map { gradients[$0].elements == own[$0].elements } == true)
    pairs.draw { _, _ in nil }
    let plain = model.backward(pairs, objective: objective, gradients: gradients, in: pass)
    #expect(plain.negativeLogLikelihood != loss.negativeLogLikelihood)
  }
}
