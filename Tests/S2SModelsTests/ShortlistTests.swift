import Glibc
import S2SFiles
import S2SModels
import S2SRandom
import S2STensors
import TestSupport
import Testing

@Suite struct ShortlistTests {
  private let folder = TemporaryDirectory()

  /// Token s of the source always goes with token s + 10 of the target, and with noise.
  private func learned(width: Int, common: Int) -> Shortlist {
    var learner = ShortlistLearner(sourceSize: 8, targetSize: 20)
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<200 {
      let source = (0..<4).map { _ in Int32.random(in: 2..<8, using: &generator) }
      _ = learner.add(source: source, target: source.map { $0 + 10 } + [19])
    }
    return learner.shortlist(width: width, common: common, always: [0])
  }

  @Test func findsWhatBelongsTogether() {
    let list = learned(width: 1, common: 0)
    #expect(list.common == [0])
    #expect(list.tokens(for: [2, 5, 7, 5]) == [0, 12, 15, 17])
  }

  @Test func hasTheMostFrequentTokens() {
    #expect(learned(width: 1, common: 1).common == [0, 19])
  }

  @Test func givesNothingButTheCommonTokensForTheUnseen() {
    #expect(learned(width: 3, common: 1).tokens(for: [1]) == [0, 19])
  }

  @Test func doesNotDependOnChance() {
    #expect(learned(width: 3, common: 2) == learned(width: 3, common: 2))
  }

  @Test func comesBackFromItsFile() throws {
    let path = folder.file("shortlist.safetensors")
    let list = learned(width: 3, common: 2)
    try list.write(to: path)
    #expect(try Shortlist(path: path, for: configuration(source: 8, target: 20)) == list)
  }

  /// The list of another model, or one with tokens that there are not.
  @Test(arguments: [(7, 20), (9, 20), (8, 19)])
  func refusesAListThatDoesNotFit(sizes: (Int, Int)) throws {
    let path = folder.file("shortlist.safetensors")
    try learned(width: 3, common: 2).write(to: path)
    #expect(throws: ModelError.notAShortlist(path: path)) {
      try Shortlist(path: path, for: configuration(source: sizes.0, target: sizes.1))
    }
  }

  @Test func refusesWhatIsNoList() throws {
    let path = folder.file("shortlist.safetensors")
    try SafetensorsWriter.write(to: path, tensors: []) { _ in }
    #expect(throws: SafetensorsError.missingTensor(path: path, name: "shortlist.common")) {
      try Shortlist(path: path, for: configuration(source: 8, target: 20))
    }
  }

  /// The list limits what is made, not what is copied.
  @Test func letsAModelCopyWhatIsNotInTheList() throws {
    var shape = configuration(source: 20, target: 20)
    shape.attention = .general
    shape.copiesSource = true
    let model = try TranslationModel(shape)
    var generator = SeededGenerator(seed: 4)
    model.parameters.all.fillUniform(0.6, using: &generator)
    let list = Shortlist(
      common: [0, 7], partners: [Int32](repeating: -1, count: 20), width: 1)
    let values = logits(model, [[2, 3, 3]], list)
    #expect(values.indices.filter { values[$0].isFinite } == [0, 2, 3, 7])
    #expect(abs(values.reduce(0) { $0 + Glibc.exp($1) } - 1) < 1e-5)
  }

  /// With all tokens in the list, the exact output; with some, the exact output of those.
  @Test(arguments: [false, true]) func limitsTheOutputOfASession(hasAll: Bool) throws {
    let model = try TranslationModel(configuration(source: 8, target: 20))
    var generator = SeededGenerator(seed: 4)
    model.parameters.all.fillUniform(0.6, using: &generator)
    let list =
      hasAll
      ? Shortlist(common: Array(0..<20), partners: [Int32](repeating: -1, count: 8), width: 1)
      : learned(width: 1, common: 0)
    let sources: [[Int32]] = [[2, 3], [7], [5, 5, 6]]
    let (exact, limited) = (logits(model, sources, nil), logits(model, sources, list))
    for (row, source) in sources.enumerated() {
      let tokens = list.tokens(for: source)
      for token in 0..<20 {
        let index = row * 20 + token
        if tokens.contains(Int32(token)) {
          #expect(abs(exact[index] - limited[index]) < 2e-6)
        } else {
          #expect(limited[index] == -.infinity)
        }
      }
    }
    #expect(limited == sources.flatMap { logits(model, [$0], list) })
  }

  private func configuration(source: Int, target: Int) -> ModelConfiguration {
    var configuration = ModelConfiguration(
      sourceVocabularySize: source, targetVocabularySize: target)
    configuration.hiddenSize = 6
    configuration.embeddingSize = 5
    return configuration
  }

  private func logits(
    _ model: TranslationModel, _ sources: [[Int32]], _ list: Shortlist?
  ) -> [Float] {
    let session = DecodingSession(
      model, DecodingResources(model), sources: sources, shortlist: list)
    var logits = [Float](
      repeating: 0, count: sources.count * model.configuration.targetVocabularySize)
    logits.withUnsafeMutableBufferPointer {
      session.step([Int32](repeating: 1, count: sources.count), logits: $0)
    }
    return logits
  }
}
