import S2SLayers
import S2SModels
import S2SRandom
import S2STensors
import TestSupport
import Testing

@Suite struct TranslationModelTests {
  static let sources: [[Int32]] = [[3, 4, 0], [5], [2, 4, 4, 1, 3], [0, 1, 2], [5, 4]]
  static let targets: [[Int32]] = [[3, 0], [4, 0, 3, 6, 6], [6], [1, 2, 5], [3, 4, 5]]

  /// Configurations that differ where a batch is put together.
  static let configurations: [ModelConfiguration] = [
    .small(),
    .small {
      $0.isBidirectional = true
      $0.layerCount = 2
      $0.tiesEmbeddings = true
    },
    .small {
      $0.reversesSource = false
      $0.cell = .elman
    },
  ]

  /// Products of other sizes round otherwise; losses and gradients are sums of tens of terms.
  static let tolerance = 5e-6

  @Test(arguments: configurations)
  func gradientsOfPartsAddUpToTheWhole(_ configuration: ModelConfiguration) throws {
    let whole = try Run(configuration, Array(Self.sources.indices))
    for cut in 1..<Self.sources.count {
      let first = try Run(configuration, Array(0..<cut))
      let second = try Run(configuration, Array(cut..<Self.sources.count), addingTo: first)
      let sum = first.loss.smoothed + second.loss.smoothed
      #expect(abs(sum / whole.loss.smoothed - 1) < Self.tolerance)
      #expect(
        relativeDeviation(
          second.gradients.all.elements, from: whole.gradients.all.elements) < Self.tolerance)
    }
  }

  @Test(arguments: configurations)
  func theOrderOfPairsDoesNotMatter(_ configuration: ModelConfiguration) throws {
    let whole = try Run(configuration, Array(Self.sources.indices))
    for order in [[4, 3, 2, 1, 0], [2, 0, 4, 1, 3]] {
      let other = try Run(configuration, order)
      #expect(abs(other.loss.smoothed / whole.loss.smoothed - 1) < Self.tolerance)
      #expect(
        relativeDeviation(
          other.gradients.all.elements, from: whole.gradients.all.elements) < Self.tolerance)
    }
  }

  @Test func countsTheTokensOfBothSides() {
    let pairs = TranslationModel.Pairs(
      sources: Self.sources, targets: Self.targets, configuration: .small())
    #expect(pairs.sourceTokenCount == 14)
    #expect(pairs.targetTokenCount == 14 + 5)
  }

  /// Without smoothing and dropout, evaluation and training see the same loss.
  @Test(arguments: configurations)
  func lossIsThatOfTheBackwardPass(_ configuration: ModelConfiguration) throws {
    let run = try Run(configuration, [0, 1, 2])
    let loss = run.model.loss(run.pairs, in: run.pass)
    #expect(loss.negativeLogLikelihood == run.loss.negativeLogLikelihood)
    #expect(loss.tokenCount == run.loss.tokenCount)
  }

  /// A model that is broken in any place shows it in its loss: the run can be stopped.
  @Test(arguments: configurations)
  func whatIsNoNumberReachesTheLoss(_ configuration: ModelConfiguration) throws {
    let run = try Run(configuration, Array(Self.sources.indices))
    for entry in run.model.parameters.table.entries {
      for index in [entry.slot.range.lowerBound, entry.slot.range.upperBound - 1] {
        let kept = run.model.parameters.floats.base[index]
        run.model.parameters.floats.base[index] = .nan
        let loss = run.model.loss(run.pairs, in: run.pass)
        #expect(loss.smoothed.isNaN, "\(entry.name)")
        run.model.parameters.floats.base[index] = kept
      }
    }
  }

  /// Dropout belongs to the seed of a step: the same seed gives the same gradients to the bit.
  @Test func dropoutFollowsItsSeed() throws {
    let configuration = ModelConfiguration.small { $0.layerCount = 2 }
    func gradients(_ seed: UInt64?) throws -> [Float] {
      let run = try Run(configuration, [0, 1, 2], dropoutSeed: seed)
      return run.gradients.all.elements
    }
    #expect(try gradients(1) == gradients(1))
    #expect(try gradients(1) != gradients(2))
    #expect(try gradients(1) != gradients(nil))
  }

  /// Which end the source begins at is the configuration's choice and nothing else.
  @Test func readsTheSourceBackwardsWhenAsked() throws {
    let forwards = ModelConfiguration.small { $0.reversesSource = false }
    let run = try Run(.small(), Array(Self.sources.indices))
    let pairs = TranslationModel.Pairs(
      sources: Self.sources.map { $0.reversed() }, targets: Self.targets,
      configuration: forwards)
    #expect(run.model.loss(pairs, in: run.pass) == run.model.loss(run.pairs, in: run.pass))
  }

  /// A model with irregular weights after one backward pass over some of the pairs.
  private struct Run {
    let model: TranslationModel
    let pairs: TranslationModel.Pairs
    let pass: Pass
    let gradients: ParameterBuffer
    let loss: SoftmaxOutput.Loss

    init(
      _ configuration: ModelConfiguration, _ indices: [Int], addingTo other: Run? = nil,
      dropoutSeed: UInt64? = nil
    ) throws {
      model = try TranslationModel(configuration)
      var generator = SeededGenerator(seed: 9)
      model.parameters.all.fillUniform(0.5, using: &generator)
      pairs = TranslationModel.Pairs(
        sources: indices.map { sources[$0] }, targets: indices.map { targets[$0] },
        configuration: configuration)
      pass = Pass(
        parameters: model.parameters, workspace: Workspace(), dropoutSeed: dropoutSeed)
      gradients = other?.gradients ?? ParameterBuffer(model.parameters.table)
      loss = model.backward(
        pairs, objective: Objective(scale: 1, labelSmoothing: 0.1), gradients: gradients,
        in: pass)
    }
  }
}

