import Glibc
import S2SFiles
import S2SModels
import S2STensors
import S2SText
import TestSupport
import Testing

/// Model files that are valid safetensors, but no models.
@Suite struct HostileModelTests {
  let directory = TemporaryDirectory()
  var path: String { directory.file("model.safetensors") }

  /// Writes a small model.
  private func writeModel(_ change: (TranslationModel) -> Void = { _ in }) throws {
    let text = try TextPipeline.learn(
      from: ["un deux trois un deux"], locale: "fr", vocabularySize: 270)
    let size = text.vocabularySize
    var shape = ModelConfiguration(sourceVocabularySize: size, targetVocabularySize: size)
    shape.hiddenSize = 3
    shape.embeddingSize = 2
    let model = try TranslationModel(shape)
    model.initialize(seed: 1)
    change(model)
    try TranslationBundle(
      source: "fr", target: "en", model: model, sourceText: text, targetText: text
    ).write(to: path)
  }

  /// A number that is another token on the other side must not be copied.
  @Test func refusesToCopyOtherTokens() throws {
    let texts = try [["un un un"], ["si si si"]].map {
      try TextPipeline.learn(from: $0, locale: "fr", vocabularySize: 262)
    }
    try #require(texts[0].vocabularySize == texts[1].vocabularySize && texts[0] != texts[1])
    let size = texts[0].vocabularySize
    var shape = ModelConfiguration(sourceVocabularySize: size, targetVocabularySize: size)
    shape.attention = .general
    shape.copiesSource = true
    func write(target: TextPipeline) throws {
      try TranslationBundle(
        source: "fr", target: "en", model: try TranslationModel(shape), sourceText: texts[0],
        targetText: target
      ).write(to: path)
    }
    try write(target: texts[0])
    #expect(try TranslationBundle(path: path).configuration.copiesSource)
    try write(target: texts[1])
    let error = #expect(throws: ModelError.self) { try TranslationBundle(path: path) }
    #expect(error?.code == .mismatch)
    #expect(error?.message.contains("its two sides have others") == true)
  }

  @Test func readsWhatItWrote() throws {
    try writeModel()
    let model = try TranslationBundle(path: path)
    #expect(model.source == "fr" && model.target == "en")
    #expect(model.parameterCount > 1_000)
  }

