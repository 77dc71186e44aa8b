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
    #expect(throws: ModelError.unequalTokens(path: path)) { try TranslationBundle(path: path) }
  }

  @Test func readsWhatItWrote() throws {
    try writeModel()
    let model = try TranslationBundle(path: path)
    #expect(model.source == "fr" && model.target == "en")
    #expect(model.parameterCount > 1_000)
  }

  /// What is wrong with a model file whose metadata has another value.
  struct Fault: Sendable {
    let key: String
    let value: String?
    let error: @Sendable (_ path: String) -> ModelError

    /// A field that is missing.
    init(without key: String) {
      self.init(key, nil) { .noField(path: $0, field: key) }
    }

    init(_ key: String, _ value: String?, _ error: @escaping @Sendable (String) -> ModelError) {
      (self.key, self.value, self.error) = (key, value, error)
    }

    static let all =
      ["format", "format_version", "source_language", "task", "shape", "source_text"]
      .map { Fault(without: $0) } + [
        Fault("format", "pt") { .notAModel(path: $0) },
        Fault("format_version", "1") { .otherVersion(path: $0, version: "1", supported: "2") },
        Fault("format_version", "\u{1B}[2J") {
          .otherVersion(path: $0, version: "\u{1B}[2J", supported: "2")
        },
        Fault("source_language", "") { .noLanguage(path: $0, field: "source_language", value: "") },
        Fault("target_language", "../../etc") {
          .noLanguage(path: $0, field: "target_language", value: "../../etc")
        },
        Fault("task", "lm\u{1B}") {
          .otherTask(path: $0, task: "lm\u{1B}", wanted: "translate")
        },
        Fault("shape", "") { .malformed(.shape, path: $0, JSONFault(.endsEarly, offset: 0)) },
        Fault("shape", "[]") { .malformed(.shape, path: $0, JSONFault(.otherKind)) },
      ]
  }

  @Test(arguments: Fault.all) func refusesMetadata(_ fault: Fault) throws {
    try writeModel()
    try rewrite(path) { $0[fault.key] = fault.value }
    #expect(throws: fault.error(path)) { try TranslationBundle(path: path) }
  }

  /// The field that an error in a file's shape names; `nil` for what is no such error.
  private func place(_ error: ModelError?) -> String? {
    switch error {
    case .malformed(.shape, path, let fault): fault.field
    case .impossibleShape(path, .outOfRange(let option, _, _)),
      .impossibleShape(path, .unknown(let option)),
      .impossibleShape(path, .doesNotFit(let option, _)),
      .impossibleShape(path, .impossible(let option, _, _)):
      option
    default: nil
    }
  }

  @Test(
    arguments: [
      (#""layers":1"#, #""layers":0"#, "layers"),
      (#""layers":1"#, #""layers":9223372036854775807"#, "layers"),
      (#""layers":1"#, #""layers":9223372036854775808"#, "layers"),
      (#""layers":1"#, #""layers":1e0,"x":1e400"#, "x"),
      (#""layers":1"#, #""layers":1,"x":1"#, "x"),
      (#""hidden":3"#, #""hidden":-3"#, "hidden"), (#""hidden":3"#, #""hidden":3.5"#, "hidden"),
      (#""cell":"lstm""#, #""cell":"quantum""#, "cell"),
      (#""cell":"lstm""#, #""cell":"gru","forget-bias":1"#, "forget-bias"),
      (#""forget-bias":1"#, #""forget-bias":1e9"#, "forget-bias"),
      (#""dropout-output":0."#, #""dropout-output":1."#, "dropout-output"),
      (#""dropout-output":0."#, #""dropout-output":NaN,"x":0."#, "dropout-output"),
      ("{", String(repeating: "[", count: 100_000), ""),
      ("{", String(repeating: "[", count: 10_000), ""),
    ] as [(String, String, String)])
  func refusesShapes(part: String, replacement: String, field: String) throws {
    try writeModel(replacing: part, with: replacement)
    let error = #expect(throws: ModelError.self) { try TranslationBundle(path: path) }
    #expect(place(error) == field, "\(String(describing: error))")
  }

  @Test(
    arguments: [
      (#""layers":1"#, #""layers":2"#), (#""layers":1"#, #""layers":16"#),
      (#""hidden":3"#, #""hidden":16384"#), (#""hidden":3"#, #""hidden":2"#),
      (#""hidden":3,"#, ""), (#""cell":"lstm""#, #""cell":"elman""#),
    ])
  func refusesShapesOfOtherSizes(part: String, replacement: String) throws {
    try writeModel(replacing: part, with: replacement)
    let error = #expect(throws: ModelError.self) { try TranslationBundle(path: path) }
    guard case .otherSize(path, let held, let needed) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(held != needed)
  }

  @Test func refusesContradictions() throws {
    try writeModel(replacing: #""nonlinearity":"tanh""#, with: #""nonlinearity":"relu""#)
    let error = #expect(throws: ModelError.self) { try TranslationBundle(path: path) }
    guard case .contradiction(.nonlinearity(.relu, cell: .lstm, _)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  /// Writes a small model whose shape says something else.
  private func writeModel(replacing part: String, with replacement: String) throws {
    try writeModel()
    try rewrite(path) { metadata in
      let json = metadata["shape"] ?? ""
      #expect(json.contains(part))
      metadata["shape"] = json.replacing(part, with: replacement, maxReplacements: 1)
    }
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
    guard case .otherSize(path, let held, let needed) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(held.tensors + 1 == needed.tensors && held.numbers < needed.numbers)
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
      guard case .tooLarge(_, _, limit: 4 << 30) = error else { exit(1) }
      shape.sourceVocabularySize = 1_000
      shape.targetVocabularySize = 1_000
      #expect(throws: ModelError.self) { try TranslationModel(shape, copies: 1_000) }
    }
  }
}
