import S2SLayers
import S2SModels
import S2SOptions
import S2SRandom
import S2STensors
import TestSupport
import Testing

@Suite struct ClassifierModelTests {
  private static let texts: [[Int32]] = [[3, 4, 0, 5], [], [5, 5], [6]]
  private static let classes: [Int32] = [2, 0, 1, 2]

  private static func shape(
    _ change: (inout ClassifierShape) -> Void = { _ in }
  ) -> ClassifierShape {
    var shape = ClassifierShape()
    shape.network.hiddenSize = 4
    shape.network.embeddingSize = 3
    change(&shape)
    return shape
  }

  static var cases: [GradientCase] {
    get throws {
      try PoolingKind.allCases.map { kind in try model("\(kind)", shape { $0.pooling = kind }) }
        + [
          model(
            "last, two layers, dropout",
            shape {
              $0.pooling = .last
              $0.network.layerCount = 2
              $0.wordDropout = 0.2
            }, dropoutSeed: 5),
          model(
            "last, one direction, GRU",
            shape {
              $0.pooling = .last
              $0.isBidirectional = false
              $0.network.cell = .named("gru")
            }),
          model(
            "attention, summed, dropout",
            shape {
              $0.pooling = .attention
              $0.merge = .sum
            }, dropoutSeed: 6),
        ]
    }
  }

  private static func model(
    _ variant: String, _ shape: ClassifierShape, dropoutSeed: UInt64? = nil
  ) throws -> GradientCase {
    let model = try ClassifierModel(shape, vocabularySize: 7, classCount: 3)
    return GradientCase("ClassifierModel", variant, dropoutSeed: dropoutSeed) { table in
      table = model.parameters.table
      let objective = Objective(scale: 0.25, labelSmoothing: 0.1)
      return { pass, gradients in
        let sink = gradients ?? ParameterBuffer(pass.parameters.table)
        let loss = model.backward(
          texts, classes: classes, objective: objective, gradients: sink, in: pass)
        return loss.smoothed * Double(objective.scale)
      }
    }
  }

  private func filled(_ shape: ClassifierShape) throws -> ClassifierModel {
    let model = try ClassifierModel(shape, vocabularySize: 7, classCount: 3)
    var generator = SeededGenerator(seed: 3)
    model.parameters.all.fillUniform(0.5, using: &generator)
    return model
  }

  private func probabilities(_ model: ClassifierModel, _ texts: [[Int32]]) -> [[Float]] {
    let workspace = Workspace()
    return withExtendedLifetime(workspace) {
      let rows = model.probabilities(
        of: texts, in: Pass(parameters: model.parameters, workspace: workspace))
      return texts.indices.map { rows.rows($0..<$0 + 1).elements }
    }
  }

  /// Rounding of single precision in sums of a few terms.
  private static let tolerance: Float = 1e-5

  @Test(arguments: PoolingKind.allCases) func textsDoNotKnowOfEachOther(_ kind: PoolingKind) throws
  {
    let model = try filled(Self.shape { $0.pooling = kind })
    let together = probabilities(model, Self.texts)
    for (text, row) in zip(Self.texts, together) {
      #expect(abs(row.reduce(0, +) - 1) < Self.tolerance)
      for (one, other) in zip(row, probabilities(model, [text])[0]) {
        #expect(abs(one - other) < Self.tolerance)
      }
    }
  }

  @Test func readsTheBeginningAlone() throws {
    let model = try filled(Self.shape { $0.truncation = 2 })
    #expect(
      probabilities(model, [[3, 4, 0, 5]]) == probabilities(model, [[3, 4, 6]]))
  }

  @Test func hasTheNamesOfALanguageModel() throws {
    let names = ClassifierModel.layout(
      Self.shape { $0.isBidirectional = false }, vocabularySize: 7, classCount: 3
    ).entries.map(\.name)
    let language = LanguageModel.layout(LanguageModelShape(), vocabularySize: 7)
      .entries.map(\.name)
    #expect(Set(names).subtracting(language).isEmpty)
  }

  @Test func refusesShapesOutOfRange() {
    let shape = Self.shape { $0.truncation = 0 }
    #expect(throws: OptionError.self) {
      try ClassifierModel(shape, vocabularySize: 7, classCount: 3)
    }
  }
}
