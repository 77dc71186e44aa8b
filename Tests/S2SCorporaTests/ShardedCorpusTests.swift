import S2SCorpora
import TestSupport
import Testing

/// Encoded pairs in shards: all of them, once, in an order that belongs to seed and epoch.
@Suite struct ShardedCorpusTests {
  let folder = TemporaryDirectory()

  /// Pairs of a number and its double, told by a token each.
  private func corpus(
    pairs: Int = 1_000, shardSize: Int, seed: UInt64 = 1, largest: Int32 = 9
  ) throws -> ShardedCorpus {
    let lines = (0..<pairs).map { "\($0)\t\(2 * $0)\n" }.joined()
    let files = CorpusFiles.tabSeparated(folder.write(lines, to: "a.tsv"), targetFirst: false)
    let encode: EncodedCorpus.EncoderFactory = {
      { ([Int32($0) ?? 0, largest], [Int32($1) ?? 0, largest]) }
    }
    return try ShardedCorpus(
      CleanCorpus(files), limits: .init(maximumLength: 5),
      division: .init(shardSize: shardSize, directory: folder.path, seed: seed), threads: 2,
      encoder: encode)
  }

  private func numbers(_ corpus: ShardedCorpus, epoch: Int, seed: UInt64 = 1) throws -> [[Int32]] {
    try (0..<corpus.shardCount).map { number in
      let shard = try corpus.shard(number, ofEpoch: epoch, seed: seed)
      return (0..<shard.count).map { index in
        #expect(shard.target(index)[0] == 2 * shard.source(index)[0])
        return shard.source(index)[0]
      }
    }
  }

  @Test(arguments: [(1_000, 1), (999, 2), (100, 10), (1_001, 1), (7, 143)])
  func everyEpochHasEachPairOnce(shardSize: Int, shardCount: Int) throws {
    let corpus = try corpus(shardSize: shardSize)
    #expect(corpus.shardCount == shardCount)
    #expect(corpus.count == 1_000 && corpus.targetTokenCount == 2_000 && corpus.copyCount == nil)
    for epoch in 0..<3 {
      #expect(try numbers(corpus, epoch: epoch).joined().sorted() == Array(0..<1_000))
    }
  }

  @Test func wideTokensSurviveTheDisk() throws {
    let corpus = try corpus(pairs: 100, shardSize: 30, largest: 70_000)
    for number in 0..<corpus.shardCount {
      let shard = try corpus.shard(number, ofEpoch: 0, seed: 1)
      #expect((0..<shard.count).allSatisfy { shard.source($0)[1] == 70_000 })
    }
  }

  /// A shard is like the corpus, though the corpus is sorted.
  @Test func aShardIsDrawnFromTheWholeCorpus() throws {
    for shard in try numbers(corpus(shardSize: 250), epoch: 0) {
      let mean = Double(shard.reduce(0, +)) / Double(shard.count)
      // Five standard errors of the mean of 250 numbers below 1,000.
      #expect(abs(mean - 499.5) < 92)
    }
  }

  @Test func theOrderBelongsToSeedAndEpoch() throws {
    let corpus = try corpus(shardSize: 50)
    let first = try numbers(corpus, epoch: 0)
    #expect(try numbers(corpus, epoch: 0) == first)
    #expect(try numbers(self.corpus(shardSize: 50), epoch: 0) == first)
    #expect(try numbers(corpus, epoch: 1) != first)
    #expect(
      try numbers(corpus, epoch: 1).map(Set.init).allSatisfy { first.map(Set.init).contains($0) })
    #expect(try numbers(self.corpus(shardSize: 50, seed: 2), epoch: 0, seed: 2) != first)
  }

  /// Copies are those of the pairs' numbers, whatever the shards and threads; each epoch has all.
  @Test(arguments: [(70_000, 1), (70_000, 3), (9_000, 1), (1_000, 3)])
  func copiesDependOnPairsAlone(shardSize: Int, threads: Int) throws {
    // Several blocks of what is encoded at once.
    let lines = (0..<70_000).map { "\($0)\tx\n" }.joined()
    let files = CorpusFiles.tabSeparated(folder.write(lines, to: "a.tsv"), targetFirst: false)
    let corpus = try ShardedCorpus(
      CleanCorpus(files), limits: .init(maximumLength: 5),
      division: .init(shardSize: shardSize, directory: folder.path, seed: 1), threads: threads,
      encoder: { { ([Int32($0) ?? 0], $1.isEmpty ? [] : [1]) } },
      copies: {
        { original in
          #expect(original.source == String(original.number))
          return original.number % 3 == 0 ? ([Int32(original.number), 9], [1]) : nil
        }
      })
    #expect(corpus.count == 93_334 && corpus.copyCount == 23_334)
    for epoch in 0..<2 {
      var copies: [Int32] = []
      for number in 0..<corpus.shardCount {
        let shard = try corpus.shard(number, ofEpoch: epoch, seed: 1)
        copies += (0..<shard.count).map(shard.source).filter { $0.count == 2 }.map { $0[0] }
      }
      #expect(copies.sorted() == stride(from: 0, to: 70_000, by: 3).map(Int32.init))
    }
  }

  /// Nothing of a scratch file is left, however the process ends: it never has a name.
  @Test func leavesNoFileBehind() throws {
    let corpus = try corpus(shardSize: 50)
    #expect(folder.names == ["a.tsv"])
    #expect(corpus.shardCount == 20)
  }

  @Test(arguments: [(10, 10), (999, 999), (1_000, 1_000), (5_000, 1_000)])
  func aSampleIsAsLargeAsAsked(size: Int, count: Int) throws {
    let lines = (0..<1_000).map { "\($0)\t\(2 * $0)\n" }.joined()
    let path = folder.write(lines, to: "a.tsv")
    let sample = try EncodedCorpus(
      sampleOf: CleanCorpus(.tabSeparated(path, targetFirst: false)), size: size,
      limits: .init(maximumLength: 5), threads: 2
    ) { { ([Int32($0) ?? 0], [Int32($1) ?? 0]) } }
    let numbers = (0..<sample.count).map { sample.source($0)[0] }
    #expect(numbers.count == count && numbers == Set(numbers).sorted())
    #expect((0..<sample.count).allSatisfy { sample.target($0)[0] == 2 * numbers[$0] })
  }
}
