/// The memory of a decoding session, as an upper bound: what a search needs is known before it is
/// asked for.
package struct DecodingMemory: Sendable {
  /// The bytes of a hypothesis: its state, its scratch memory, and its logits.
  private let row: Int
  /// The bytes of a position of its source that each hypothesis has beside them.
  private let rowPosition: Int
  /// The bytes of a source token: what the encoder computes and attention reads.
  private let sourceToken: Int

  /// What blocks of memory begin with.
  private static let blocks = 8 << 20

  /// The memory of sessions with a model.
  package init(_ configuration: ModelConfiguration) {
    let float = MemoryLayout<Float>.size
    let (hidden, embedding) = (configuration.hiddenSize, configuration.embeddingSize)
    let layers = configuration.network.layerCount
    let vocabulary = configuration.targetVocabularySize
    // A cell has four gates, a state and a cell at most, and those of before. Workspaces may grow
    // to twice the need.
    let layer = 24 * hidden
    let ends = 4 * embedding + 4 * configuration.contextSize + 8 * hidden
    row = float * (2 * (layers * layer + ends) + (configuration.copiesSource ? 3 : 2) * vocabulary)
    rowPosition = float * 8
    sourceToken = float * 2 * (2 * layers * layer + ends)
  }

  /// The most bytes of a session.
  ///
  /// - Parameters:
  ///   - rows: its hypotheses.
  ///   - sourceTokens: the tokens of all its sources.
  ///   - longest: those of its longest one.
  package func bytes(rows: Int, sourceTokens: Int, longest: Int) -> Int {
    Self.blocks + rows * (row + longest * rowPosition) + sourceTokens * sourceToken
  }
}
