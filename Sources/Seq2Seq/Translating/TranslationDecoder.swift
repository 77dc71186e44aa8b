import S2SModels
import S2SSearch
import S2STensors

/// A translation model as search sees it.
package struct TranslationDecoder: StepDecoder {
  private let model: TranslationModel
  private let resources: DecodingResources
  private let shortlist: Shortlist?

  /// Decodes with a model as it is now.
  package init(model: TranslationModel, shortlist: Shortlist? = nil) {
    self.model = model
    self.shortlist = shortlist
    resources = DecodingResources(model)
    model.parameters.floats.releasePages()
  }

  package var vocabularySize: Int { model.configuration.targetVocabularySize }

  package func start(_ sources: [[Int32]]) -> DecodingSession {
    DecodingSession(model, resources, sources: sources, shortlist: shortlist)
  }

  package func step(_ tokens: [Int32], state: inout DecodingSession, logits: inout [Float]) {
    logits.withUnsafeMutableBufferPointer { state.step(tokens, logits: $0) }
  }

  package var hasAttention: Bool { model.configuration.attention != .off }

  package func addAttention(
    of state: DecodingSession, times weight: Float, width: Int, to sums: inout [Float]
  ) {
    state.addAttention(times: weight, width: width, to: &sums)
  }

  package func select(_ rows: [Int], of state: inout DecodingSession) { state.select(rows) }
}
