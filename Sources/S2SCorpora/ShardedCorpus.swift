import S2SFiles
import S2SRandom

/// An encoded corpus in shards of bounded size: a single one in memory, or many on disk with one at
/// a time in memory.
///
/// A pair's shard is drawn at random, so a shard is like the corpus, in any order of the corpus.
public struct ShardedCorpus: Sendable {
  private enum Storage {
    case memory(EncodedCorpus)
    case disk(ScratchFile, chunks: [[Int]])
  }

  private let storage: Storage
  /// The number of pairs, copies included.
  public let count: Int
  /// The number of copies among them; `nil` where none are made.
  public let copyCount: Int?
  /// The number of target tokens, without marks.
  public let targetTokenCount: Int

  /// How a corpus is divided into shards.
  public struct Division: Sendable {
    /// The pairs of a shard, about.
    public var shardSize: Int
    /// The folder on whose disk shards are kept, where there are several.
    public var directory: String
    /// The seed of the shards that pairs come to.
    public var seed: UInt64

    /// Makes a division; a corpus of at most `shardSize` pairs stays in memory.
    public init(shardSize: Int = defaultShardSize, directory: String, seed: UInt64) {
      self.shardSize = shardSize
      self.directory = directory
      self.seed = seed
    }
  }

  /// The approximate number of pairs per shard, by default.
  public static let defaultShardSize = 1_000_000
  /// The tokens a side that a shard gathers before they are written.
  private static let chunkTokens = 1 << 18

  /// Encodes the pairs of a corpus, by some threads; pairs that are empty or too long on a side are
  /// left out.
  ///
  /// - Parameter copies: what makes copies of pairs, which come to shards like pairs; `nil` for none.
  /// - Throws: as `CleanCorpus.forEach`; `FileError` when the disk is full.
  public init(
    _ corpus: CleanCorpus, limits: EncodedCorpus.Limits, division: Division, threads: Int,
    encoder: EncodedCorpus.EncoderFactory, copies: EncodedCorpus.CopyFactory? = nil
  ) throws {
    let shardCount = max(1, (corpus.count + division.shardSize - 1) / division.shardSize)
    var writer = try ShardWriter(
      shardCount: shardCount, chunkTokens: Self.chunkTokens, seed: division.seed,
      file: shardCount > 1 ? ScratchFile(in: division.directory) : nil)
    try corpus.forEachBlock { first, block in
      try writer.add(
        EncodedCorpus(
          block, from: first, limits: limits, threads: threads, encoder: encoder, copies: copies))
    }
    count = writer.count
    copyCount = copies == nil ? nil : writer.copyCount
    targetTokenCount = writer.targetTokenCount
    if let file = writer.file {
      storage = .disk(file, chunks: try writer.finish().filter { !$0.isEmpty })
    } else {
      storage = .memory(writer.shards[0])
    }
  }

  /// The number of shards.
  public var shardCount: Int {
    switch storage {
    case .memory: 1
    case .disk(_, let chunks): chunks.count
    }
  }

  /// A shard as it comes in an epoch: the same in every run with this seed.
  ///
  /// - Throws: `FileError` when it cannot be read.
  public func shard(_ number: Int, ofEpoch epoch: Int, seed: UInt64) throws -> EncodedCorpus {
    switch storage {
    case .memory(let corpus): return corpus
    case .disk(let file, let chunks):
      var generator = SeededGenerator(seed: seed, UInt64(epoch), 1)
      var shard = EncodedCorpus()
      for chunk in chunks[generator.shuffled(chunks.indices)[number]] {
        shard.append(try EncodedCorpus(file, at: chunk))
      }
      return shard
    }
  }
}

/// Deals encoded pairs out to shards.
private struct ShardWriter {
  let file: ScratchFile?
  /// The pairs that shards have gathered and not yet written.
  private(set) var shards: [EncodedCorpus]
  private(set) var count = 0
  private(set) var copyCount = 0
  private(set) var targetTokenCount = 0
  private var chunks: [[Int]]
  private let chunkTokens: Int
  private var generator: SeededGenerator

  init(shardCount: Int, chunkTokens: Int, seed: UInt64, file: ScratchFile?) {
    shards = Array(repeating: EncodedCorpus(), count: shardCount)
    chunks = Array(repeating: [], count: shardCount)
    self.chunkTokens = chunkTokens
    generator = SeededGenerator(seed: seed, 2)
    self.file = file
  }

  mutating func add(_ block: EncodedCorpus) throws {
    count += block.count
    copyCount += block.copyCount
    targetTokenCount += block.targetTokenCount
    guard file != nil else { return shards[0].append(block) }
    for index in 0..<block.count {
      let shard = generator.below(shards.count)
      shards[shard].append(index, of: block)
      if max(shards[shard].sourceTokenCount, shards[shard].targetTokenCount) >= chunkTokens {
        try write(shard)
      }
    }
  }

  /// Writes the rest; returns where the chunks of each shard begin.
  mutating func finish() throws -> [[Int]] {
    for shard in shards.indices where shards[shard].count > 0 { try write(shard) }
    return chunks
  }

  private mutating func write(_ shard: Int) throws {
    guard let file else { return }
    chunks[shard].append(file.byteCount)
    try shards[shard].write(to: file)
    shards[shard] = EncodedCorpus()
  }
}
