import S2SCorpora

/// Examples of an encoded corpus, by their positions; the worker that computes them fetches them.
///
/// A text without a source is an example whose source is empty.
struct ExampleBatch: TaskBatch {
  let corpus: EncodedCorpus
  let positions: [Int]

  /// The tokens that are computed: both sides', with the marks at the targets' ends.
  var tokenCount: Int {
    positions.reduce(0) { $0 + corpus.sourceLength($1) + corpus.targetLength($1) + 1 }
  }

  /// The tokens that are predicted: the targets', with their end marks.
  var targetTokenCount: Int { positions.reduce(0) { $0 + corpus.targetLength($1) + 1 } }

  /// The source tokens of each example.
  var sources: [[Int32]] { positions.map(corpus.source) }
  /// The target tokens of each example, without marks.
  var targets: [[Int32]] { positions.map(corpus.target) }

  /// Deals the batch out like cards into at most `count` batches: it is sorted by length, so they
  /// are alike.
  func dealt(to count: Int) -> [ExampleBatch] {
    (0..<min(count, positions.count)).map { first in
      ExampleBatch(
        corpus: corpus,
        positions: stride(from: first, to: positions.count, by: count).map { positions[$0] })
    }
  }

  /// All examples of a corpus from short to long, in batches of at most `tokens` tokens.
  static func sorted(_ corpus: EncodedCorpus, tokens: Int) -> [ExampleBatch] {
    BatchSchedule(.tokens(tokens), seed: 0).sortedBatches(of: corpus)
      .map { ExampleBatch(corpus: corpus, positions: $0) }
  }
}

/// Encoded examples in memory.
struct EncodedExamples: BatchSource {
  let corpus: EncodedCorpus
  let schedule: BatchSchedule

  var count: Int { corpus.count }
  var tokensPerEpoch: Int { corpus.targetTokenCount + corpus.count }
  var partCount: Int { 1 }

  func batches(ofEpoch epoch: Int, part: Int) -> [ExampleBatch] {
    schedule.batches(of: corpus, epoch: epoch).map {
      ExampleBatch(corpus: corpus, positions: $0)
    }
  }
}

/// Encoded examples in shards, of which one at a time is in memory where they are many.
struct ShardedExamples: BatchSource {
  let corpus: ShardedCorpus
  let schedule: BatchSchedule
  let seed: UInt64

  var count: Int { corpus.count }
  var copyCount: Int? { corpus.copyCount }
  var tokensPerEpoch: Int { corpus.targetTokenCount + corpus.count }
  var partCount: Int { corpus.shardCount }

  func batches(ofEpoch epoch: Int, part: Int) throws -> [ExampleBatch] {
    let shard = try corpus.shard(part, ofEpoch: epoch, seed: seed)
    return EncodedExamples(corpus: shard, schedule: schedule).batches(ofEpoch: epoch, part: 0)
  }
}

extension LearningTask where Batch == ExampleBatch {
  /// Parts that are about equal in work.
  func shards(of batch: ExampleBatch, count: Int) -> [ExampleBatch] {
    batch.dealt(to: count)
  }

  /// The tokens that are predicted, end marks included.
  func tokenCount(of batch: ExampleBatch) -> Int { batch.targetTokenCount }
}
