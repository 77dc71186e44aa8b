import S2SModels
import S2SSearch
import S2STensors

/// A captioner as search sees it: a source is the row of a picture's vector.
struct CaptionDecoder: StepDecoder {
  let model: CaptioningModel
  let resources: DecodingResources
  let features: FeatureRows

  var vocabularySize: Int { model.configuration.targetVocabularySize }

  func start(_ sources: [[Int32]]) -> DecodingSession {
    model.decodingSession(features, rows: sources.map { Int($0[0]) }, resources)
  }

  func step(_ tokens: [Int32], state: inout DecodingSession, logits: inout [Float]) {
    logits.withUnsafeMutableBufferPointer { state.step(tokens, logits: $0) }
  }

  func select(_ rows: [Int], of state: inout DecodingSession) { state.select(rows) }
}
