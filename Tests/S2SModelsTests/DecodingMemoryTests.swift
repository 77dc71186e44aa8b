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
    let session = DecodingSession(model, model.packedWeights(), sources: sources)
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
}