  @Test(
    arguments: [
      ("format", nil, "no metadata field"), ("format", "pt", "is not a model of s2s"),
      ("format_version", nil, "no metadata field"), ("format_version", "1", #"version "1""#),
      ("format_version", "\u{1B}[2J", #"version "\u{1B}[2J""#),
      ("source_language", nil, "no metadata field"), ("source_language", "", "is no language"),
      ("target_language", "../../etc", "is no language"),
      ("task", nil, "no metadata field"), ("task", "lm\u{1B}", #"task "lm\u{1B}""#),
      ("shape", nil, "no metadata field"), ("shape", "", "byte 0: ends where"),
      ("shape", "[]", "wrong kind"), ("source_text", nil, "no metadata field"),
    ] as [(String, String?, String)])
  func refusesMetadata(key: String, value: String?, part: String) throws {
    try writeModel()
    try rewrite(path) { $0[key] = value }
    let error = #expect(throws: ModelError.self) { try TranslationBundle(path: path) }
    #expect(error?.code == (key == "task" && value != nil ? .mismatch : .unreadable))
    #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
    #expect(error?.message.contains(path) == true)
  }

  @Test(
    arguments: [
      (#""layers":1"#, #""layers":0"#, .unreadable, "layers"),
      (#""layers":1"#, #""layers":9223372036854775807"#, .unreadable, "layers"),
      (#""layers":1"#, #""layers":9223372036854775808"#, .unreadable, "layers"),
      (#""layers":1"#, #""layers":1e0,"x":1e400"#, .unreadable, "too large"),
      (#""layers":1"#, #""layers":1,"x":1"#, .unreadable, "x"),
      (#""layers":1"#, #""layers":2"#, .mismatch, "its shape needs"),
      (#""layers":1"#, #""layers":16"#, .mismatch, "its shape needs"),
      (#""hidden":3"#, #""hidden":16384"#, .mismatch, "its shape needs"),
      (#""hidden":3"#, #""hidden":-3"#, .unreadable, "hidden"),
      (#""hidden":3"#, #""hidden":2"#, .mismatch, "its shape needs"),
      (#""hidden":3"#, #""hidden":3.5"#, .unreadable, "hidden"),
      (#""hidden":3,"#, "", .mismatch, "its shape needs"),
      (#""cell":"lstm""#, #""cell":"quantum""#, .unreadable, "cell"),
      (#""cell":"lstm""#, #""cell":"elman""#, .mismatch, "its shape needs"),
      (#""cell":"lstm""#, #""cell":"gru","forget-bias":1"#, .unreadable, "twice"),
      (
        #""nonlinearity":"tanh""#, #""nonlinearity":"relu""#, .invalidConfiguration,
        "no nonlinearity"
      ),
      (#""forget-bias":1"#, #""forget-bias":1e9"#, .unreadable, "bias"),
      (#""dropout-output":0."#, #""dropout-output":1."#, .unreadable, "dropout"),
      (#""dropout-output":0."#, #""dropout-output":NaN,"x":0."#, .unreadable, "dropout-output"),
      ("{", String(repeating: "[", count: 100_000), .unreadable, "is longer than"),
      ("{", String(repeating: "[", count: 10_000), .unreadable, "nested more than 16"),
    ] as [(String, String, ModelError.Code, String)])
  func refusesConfigurations(
    part: String, replacement: String, code: ModelError.Code, message: String
  ) throws {
    try writeModel()
    try rewrite(path) { metadata in
      let json = metadata["shape"] ?? ""
      #expect(json.contains(part))
      metadata["shape"] = json.replacing(part, with: replacement, maxReplacements: 1)
    }
    let error = #expect(throws: ModelError.self) { try TranslationBundle(path: path) }
    #expect(error?.code == code)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  /// Text that takes minutes to compare, where something is compared.
  @Test(arguments: ["format", "format_version", "source_language", "shape", "source_text"])
  func isNotKeptBusyByCombiningMarks(key: String) throws {
    let marks = String(repeating: "\u{301}\u{316}", count: 500_000)
    try writeModel()
    try rewrite(path) { $0[key] = key == "source_text" ? "{\"\(marks)\":1}" : "s2s" + marks }
    #expect(throws: (any Error).self) { try TranslationBundle(path: path) }
    try rewrite(path) { $0[key] = key == "source_text" ? "{\"format\":\"s2s\(marks)\"}" : marks }
    #expect(throws: (any Error).self) { try TranslationBundle(path: path) }
  }

  @Test func refusesAMissingTensor() throws {
    try writeModel()
    try rewrite(path, leavingOut: 1) { _ in }
    let error = #expect(throws: ModelError.self) { try TranslationBundle(path: path) }
    #expect(error?.code == .mismatch)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func refusesWeightsThatAreNoNumbers(value: Float) throws {
    for position in [0, 17, 1_000, Int.max] {
      var name = ""
      try writeModel { model in
        let index = min(position, model.parameters.count - 1)
        model.parameters.floats.base[index] = value
        name = model.parameters.table.entries.first { $0.slot.range.contains(index) }?.name ?? ""
      }
      let error = #expect(throws: SafetensorsError.self) { try TranslationBundle(path: path) }
      guard case .notFinite(path, name, _, let found) = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(found.bitPattern == value.bitPattern)
    }
  }

  /// A sparse file is as long as it says, but nothing is behind it.
  @Test func refusesWhatNoMemoryHolds() async throws {
    await #expect(processExitsWith: .success) {
      var limit = rlimit(rlim_cur: 4 << 30, rlim_max: 4 << 30)
      setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
      var shape = ModelConfiguration(
        sourceVocabularySize: 1_000_000, targetVocabularySize: 1_000_000)
      shape.hiddenSize = 1_024
      let error = #expect(throws: ModelError.self) { try TranslationModel(shape) }
      #expect(error?.code == .invalidConfiguration)
      #expect(error?.message.contains("4,294 MB") == true)
      shape.sourceVocabularySize = 1_000
      shape.targetVocabularySize = 1_000
      #expect(throws: ModelError.self) { try TranslationModel(shape, copies: 1_000) }
    }
  }
}
