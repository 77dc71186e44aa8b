import S2SModels
import S2STensors
import Testing

@Suite struct DecodingMemoryTests {
  /// What a session holds after its first steps is less than what was foretold, but not by far.
  @Test(arguments: DecodingSessionTests.configurations)
  func boundsWhatASessionHolds(_ configuration: ModelConfiguration) throws {
    let model = try TranslationModel(configuration)
    let source = (0..<40).map { Int32(3 + $0 % 3) }
    let sources = Array(repeating: source, count: 16)
    let session = DecodingSession(model, DecodingResources(model), sources: sources)
    let rows = 300
    let size = configuration.targetVocabularySize
    var logits = [Float](repeating: 0, count: rows * size)
    func step() {
      let tokens = [Int32](repeating: TranslationModel.bos, count: session.rowCount)
      logits.withUnsafeMutableBufferPointer { session.step(tokens, logits: $0) }
    }
    step()
    for _ in 0..<3 {
      session.select((0..<rows).map { $0 * session.rowCount / rows })
      step()
    }
    let held = session.byteCount + logits.count * MemoryLayout<Float>.size
    let bound = DecodingMemory(configuration)
      .bytes(rows: rows, sourceTokens: sources.count * source.count, longest: source.count)
    #expect(held <= bound)
    #expect(bound < 8 * held + 10 << 20)
  }

  /// The memory of a session goes to the next one, which decodes as if it were new.
  @Test(arguments: DecodingSessionTests.configurations)
  func theNextSessionTakesOverTheMemory(_ configuration: ModelConfiguration) throws {
    let model = try TranslationModel(configuration)
    model.initialize(seed: 3)
    func logits(_ resources: DecodingResources, _ sources: [[Int32]]) -> [Float] {
      let session = DecodingSession(model, resources, sources: sources)
      var logits = [Float](
        repeating: 0, count: 2 * sources.count * configuration.targetVocabularySize)
      let marks = [Int32](repeating: TranslationModel.bos, count: 2 * sources.count)
      logits.withUnsafeMutableBufferPointer { buffer in
        session.step(Array(marks.prefix(sources.count)), logits: buffer)
        session.select(sources.indices.flatMap { [$0, $0] })
        session.step(marks, logits: buffer)
      }
      return logits
    }
    let shared = DecodingResources(model)
    _ = logits(shared, [[3, 4, 5, 3, 4, 5, 3, 4], [5, 5]])
    let left = shared.idleBytes
    #expect(left > 0)
    for sources in [[[3], [4, 5]], [[5, 4, 3], [3, 3]]] as [[[Int32]]] {
      #expect(logits(shared, sources) == logits(DecodingResources(model), sources))
      #expect(shared.idleBytes == left)
    }
  }
}
