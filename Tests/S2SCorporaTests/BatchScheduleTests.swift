import S2SCorpora
import Testing

@Suite struct BatchScheduleTests {
  /// Pairs whose tokens are their own lengths, so that any mix-up shows.
  static func corpus(_ count: Int, largest: Int32 = 100, threads: Int = 1) -> EncodedCorpus {
    let pairs = (0..<count).map { ("\($0 * 7 % 23 + 1)", "\($0 * 5 % 19 + 1)") }
    return EncodedCorpus(
      ParallelCorpus(pairs: pairs), limits: .init(maximumLength: 100), threads: threads,
      encoder: {
        { source, target in
          (
            [Int32](repeating: largest, count: Int(source) ?? 0),
            [Int32](repeating: 7, count: Int(target) ?? 0)
          )
        }
      })
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

  /// The share of padding on the source side.
  private func padding(pool: Int = BatchSchedule.usualPool) -> Double {
    let corpus = Self.corpus(20_000)
    var (tokens, slots) = (0, 0)
    let schedule = BatchSchedule(.sentences(64), seed: 1, pool: pool)
    for batch in schedule.batches(of: corpus, epoch: 0) {
      tokens += batch.reduce(0) { $0 + corpus.sourceLength($1) }
      slots += batch.count * (batch.map(corpus.sourceLength).max() ?? 0)
    }
    return Double(slots - tokens) / Double(slots)
  }

  @Test func wastesLittleOnPadding() { #expect(padding() < 0.05) }

  /// Sentences of one batch after the other have any lengths; more batches together have less
  /// padding.
  @Test func sortsWithinItsPool() {
    let shares = [1, 10, 1_000_000].map { padding(pool: $0) }
    #expect(shares[0] > 0.4 && shares[1] < 0.2 && shares[2] < 0.01, "\(shares)")
    let corpus = Self.corpus(500)
    for pool in [1, 2, .max] {
      let batches = BatchSchedule(.tokens(200), seed: 1, pool: pool).batches(of: corpus, epoch: 0)
      #expect(batches.flatMap { $0 }.sorted() == Array(0..<500))
    }
  }

  @Test func measuresInAFixedOrder() {
    let corpus = Self.corpus(300)
    let batches = BatchSchedule(.tokens(100), seed: 9).sortedBatches(of: corpus)
    let lengths = batches.flatMap { $0 }.map(corpus.sourceLength)
    #expect(lengths == lengths.sorted())
    #expect(batches == BatchSchedule(.tokens(100), seed: 1).sortedBatches(of: corpus))
  }

  /// What a stopped run needs to go on: the epoch and the number of batches done.
  @Test func resumesFromAPosition() {
    let schedule = BatchSchedule(.tokens(300), seed: 5)
    let position = 7
    let before = schedule.batches(of: Self.corpus(800), epoch: 2).prefix(position)
    let after = BatchSchedule(.tokens(300), seed: 5).batches(
      of: Self.corpus(800, threads: 3), epoch: 2
    )
    .dropFirst(position)
    #expect((before + after).flatMap { $0 }.sorted() == Array(0..<800))
  }

  /// Batches whose order rose with length would train short sentences first.
  @Test func mixesShortAndLongBatches() {
    let corpus = Self.corpus(20_000)
    let lengths = BatchSchedule(.sentences(50), seed: 1).batches(of: corpus, epoch: 0)
      .map { corpus.sourceLength($0[0]) }
    let rises = zip(lengths, lengths.dropFirst()).filter { $0 < $1 }.count
    #expect((lengths.count / 3...lengths.count * 2 / 3).contains(rises))
  }

  @Test(arguments: [0, 1, 2])
  func tinyCorporaHaveTheirBatches(count: Int) {
    let corpus = Self.corpus(count)
    for size in [BatchSchedule.Size.tokens(1), .tokens(.max), .sentences(1), .sentences(.max)] {
      let schedule = BatchSchedule(size, seed: 1)
      for batches in [schedule.batches(of: corpus, epoch: 0), schedule.sortedBatches(of: corpus)] {
        #expect(batches.flatMap { $0 }.sorted() == Array(0..<count))
        #expect(batches.allSatisfy { !$0.isEmpty })
      }
    }
  }
}
