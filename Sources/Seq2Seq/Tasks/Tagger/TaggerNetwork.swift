import S2SLayers
import S2SModels
import S2STensors

/// A tagger's network with its vocabularies: forms in, names of tags out.
struct TaggerNetwork: Sendable {
  let model: TaggingModel
  let texts: TaggerTexts
  let packed: PackedWeights

  /// A longer sentence is tagged in parts, so that memory does not grow with it.
  private static let longest = 1_000
  /// The words of a batch, about.
  private static let batchTokens = 1_024

  /// The tags of each sentence; the result does not depend on the number of threads.
  ///
  /// - Throws: `CancellationError`.
  func tags(
    of sentences: [[String]], threads: Int, isCancelled: @Sendable () -> Bool
  ) throws -> [[String]] {
    let parts = sentences.indices.flatMap { index in
      stride(from: 0, to: sentences[index].count, by: Self.longest).map { start in
        (index, Array(sentences[index][start..<min(start + Self.longest, sentences[index].count)]))
      }
    }
    let examples = TaggedExamples(parts.map(\.1), texts)
    let batches = examples.sortedBatches(tokens: Self.batchTokens)
    let found = try Workers(count: threads)
      .map(batches.count, isCancelled: isCancelled, with: { Workspace() }) { index, scratch in
        scratch.reset()
        let pass = Pass(parameters: model.parameters, workspace: scratch, packedWeights: packed)
        return model.tags(of: batches[index].words, in: pass)
      }
    var tagged = [[Int32]](repeating: [], count: parts.count)
    for (batch, found) in zip(batches, found) {
      for (position, tags) in zip(batch.positions, found) { tagged[position] = tags }
    }
    let names = texts.tagNames
    var result = [[String]](repeating: [], count: sentences.count)
    for (part, tags) in zip(parts, tagged) { result[part.0] += tags.map { names[Int($0)] } }
    return result
  }
}
