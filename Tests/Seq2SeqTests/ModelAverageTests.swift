import S2SModels
import S2SOptions
import S2STensors
import S2SText
import Seq2Seq
import TestSupport
import Testing

@Suite struct ModelAverageTests {
  private let folder = TemporaryDirectory()

  /// Writes a small model and returns its file.
  private func write(
    _ name: String, seed: UInt64, words: String = "un deux trois un deux",
    languages: (String, String) = ("fr", "en"), facts: [String: String] = [:],
    change: (inout ModelConfiguration) -> Void = { _ in }
  ) throws -> TranslationBundle {
    let text = try TextPipeline.learn(from: [words], locale: "fr", vocabularySize: 270)
    var shape = ModelConfiguration(
      sourceVocabularySize: text.vocabularySize, targetVocabularySize: text.vocabularySize)
    shape.hiddenSize = 4
    shape.embeddingSize = 4
    change(&shape)
    let model = try TranslationModel(shape)
    model.initialize(seed: seed)
    let bundle = TranslationBundle(
      source: languages.0, target: languages.1, model: model, sourceText: text, targetText: text,
      facts: facts)
    try bundle.write(to: folder.file(name))
    return bundle
  }

  private func average(_ names: String...) throws -> ModelFile {
    try ModelAverage(paths: names.map(folder.file)).model()
  }

  private func weights(_ model: ModelFile) -> [Float] {
    withExtendedLifetime(model) { $0.storage.parameters.all.elements }
  }

  /// The weights of a model, which a view of them would not keep alive.
  private func weights(_ bundle: TranslationBundle) -> [Float] {
    withExtendedLifetime(bundle) { $0.model.parameters.all.elements }
  }

  @Test func isTheMeanOfEveryWeight() throws {
    let models = try (1...3).map { try write("\($0)", seed: UInt64($0)) }
    let all = models.map(weights)
    let mean = try weights(average("1", "2", "3"))
    for (index, value) in mean.enumerated() {
      let sum = all.reduce(0.0) { $0 + Double($1[index]) }
      #expect(value == Float(sum / 3), "weight \(index)")
    }
    #expect(try weights(average("2", "2")) == all[1])
    #expect(try weights(average("1", "3")) == weights(average("3", "1")))
  }

  @Test func keepsTheFactsThatAllAgreeOn() throws {
    _ = try write("1", seed: 1, facts: ["step": "3", "corpus": "a", "only": "x"])
    _ = try write("2", seed: 2, facts: ["step": "6", "corpus": "a"])
    let facts = try average("1", "2").header.facts
    #expect(Set(facts.keys) == ["corpus", "average_of"])
    #expect(facts["corpus"] == "a")
    #expect(facts["average_of"]?.contains(folder.file("1") + ", SHA-256 ") == true)
  }

  /// The average is a model like any other, in its file and in its answers.
  @Test func isAModel() throws {
    _ = try write("1", seed: 1)
    _ = try write("2", seed: 2) { $0.dropout = .init(0.1) }
    let average = try average("1", "2")
    try average.write(to: folder.file("3"))
    let read = try TranslationBundle(path: folder.file("3"))
    #expect(weights(read) == weights(average))
    #expect(try Translator([read]).translate(["un deux", ""]).count == 2)
  }

  @Test func namesWhatDiffers() throws {
    _ = try write("first", seed: 1)
    _ = try write("wide", seed: 1) { $0.hiddenSize = 8 }
    _ = try write("cell", seed: 1) { $0.cell = .elman }
    _ = try write("turned", seed: 1, languages: ("en", "fr"))
    _ = try write("words", seed: 1, words: "eins zwei drei eins zwei")
    let whole = try write("whole", seed: 1)
    try whole.quantized().write(to: folder.file("bytes"))
    let differences: [(String, ModelDifference)] = [
      ("wide", .option(OptionDifference(option: "hidden", new: 8, old: 4))),
      ("cell", .option(OptionDifference(option: "cell", new: "elman", old: "lstm"))),
      ("turned", .field("source_language")), ("words", .field("source_text")),
    ]
    for (name, difference) in differences {
      let error = #expect(throws: ModelError.self) { try average("first", name) }
      guard case .otherModel(folder.file(name), folder.file("first"), let found) = error else {
        Issue.record("\(name): \(String(describing: error))")
        continue
      }
      #expect(found.contains(difference))
    }
    let bytes = ModelError.quantized(path: folder.file("bytes"), .averaging)
    #expect(throws: bytes) { try average("first", "bytes") }
    #expect(throws: bytes) { try average("bytes", "bytes") }
  }

  @Test func refusesOneModelAndNone() throws {
    _ = try write("1", seed: 1)
    #expect(throws: ModelError.tooFewToAverage) { try average("1") }
    #expect(throws: ModelError.notFound(path: folder.file("missing"))) {
      try average("1", "missing")
    }
  }
}
