import S2SLayers
import S2SModels
import S2SRandom
import S2STensors
import TestSupport
import Testing

/// Gradients by rearranged weights beside those by OpenBLAS.
@Suite struct TrainingWeightsTests {
  /// A factor rounded to bfloat16 is off by at most 2^-9 of itself, and a gradient is a sum of
  /// products of some of them, whose errors are independent.
  static let roundedTolerance = 4 * 0x1p-9
  /// Sums in another order.
  static let tolerance = 1e-5

  /// Widths that panels and pairs divide, and some that they do not.
  static let configurations = examples + cells

  private static let examples: [ModelConfiguration] = [
    .small {
      $0.hiddenSize = 32
      $0.embeddingSize = 16
    },
    .small {
      $0.hiddenSize = 19
      $0.embeddingSize = 21
      $0.layerCount = 2
    },
    .small {
      $0.hiddenSize = 24
      $0.embeddingSize = 17
      $0.isBidirectional = true
      $0.attention = .additive
      $0.tiesEmbeddings = true
    },
    .small {
      $0.hiddenSize = 20
      $0.layerCount = 2
      $0.feedBack(.additive)
    },
  ]

  /// Every kind of cell.
  private static let cells = CellKind.allCases.map { cell in
    ModelConfiguration.small {
      $0.hiddenSize = 20
      $0.cell = cell
      $0.layerCount = 2
      $0.attention = .general
    }
  }

  private func gradients(
    _ configuration: ModelConfiguration, by weights: (TranslationModel) -> (any TrainingWeights)?
  ) throws -> [Double] {
    let model = try TranslationModel(configuration)
    var generator = SeededGenerator(seed: 3)
    model.parameters.all.fillUniform(0.3, using: &generator)
    let weights = weights(model)
    weights?.update(part: 0, of: 1)
    let gradients = ParameterBuffer(model.parameters.table)
    let pairs = TranslationModel.Pairs(
      sources: GradientCase.sources, targets: GradientCase.targets, configuration: configuration)
    _ = model.backward(
      pairs, objective: GradientCase.objective, gradients: gradients,
      in: Pass(
        parameters: model.parameters, workspace: Workspace(), trainingWeights: weights,
        dropoutSeed: 4))
    return gradients.all.elements.map(Double.init)
  }

  private func norm(_ values: [Double]) -> Double {
    values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  /// The error of gradients as a share of them.
  private func error(_ values: [Double], _ exact: [Double]) -> Double {
    norm(zip(exact, values).map { $0 - $1 }) / norm(exact)
  }

  @Test(arguments: configurations)
  func panelsGiveTheSameGradients(_ configuration: ModelConfiguration) throws {
    let exact = try gradients(configuration) { _ in nil }
    let panels = try gradients(configuration) { $0.panelWeights() }
    #expect(error(panels, exact) < Self.tolerance)
    #expect(try gradients(configuration) { $0.panelWeights() } == panels)
  }

  @Test(
    .enabled(if: BFloat16.isAvailable, "the processor multiplies no bfloat16"),
    arguments: configurations)
  func bfloat16GivesTheSameButForRounding(_ configuration: ModelConfiguration) throws {
    let exact = try gradients(configuration) { _ in nil }
    let rounded = try gradients(configuration) { $0.bfloat16Weights() }
    #expect(error(rounded, exact) < Self.roundedTolerance)
    #expect(error(rounded, exact) > Self.tolerance, "nothing was rounded")
    #expect(try gradients(configuration) { $0.bfloat16Weights() } == rounded)
  }
}
