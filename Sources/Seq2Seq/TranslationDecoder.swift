import S2SModels
import S2SSearch

/// A translation model as search sees it.
package struct TranslationDecoder: StepDecoder {
  private let model: TranslationModel

  /// Decodes with a model.
  package init(model: TranslationModel) { self.model = model }

  package var vocabularySize: Int { model.configuration.targetVocabularySize }

  package func start(_ sources: [[Int32]]) -> DecodingSession {
    DecodingSession(model, sources: sources)
  }

  package func step(_ tokens: [Int32], state: inout DecodingSession, logits: inout [Float]) {
    logits.withUnsafeMutableBufferPointer { state.step(tokens, logits: $0) }
  }

  package func select(_ rows: [Int], of state: inout DecodingSession) { state.select(rows) }
}
