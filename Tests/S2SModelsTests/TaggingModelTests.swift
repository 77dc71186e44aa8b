import S2SLayers
import S2SModels
import S2SOptions
import S2SRandom
import S2STensors
import TestSupport
import Testing

@Suite struct TaggingModelTests {
  private static let sizes = TaggingModel.Sizes(words: 6, characters: 7, tags: 4)
  private static let sentences: [[Int32]] = [[0, 1, 0, 2], [3], [2, 2]]
  private static let tags: [[Int32]] = [[3, 1, 0, 2], [2], [1, 1]]

  /// A word and an unknown one may have the same characters.
  private static var forms: WordForms {
    var forms = WordForms()
    forms.append(word: 4, letters: [4, 5, 6])
    forms.append(word: 5, letters: [3])
    forms.append(word: 3, letters: [5, 4])
    forms.append(word: 3, letters: [5, 4])
    return forms
  }

  private static func shape(_ change: (inout TaggerShape) -> Void = { _ in }) -> TaggerShape {
    var shape = TaggerShape()
    shape.network.hiddenSize = 3
    shape.network.embeddingSize = 2
    shape.characterEmbeddingSize = 2
    shape.characterHiddenSize = 2
    change(&shape)
    return shape
  }

  static var cases: [GradientCase] {
    get throws {
      [
        output(.softmax), output(.crf),
        try model("softmax", shape()),
        try model("two layers, dropout", shape { $0.network.layerCount = 2 }, dropoutSeed: 5),
        try model("chain, dropout", shape { $0.output = .crf }, dropoutSeed: 6),
        try model("words alone", shape { $0.characterHiddenSize = 0 }),
        try model("GRU", shape { $0.network.cell = CellKind(rawValue: "gru") ?? .lstm }),
      ]
    }
  }

  private static func model(
    _ variant: String, _ shape: TaggerShape, dropoutSeed: UInt64? = nil
  ) throws -> GradientCase {
    let model = try TaggingModel(shape, sizes)
    let words = PackedWords(sentences, forms: forms)
    return GradientCase("TaggingModel", variant, dropoutSeed: dropoutSeed) { table in
      table = model.parameters.table
      let objective = Objective(
        scale: 0.25, labelSmoothing: shape.output == .softmax ? 0.1 : 0)
      return { pass, gradients in
        let sink = gradients ?? ParameterBuffer(pass.parameters.table)
        let loss = model.backward(
          words, tags: tags, objective: objective, gradients: sink, in: pass)
        return loss.smoothed * Double(objective.scale)
      }
    }
  }

  private static func output(_ kind: TaggerOutput) -> GradientCase {
    GradientCase("TagOutput", kind.rawValue) { table in
      let output = TagOutput("o", kind, inputSize: 3, tagCount: 4, in: &table)
      let words = PackedTokens(tags)
      let states = table.add("states", rows: words.ids.count, columns: 3)
      return { pass, gradients in
        let sink = gradients ?? ParameterBuffer(pass.parameters.table)
        let (loss, back) = output.backward(
          pass.parameters[states], targets: words.ids, layout: words.layout,
          objective: Objective(scale: 0.5, labelSmoothing: 0), gradients: sink, in: pass)
        if let gradients { Kernels.add(back, to: gradients[states]) }
        return loss.smoothed * 0.5
      }
    }
  }

  private func filled(_ shape: TaggerShape) throws -> TaggingModel {
    let model = try TaggingModel(shape, Self.sizes)
    var generator = SeededGenerator(seed: 3)
    model.parameters.all.fillUniform(0.8, using: &generator)
    return model
  }

  private static let outputs: [TaggerOutput] = [.softmax, .crf]

  /// Rounding of single precision in sums of a few terms.
  private static let tolerance = 1e-5

  @Test(arguments: outputs) func aSentenceKnowsOfNoOther(output: TaggerOutput) throws {
    let model = try filled(Self.shape { $0.output = output })
    let pass = Pass(parameters: model.parameters, workspace: Workspace())
    let whole = PackedWords(Self.sentences, forms: Self.forms)
    let loss = model.loss(whole, tags: Self.tags, in: pass)
    #expect(loss.tokenCount == 7)
    var (sum, tags) = (0.0, [[Int32]]())
    for (sentence, own) in zip(Self.sentences, Self.tags) {
      let alone = PackedWords([sentence], forms: Self.forms)
      sum += model.loss(alone, tags: [own], in: pass).negativeLogLikelihood
      tags += model.tags(of: alone, in: pass)
    }
    #expect(abs(sum - loss.negativeLogLikelihood) < Self.tolerance * sum)
    #expect(model.tags(of: whole, in: pass) == tags)
    #expect(tags.map(\.count) == Self.sentences.map(\.count))
  }

  /// Words that are spelled alike are one word to a model that does not know them.
  @Test func readsUnknownWordsByTheirCharacters() throws {
    let model = try filled(Self.shape())
    let pass = Pass(parameters: model.parameters, workspace: Workspace())
    func loss(_ word: Int32) -> Double {
      model.loss(PackedWords([[word]], forms: Self.forms), tags: [[1]], in: pass)
        .negativeLogLikelihood
    }
    #expect(loss(2) == loss(3) && loss(2) != loss(0))
  }

  /// Word dropout makes a word an unknown one, and at a rate near 1 nearly all of them.
  @Test func dropsWords() throws {
    let model = try filled(
      Self.shape {
        $0.wordDropout = 0.999_9
        $0.network.dropout.setAll(0)
        $0.characterHiddenSize = 0
      })
    func loss(_ word: Int32, dropoutSeed: UInt64?) -> Double {
      model.loss(
        PackedWords([[word]], forms: Self.forms), tags: [[1]],
        in: Pass(
          parameters: model.parameters, workspace: Workspace(), dropoutSeed: dropoutSeed)
      ).negativeLogLikelihood
    }
    #expect(loss(0, dropoutSeed: 4) == loss(2, dropoutSeed: nil))
    #expect(loss(0, dropoutSeed: nil) != loss(2, dropoutSeed: nil))
  }

  @Test func readsBothEndsOfALongWord() {
    var (forms, same) = (WordForms(), WordForms())
    let half = WordForms.longestSpelling / 2
    let (first, last) = ([Int32](repeating: 4, count: half), [Int32](repeating: 5, count: half))
    forms.append(word: 3, letters: first + [6, 6, 6] + last)
    same.append(word: 3, letters: first + last)
    #expect(PackedWords([[0]], forms: forms).letterIDs == PackedWords([[0]], forms: same).letterIDs)
  }

  @Test func namesItsParameters() throws {
    let names = TaggingModel.layout(Self.shape { $0.output = .crf }, Self.sizes).entries.map(\.name)
    #expect(names.first == "words.weight" && names[1] == "characters.weight")
    #expect(names.contains("speller.layers.0.reverse.weight_hh"))
    #expect(names.contains("network.layers.0.reverse.weight_ih"))
    #expect(
      names.suffix(5) == [
        "output.weight", "output.bias", "output.chain.transitions", "output.chain.start",
        "output.chain.end",
      ])
  }

  @Test func refusesShapesThatContradictThemselves() {
    #expect(throws: OptionError.self) {
      try TaggingModel(Self.shape { $0.network.hiddenSize = 0 }, Self.sizes)
    }
  }
}