@Suite struct InitializationTests {
  private func model(seed: UInt64) throws -> TranslationModel {
    let model = try TranslationModel(
      .small {
        $0.isBidirectional = true
        $0.layerCount = 2
      })
    model.initialize(seed: seed)
    return model
  }

  @Test func equalSeedsGiveEqualWeights() throws {
    let models = try [1, 1, 2].map(model(seed:))
    let weights = models.map { $0.parameters.all.elements }
    #expect(weights[0] == weights[1])
    #expect(weights[0] != weights[2])
  }

  /// The forget gate is open at first: its bias is 1, and all other biases of a cell are 0.
  @Test func opensTheForgetGate() throws {
    let model = try model(seed: 3)
    let size = model.configuration.hiddenSize
    let biases = model.parameters.table.entries.filter { $0.name.contains(".bias_") }
    #expect(biases.count == 2 * (2 * 2 + 2))
    for entry in biases {
      let isInput = entry.name.hasSuffix("bias_ih")
      let expected = (0..<4 * size).map { isInput && $0 / size == 1 ? Float(1) : 0 }
      #expect(model.parameters[entry.slot].elements == expected, "\(entry.name)")
    }
  }

  /// The forget gate is the second of i, f, g, o, and moves up where the input gate is missing.
  @Test(arguments: [("lstm", 1, 4), ("lstm-no-input", 0, 3), ("lstm-no-output", 1, 3)])
  func setsTheForgetBias(cell: String, place: Int, gates: Int) throws {
    let model = try TranslationModel(
      .small {
        $0.cell = .named(cell)
        $0.forgetBias = 2.5
      })
    model.initialize(seed: 3)
    let biases = model.parameters.table.entries.filter { $0.name.hasSuffix(".bias_ih") }
    for entry in biases {
      let values = model.parameters[entry.slot].elements
      #expect(values == (0..<4 * gates).map { $0 / 4 == place ? Float(2.5) : 0 })
    }
    #expect(biases.count == 2)
  }

  /// Whatever a cell calls its biases, they do not start as noise.
  @Test(arguments: CellKind.allCases)
  func startsWithoutNoiseInBiases(_ cell: CellKind) throws {
    let model = try TranslationModel(.small { $0.cell = cell })
    model.initialize(seed: 3)
    for entry in model.parameters.table.entries
    where entry.role == .bias && entry.name.contains(".layers.") {
      let values = Set(model.parameters[entry.slot].elements)
      #expect(values.isSubset(of: [0, 1]), "\(entry.name)")
    }
  }

  @Test func drawsEveryOtherWeightFromTheSameRange() throws {
    let model = try model(seed: 3)
    for entry in model.parameters.table.entries where !entry.name.contains(".bias") {
      let values = model.parameters[entry.slot].elements
      #expect(values.allSatisfy { $0 >= -0.08 && $0 < 0.08 }, "\(entry.name)")
      #expect(Set(values).count > values.count / 2, "\(entry.name)")
    }
  }
}
