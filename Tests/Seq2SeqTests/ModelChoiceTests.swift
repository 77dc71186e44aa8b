import Glibc
import S2SFiles
import S2SModels
import S2SText
import TestSupport
import Testing

@testable import Seq2Seq

/// Which model is meant where none is named.
@Suite struct ModelChoiceTests {
  private let folder = TemporaryDirectory()
  private let text: TextPipeline
  private static let finished = ["step": "9", "validation_loss": "2"]

  init() throws {
    text = try TextPipeline.learn(from: ["un deux"], locale: "fr", vocabularySize: 270)
  }

  /// Writes a model of some age, in days.
  private func write(
    _ name: String, _ source: String = "fr", _ target: String = "en",
    facts: [String: String] = finished, age: Int = 0, isQuantized: Bool = false
  ) throws {
    var shape = ModelConfiguration(
      sourceVocabularySize: text.vocabularySize, targetVocabularySize: text.vocabularySize)
    shape.hiddenSize = 4
    shape.embeddingSize = 4
    let bundle = TranslationBundle(
      source: source, target: target, model: try TranslationModel(shape), sourceText: text,
      targetText: text, facts: facts)
    try Directory.create(folder.file(name))
    let file = ModelDirectory(folder.file(name)).modelFile
    try (isQuantized ? bundle.quantized() : bundle).write(to: file)
    let time = timeval(tv_sec: 1_000_000_000 - age * 86_400, tv_usec: 0)
    utimes(file, [time, time])
  }

  private func choice(_ source: String? = nil, _ target: String? = nil) throws -> String {
    let path = try ModelDirectory.preferred(
      under: folder.path, source: source, target: target, task: nil
    ).path
    return String(path.dropFirst(folder.path.utf8.count + 1))
  }

  @Test func theUsualPlaceComesFirst() throws {
    try write("mine", age: 3)
    #expect(try choice() == "mine")
    try write("older", age: 5)
    #expect(try choice() == "mine", "the newest")
    try write("fr-en", age: 9)
    #expect(try choice() == "fr-en")
    try write("de-fr", "fr", "en", age: 1)
    #expect(try choice() == "fr-en", "a name of other languages is just a name")
  }

  /// Copies, and what has not been validated, have to be named.
  @Test func copiesAndBeginningsAreNeverChosen() throws {
    try write("fr-en-int8", isQuantized: true)
    try write("mean", facts: ["average_of": "a; b"])
    try write("fr-en", facts: ["step": "10"])
    try write("zero", facts: ["step": "0", "validation_loss": "3"])
    let others = ["fr-en", "fr-en-int8", "mean", "zero"].map(folder.file)
    #expect(throws: ModelError.noneFinished(directory: folder.path, others: others)) {
      try choice()
    }
    try write("made", facts: [:], age: 99)
    #expect(try choice() == "made", "a model of no run is whole")
    #expect(throws: ModelError.noneUnder(directory: folder.path, source: "de", target: nil)) {
      try choice("de")
    }
  }

  @Test func asksWhereThereAreSeveralLanguages() throws {
    try write("fr-en", age: 2)
    try write("mine")
    try write("de-en", "de")
    let models = [("de-en", "de"), ("fr-en", "fr")].map { name, source in
      ModelLanguages(path: folder.file(name), languages: ["source": source, "target": "en"])
    }
    #expect(throws: ModelError.severalLanguages(directory: folder.path, models: models)) {
      try choice()
    }
    #expect(throws: ModelError.severalLanguages(directory: folder.path, models: models)) {
      try choice(nil, "en")
    }
    #expect(try choice("fr") == "fr-en")
    #expect(try choice("de", "en") == "de-en")
  }

  /// What cannot be read is no reason to take another in silence.
  @Test func aDamagedFileInTheUsualPlaceIsNamed() throws {
    try Directory.create(folder.file("fr-en"))
    folder.write("no model", to: "fr-en/model.safetensors")
    #expect(throws: (any Error).self) { try choice() }
    try write("mine")
    #expect(throws: (any Error).self) { try choice() }
    try write("fr-en")
    folder.write("no model", to: "mine/model.safetensors")
    #expect(try choice() == "fr-en")
  }
}
