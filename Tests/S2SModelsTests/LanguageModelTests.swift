import Glibc
import S2SLayers
import S2SModels
import S2SOptions
import S2SRandom
import S2STensors
import TestSupport
import Testing

@Suite struct LanguageModelTests {
  private static let texts: [[Int32]] = [[3, 4, 0, 5], [], [5, 5], [6]]

  private static func shape(
    _ change: (inout LanguageModelShape) -> Void = { _ in }
  ) -> LanguageModelShape {
    var shape = LanguageModelShape()
    shape.network.hiddenSize = 4
    shape.network.embeddingSize = 3
    change(&shape)
    return shape
  }

  static var cases: [GradientCase] {
    get throws {
      [
        try model("one layer", shape()),
        try model("two layers, dropout", shape { $0.network.layerCount = 2 }, dropoutSeed: 5),
        try model("tied with a projection", shape { $0.tiesEmbeddings = true }, dropoutSeed: 6),
        try model(
          "tied, Elman",
          shape {
            $0.tiesEmbeddings = true
            $0.network.embeddingSize = 4
            $0.network.cell = .elman
          }),
      ]
    }
  }

  private static func model(
    _ variant: String, _ shape: LanguageModelShape, dropoutSeed: UInt64? = nil
  ) throws -> GradientCase {
    let model = try LanguageModel(shape, vocabularySize: 7)
    return GradientCase("LanguageModel", variant, dropoutSeed: dropoutSeed) { table in
      table = model.parameters.table
      let objective = Objective(scale: 0.25, labelSmoothing: 0.1)
      return { pass, gradients in
        let sink = gradients ?? ParameterBuffer(pass.parameters.table)
        let loss = model.backward(texts, objective: objective, gradients: sink, in: pass)
        return loss.smoothed * Double(objective.scale)
      }
    }
  }

  private func filled(_ shape: LanguageModelShape) throws -> LanguageModel {
    let model = try LanguageModel(shape, vocabularySize: 7)
    var generator = SeededGenerator(seed: 3)
    model.parameters.all.fillUniform(0.5, using: &generator)
    return model
  }

  private func loss(_ model: LanguageModel, _ texts: [[Int32]]) -> SoftmaxOutput.Loss {
    model.loss(texts, in: Pass(parameters: model.parameters, workspace: Workspace()))
  }

  /// Rounding of single precision in sums of a few terms.
  private static let tolerance = 1e-5

  /// A text has a token more than it shows, its end, and no text knows of another.
  @Test func addsUpTextByText() throws {
    let model = try filled(Self.shape { $0.network.layerCount = 2 })
    let together = loss(model, Self.texts)
    #expect(together.tokenCount == 7 + 4)
    let alone = Self.texts.map { loss(model, [$0]).negativeLogLikelihood }.reduce(0, +)
    #expect(abs(together.negativeLogLikelihood - alone) < Self.tolerance * alone)
  }

  /// The probabilities of all texts of a length below another's are below 1 and add up to it.
  @Test func isADistribution() throws {
    let model = try filled(Self.shape())
    // All texts of no token and of one: with what goes on after them they are everything.
    let ended = ([[]] + (0..<7).map { [$0] }).map {
      exp(-loss(model, [$0]).negativeLogLikelihood)
    }
    #expect(ended.allSatisfy { $0 > 0 } && ended.reduce(0, +) < 1)
    let two = (0..<49).map { exp(-loss(model, [[$0 / 7, $0 % 7]]).negativeLogLikelihood) }
    #expect(ended.reduce(0, +) + two.reduce(0, +) < 1)
  }

  @Test func lossIsThatOfTheBackwardPass() throws {
    let model = try filled(Self.shape { $0.tiesEmbeddings = true })
    let gradients = ParameterBuffer(model.parameters.table)
    let back = model.backward(
      Self.texts, objective: Objective(scale: 1, labelSmoothing: 0), gradients: gradients,
      in: Pass(parameters: model.parameters, workspace: Workspace()))
    #expect(back == loss(model, Self.texts))
  }

  @Test func namesItsParameters() throws {
    let names = LanguageModel.layout(Self.shape { $0.tiesEmbeddings = true }, vocabularySize: 7)
      .entries.map(\.name)
    #expect(
      names == [
        "embedding.weight", "network.layers.0.weight_ih", "network.layers.0.weight_hh",
        "network.layers.0.bias_ih", "network.layers.0.bias_hh", "projection.weight",
        "output.bias",
      ])
  }

  @Test func refusesShapesOutOfRange() {
    let shape = Self.shape { $0.network.hiddenSize = 0 }
    #expect(throws: OptionError.self) { try LanguageModel(shape, vocabularySize: 7) }
  }
}

extension GradientCase {
  /// Every model and part of one.
  static var all: [GradientCase] {
    get throws {
      try models + RatedCandidatesTests.cases + LanguageModelTests.cases + TaggingModelTests.cases
    }
  }
}
