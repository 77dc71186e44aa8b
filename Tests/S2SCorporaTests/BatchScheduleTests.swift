import S2SCorpora
import S2STensors
import Testing

@Suite struct BatchScheduleTests {
  /// Pairs whose tokens are their own lengths, so that any mix-up shows.
  static func corpus(_ count: Int, largest: Int32 = 100, threads: Int = 1) -> EncodedCorpus {
    let pairs = (0..<count).map { ("\($0 * 7 % 23 + 1)", "\($0 * 5 % 19 + 1)") }
    return EncodedCorpus(
      ParallelCorpus(pairs: pairs), limits: .init(maximumLength: 100), threads: threads,
      source: { { text in [Int32](repeating: largest, count: Int(text) ?? 0) } },
      target: { { text in [Int32](repeating: 7, count: Int(text) ?? 0) } })
  }

  @Test(arguments: [BatchSchedule.Size.tokens(64), .tokens(1_000), .sentences(1), .sentences(64)])
  func takesEachPairOnceWithinItsBudget(size: BatchSchedule.Size) {
    let corpus = Self.corpus(3_000)
    let batches = BatchSchedule(size, seed: 3).batches(of: corpus, epoch: 0)
    #expect(batches.flatMap { $0 }.sorted() == Array(0..<3_000))
    for batch in batches {
      switch size {
      case .tokens(let budget):
        let longest = batch.map { max(corpus.sourceLength($0), corpus.targetLength($0) + 1) }.max()
        #expect((longest ?? 0) * batch.count <= budget || batch.count == 1)
      case .sentences(let most): #expect(batch.count <= most)
      }
    }
  }

  @Test func isAFunctionOfSeedAndEpoch() {
    let corpus = Self.corpus(500)
    func order(_ seed: UInt64, _ epoch: Int) -> [[Int]] {
      BatchSchedule(.tokens(200), seed: seed).batches(of: corpus, epoch: epoch)
    }
    #expect(order(1, 4) == order(1, 4))
    #expect(order(1, 4) != order(1, 5))
    #expect(order(1, 4) != order(2, 4))
  }

  @Test func wastesLittleOnPadding() {
    let corpus = Self.corpus(20_000)
    var (tokens, slots) = (0, 0)
    for batch in BatchSchedule(.sentences(64), seed: 1).batches(of: corpus, epoch: 0) {
      tokens += batch.reduce(0) { $0 + corpus.sourceLength($1) }
      slots += batch.count * (batch.map(corpus.sourceLength).max() ?? 0)
    }
    #expect(Double(slots - tokens) / Double(slots) < 0.05)
  }

  @Test func measuresInAFixedOrder() {
    let corpus = Self.corpus(300)
    let batches = BatchSchedule(.tokens(100), seed: 9).sortedBatches(of: corpus)
    let lengths = batches.flatMap { $0 }.map(corpus.sourceLength)
    #expect(lengths == lengths.sorted())
    #expect(batches == BatchSchedule(.tokens(100), seed: 1).sortedBatches(of: corpus))
  }
}

@Suite struct EncodedCorpusTests {
  @Test(arguments: [Int32(100), 65_535, 65_536, 2_000_000])
  func givesBackWhatWasEncoded(largest: Int32) {
    let corpus = BatchScheduleTests.corpus(100, largest: largest)
    for index in 0..<100 {
      #expect(
        corpus.source(index) == [Int32](repeating: largest, count: index * 7 % 23 + 1))
      #expect(corpus.targetLength(index) == index * 5 % 19 + 1)
    }
  }

  @Test func threadsDoNotMatter() {
    let one = BatchScheduleTests.corpus(20_000)
    let four = BatchScheduleTests.corpus(20_000, threads: 4)
    #expect((0..<20_000).allSatisfy { one.source($0) == four.source($0) })
  }

  @Test func leavesOutEmptyAndLongSides() {
    let corpus = EncodedCorpus(
      ParallelCorpus(pairs: [("1", "1"), ("0", "3"), ("3", "0"), ("6", "2"), ("5", "5")]),
      limits: .init(maximumLength: 5), threads: 1,
      source: { { [Int32](repeating: 9, count: Int($0) ?? 0) } },
      target: { { [Int32](repeating: 9, count: Int($0) ?? 0) } })
    #expect(corpus.count == 2)
    #expect(corpus.sourceTokenCount == 6)
  }

  /// A million pairs of 15 tokens a side: 2 x (15 x 2 + 8) bytes each, 76 MB.
  @Test func isCompact() {
    let corpus = BatchScheduleTests.corpus(10_000)
    let tokens = corpus.sourceTokenCount + corpus.targetTokenCount
    #expect(corpus.byteCount == 2 * tokens + 16 * (corpus.count + 1))
  }
}
