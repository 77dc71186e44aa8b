import S2SLayers
import S2SModels
import S2SRandom
import S2STensors
import S2SText
import TestSupport
import Testing

@Suite struct QuantizedModelTests {
  private let folder = TemporaryDirectory()

  private func bundle(
    hidden: Int = 8, cell: CellKind = .lstm
  ) throws -> TranslationBundle {
    let text = try TextPipeline.learn(
      from: ["un deux trois", "quatre cinq six"], locale: "fr", vocabularySize: 300)
    var shape = ModelConfiguration(
      sourceVocabularySize: text.vocabularySize, targetVocabularySize: text.vocabularySize)
    shape.cell = cell
    shape.layerCount = 2
    shape.isBidirectional = true
    shape.hiddenSize = hidden
    shape.embeddingSize = 8
    shape.attention = .additive
    shape.tiesEmbeddings = true
    let model = try TranslationModel(shape)
    var generator = SeededGenerator(seed: 4)
    model.parameters.all.fillUniform(0.5, using: &generator)
    return TranslationBundle(
      source: "fr", target: "en", model: model, sourceText: text, targetText: text,
      facts: ["step": "7"])
  }

  private func logits(_ model: TranslationModel, _ sources: [[Int32]]) -> [Float] {
    let session = DecodingSession(model, DecodingResources(model), sources: sources)
    var logits = [Float](
      repeating: 0, count: sources.count * model.configuration.targetVocabularySize)
    logits.withUnsafeMutableBufferPointer {
      session.step([Int32](repeating: 1, count: sources.count), logits: $0)
    }
    return logits
  }

  @Test(arguments: CellKind.allCases)
  func saysNearlyTheSame(_ cell: CellKind) throws {
    let bundle = try bundle(cell: cell)
    let small = try bundle.quantized()
    let (exact, rounded) = (
      logits(bundle.model, [[260, 261, 262]]), logits(small.model, [[260, 261, 262]])
    )
    let spread = (exact.max() ?? 0) - (exact.min() ?? 0)
    let largest = zip(exact, rounded).map { abs($0 - $1) }.max() ?? .infinity
    #expect(largest < 0.03 * spread && largest > 0)
  }

  @Test(arguments: CellKind.allCases)
  func aRowDoesNotDependOnTheOthers(_ cell: CellKind) throws {
    let model = try bundle(cell: cell).quantized().model
    let sources: [[Int32]] = [[260, 261, 262], [263], [264, 265]]
    #expect(logits(model, sources) == sources.flatMap { logits(model, [$0]) })
  }

  @Test(arguments: CellKind.allCases)
  func comesBackFromItsFile(_ cell: CellKind) throws {
    let bundle = try bundle(cell: cell).quantized()
    let path = folder.file("model.safetensors")
    try bundle.write(to: path)
    let back = try TranslationBundle(path: path)
    #expect(back.isQuantized)
    #expect(back.facts == ["step": "7"])
    #expect(logits(back.model, [[260, 261]]) == logits(bundle.model, [[260, 261]]))
  }

  @Test func refusesWhatCannotBe() throws {
    #expect(throws: ModelError.alreadyQuantized) { try bundle().quantized().quantized() }
    let error = #expect(throws: ModelError.self) { try bundle(hidden: 6).quantized() }
    guard case .unevenWidth(_, columns: 6) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  /// A scale that is missing or not a number.
  @Test func refusesDamagedScales() throws {
    let path = folder.file("model.safetensors")
    try bundle().quantized().write(to: path)
    let file = try SafetensorsReader(path: path)
    let name = "encoder.embedding.weight.scale"
    func write(_ value: Float, without lost: String?) throws {
      let kept = file.tensors.filter { $0.name != lost }
      try SafetensorsWriter.write(
        to: folder.file("bad"), tensors: kept, metadata: file.metadata
      ) { writer in
        for tensor in kept {
          try file.withTensor(named: tensor.name) { _, bytes in
            var copy = Array(bytes)
            if tensor.name == name {
              withUnsafeBytes(of: value) { copy.replaceSubrange(0..<4, with: $0) }
            }
            try copy.withUnsafeBytes { try writer.write(tensor.name, bytes: $0) }
          }
        }
      }
    }
    try write(.nan, without: nil)
    let damaged = #expect(throws: SafetensorsError.self) {
      try TranslationBundle(path: folder.file("bad"))
    }
    guard case .notFinite(folder.file("bad"), name, _, _) = damaged else {
      Issue.record("\(String(describing: damaged))")
      return
    }
    try write(1, without: name)
    #expect(throws: ModelError.self) { try TranslationBundle(path: folder.file("bad")) }
  }
}
