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
        try model(
          "a mixture of softmaxes", shape { $0.softmaxCount = 3 }, dropoutSeed: 9,
          name: "TokenOutput"),
        try model(
          "a mixture, tied",
          shape {
            $0.softmaxCount = 2
            $0.tiesEmbeddings = true
          }),
        try model("dropped words", shape { $0.wordDropout = 0.5 }, dropoutSeed: 7),
        try model(
          "penalties on outputs", shape { $0.network.layerCount = 2 }, dropoutSeed: 8,
          ActivationRegularizer(activation: 2, change: 1)),
        try model(
          "gated inputs, two layers",
          shape {
            $0.network.layerCount = 2
            $0.network.mogrifierRounds = 3
          }, dropoutSeed: 10),
        try stream("a stream, from a state", shape { $0.readsStream = true }),
      ]
    }
  }

  private static func model(
    _ variant: String, _ shape: LanguageModelShape, dropoutSeed: UInt64? = nil,
    _ penalty: ActivationRegularizer = .none, name: String = "LanguageModel"
  ) throws -> GradientCase {
    let model = try LanguageModel(shape, vocabularySize: 7)
    return GradientCase(name, variant, dropoutSeed: dropoutSeed) { table in
      table = model.parameters.table
      return { pass, gradients in
        var objective = Objective(scale: 0.25, labelSmoothing: 0.1)
        objective.activation = penalty
        let sink = gradients ?? ParameterBuffer(pass.parameters.table)
        let loss = model.backward(texts, objective: objective, gradients: sink, in: pass)
        return loss.smoothed * Double(objective.scale)
      }
    }
  }

  /// Parts of a stream of different lengths that go on from states.
  private static func stream(
    _ variant: String, _ shape: LanguageModelShape
  ) throws -> GradientCase {
    let model = try LanguageModel(shape, vocabularySize: 7)
    let states = CarriedStates(model, lanes: 2)
    var generator = SeededGenerator(seed: 4)
    states.values.all.fillUniform(0.5, using: &generator)
    return GradientCase("LanguageModel", variant, dropoutSeed: nil) { table in
      table = model.parameters.table
      let objective = Objective(scale: 0.25, labelSmoothing: 0)
      return { pass, gradients in
        let sink = gradients ?? ParameterBuffer(pass.parameters.table)
        let reading = model.reading(
          parts: [[2, 3, 4, 2, 5], [6, 2, 2]], from: states.states(of: 0..<2))
        return model.backward(reading, objective: objective, gradients: sink, in: pass).loss
          .smoothed * Double(objective.scale)
      }
    }
  }

  /// What it says of the next token sums to 1, and is what it says of a given one.
  @Test func aMixtureIsADistribution() throws {
    let model = try LanguageModel(Self.shape { $0.softmaxCount = 3 }, vocabularySize: 7)
    model.initialize(seed: 3)
    for index in 0..<model.parameters.count { model.parameters.floats.base[index] *= 4 }
    let pass = Pass(parameters: model.parameters, workspace: Workspace())
    let states = model.recurrentLayers.map { _ in
      RecurrentState(hasCell: true) { pass.workspace.zeros(1, 4) }
    }
    let logits = model.step(
      [model.start], states: states, constants: model.constants(rows: 1, in: pass), in: pass
    ).elements
    #expect(abs(logits.reduce(0) { $0 + exp(Double($1)) } - 1) < 1e-5)
    for token: Int32 in [2, 6] {
      let said = model.logProbabilities(of: [[token]], in: pass)[0][0]
      #expect(abs(said - Double(logits[Int(token)])) < 1e-5)
    }
    #expect(Set(logits).count == 7)
  }

  /// A stream in windows has the same loss as in one go, if states are carried.
  @Test func windowsAreOneText() throws {
    let model = try filled(
      Self.shape {
        $0.readsStream = true; $0.network.layerCount = 2
      })
    let text: [Int32] = [2, 3, 4, 2, 2, 5, 6, 3, 2]
    let states = CarriedStates(model, lanes: 1)
    var parts = 0.0
    let scratch = Workspace()
    for window in [0..<3, 3..<4, 4..<8] {
      let reading = model.reading(
        parts: [text[window.lowerBound...window.upperBound]], from: states.states(of: 0..<1))
      let result = model.loss(reading, in: Pass(parameters: model.parameters, workspace: scratch))
      states.store(result.finals, of: 0..<1)
      parts += result.loss.negativeLogLikelihood
    }
    let whole = model.loss(
      model.reading(parts: [text[...]], from: nil),
      in: Pass(parameters: model.parameters, workspace: Workspace())
    ).loss
    #expect(whole.tokenCount == 8)
    #expect(abs(whole.negativeLogLikelihood - parts) < Self.tolerance * parts)
    // Line by line a model that reads streams begins with the end of a line.
    let line = loss(model, [[3, 4]]).negativeLogLikelihood
    let same = model.loss(
      model.reading(parts: [text[0...3]], from: nil),
      in: Pass(parameters: model.parameters, workspace: Workspace())
    ).loss.negativeLogLikelihood
    #expect(abs(line - same) < Self.tolerance * line)
  }

  /// The same elements of the recurrent matrices are dropped from weights and gradients, and nothing else.
  @Test func dropsRecurrentWeights() throws {
    let model = try filled(Self.shape { $0.network.hiddenSize = 40 })
    let drop = WeightDrop(model.parameters, rate: 0.4)
    for part in 0..<3 { drop.update(part: part, of: 3, seed: 9) }
    let gradients = ParameterBuffer(model.parameters.table)
    gradients.copy(from: model.parameters)
    drop.mask(gradients, seed: 9)
    #expect(gradients.all.elements == drop.parameters.all.elements)
    for entry in model.parameters.table.entries {
      let (old, new) = (model.parameters[entry.slot].elements, drop.parameters[entry.slot].elements)
      guard entry.name.hasSuffix("weight_hh") else {
        #expect(old == new)
        continue
      }
      let zeros = new.count { $0 == 0 }
      #expect(abs(Double(zeros) / Double(new.count) - 0.4) < 0.04)
      for (old, new) in zip(old, new) where new != 0 { #expect(abs(new - old / 0.6) < 1e-6) }
    }
    drop.update(part: 0, of: 1, seed: 10)
    #expect(gradients.all.elements != drop.parameters.all.elements)
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
      try models + RatedCandidatesTests.cases + LanguageModelTests.cases
        + ClassifierModelTests.cases + TaggingModelTests.cases
        + CaptioningModelTests.cases
    }
  }
}
