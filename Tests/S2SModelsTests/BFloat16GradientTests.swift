import S2SLayers
import S2SModels
import S2STensors
import TestSupport
import Testing

/// Gradients of products rounded to bfloat16 beside those of single precision.
@Suite(.enabled(if: BFloat16.isAvailable, "the processor multiplies no bfloat16"))
struct BFloat16GradientTests {
  /// A factor is off by at most 2^-9 of itself, and a gradient is a sum of products of some of
  /// them, whose errors are independent.
  static let tolerance = 4 * 0x1p-9

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
  ]

  /// Every kind of cell.
  private static let cells = ModelConfiguration.Cell.allCases.map { cell in
    ModelConfiguration.small {
      $0.hiddenSize = 20
      $0.cell = cell
      $0.layerCount = 2
      $0.attention = .general
    }
  }

  private func gradients(
    _ configuration: ModelConfiguration, precision: (TranslationModel) -> BFloat16Weights?
  ) throws -> [Double] {
    let model = try TranslationModel(configuration)
    var generator = SeededGenerator(seed: 3)
    model.parameters.all.fillUniform(0.3, using: &generator)
    let weights = precision(model)
    weights?.update(part: 0, of: 1)
    let gradients = ParameterBuffer(model.parameters.table)
    let pairs = TranslationModel.Pairs(
      sources: GradientCase.sources, targets: GradientCase.targets, configuration: configuration)
    _ = model.backward(
      pairs, objective: GradientCase.objective, gradients: gradients,
      in: Pass(
        parameters: model.parameters, workspace: Workspace(), bfloat16Weights: weights,
        dropoutSeed: 4))
    return gradients.all.elements.map(Double.init)
  }

  private func norm(_ values: [Double]) -> Double {
    values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  @Test(arguments: configurations)
  func areThoseOfSinglePrecisionButForRounding(_ configuration: ModelConfiguration) throws {
    let exact = try gradients(configuration) { _ in nil }
    let rounded = try gradients(configuration) { $0.bfloat16Weights() }
    let error = norm(zip(exact, rounded).map { $0 - $1 }) / norm(exact)
    #expect(error < Self.tolerance)
    #expect(error > 0, "nothing was rounded")
  }

  @Test(arguments: configurations)
  func areEqualInEqualRuns(_ configuration: ModelConfiguration) throws {
    let first = try gradients(configuration) { $0.bfloat16Weights() }
    #expect(try gradients(configuration) { $0.bfloat16Weights() } == first)
  }
}
