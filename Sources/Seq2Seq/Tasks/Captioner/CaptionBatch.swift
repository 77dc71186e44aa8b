import S2SCorpora
import S2STensors

/// Captions with the vectors of their pictures, by their positions: the source of an example is the
/// row of its vector.
struct CaptionBatch: TaskBatch {
  let examples: ExampleBatch
  let features: FeatureRows

  /// The tokens that are computed; a picture counts as one.
  var tokenCount: Int { examples.tokenCount }
  /// The row of each caption's vector.
  var rows: [Int] { examples.positions.map { Int(examples.corpus.source($0)[0]) } }

  /// At most `count` batches that are about equal in work.
  func dealt(to count: Int) -> [CaptionBatch] {
    examples.dealt(to: count).map { CaptionBatch(examples: $0, features: features) }
  }
}

/// Encoded captions in memory.
struct CaptionExamples: BatchSource {
  let examples: EncodedExamples
  let features: FeatureRows

  var count: Int { examples.count }
  var tokensPerEpoch: Int { examples.tokensPerEpoch }
  var partCount: Int { 1 }

  func batches(ofEpoch epoch: Int, part: Int) -> [CaptionBatch] {
    examples.batches(ofEpoch: epoch, part: part)
      .map { CaptionBatch(examples: $0, features: features) }
  }
}
