import S2SRandom

/// Which pairs are computed together, and in what order: a function of seed and epoch alone, so
/// resuming needs only the epoch and a position in it.
///
/// Pairs are shuffled, sorted by length within pools, cut into batches, and the batches shuffled:
/// sentences of a batch are alike in length, and yet no two epochs have the same batches.
public struct BatchSchedule: Sendable {
  /// What bounds a batch.
  public enum Size: Sendable, Equatable {
    /// The tokens of the longer side, padding counted: sentences times the longest of them.
    case tokens(Int)
    /// The sentences.
    case sentences(Int)
  }

  private let size: Size
  private let seed: UInt64
  /// The batches of average size whose pairs are sorted together.
  private let pool: Int

  /// The pool unless another is given: little padding, and every epoch other batches.
  public static let usualPool = 100

  /// Makes a schedule.
  ///
  /// - Parameter pool: the batches whose pairs are sorted by length together, at least 1.
  public init(_ size: Size, seed: UInt64, pool: Int = usualPool) {
    precondition(pool >= 1, "a pool has a batch")
    self.size = size
    self.seed = seed
    self.pool = pool
  }

  /// The batches of an epoch as positions in the corpus; each pair is in exactly one.
  ///
  /// - Complexity: O(*n* log *n*).
  public func batches(of corpus: EncodedCorpus, epoch: Int) -> [[Int]] {
    var generator = SeededGenerator(seed: seed, UInt64(epoch))
    let order = generator.shuffled(0..<corpus.count)
    // No more than all pairs are in a pool, however large it may be.
    let poolSize = min(pool, corpus.count + 1) * averageBatchCount(corpus)
    var batches: [[Int]] = []
    for start in stride(from: 0, to: order.count, by: poolSize) {
      let pool = order[start..<min(order.count, start + poolSize)]
      cut(sorted(pool, corpus), corpus, into: &batches)
    }
    return generator.shuffled(batches)
  }

  /// The batches for measuring: all pairs by length, nothing random.
  public func sortedBatches(of corpus: EncodedCorpus) -> [[Int]] {
    var batches: [[Int]] = []
    cut(sorted((0..<corpus.count)[...], corpus), corpus, into: &batches)
    return batches
  }

  private func sorted(_ pool: some Collection<Int>, _ corpus: EncodedCorpus) -> [Int] {
    pool.map { ($0, corpus.sourceLength($0), corpus.targetLength($0)) }
      .sorted { ($0.1, $0.2, $0.0) < ($1.1, $1.2, $1.0) }
      .map(\.0)
  }

  private func cut(_ order: [Int], _ corpus: EncodedCorpus, into batches: inout [[Int]]) {
    var batch: [Int] = []
    var longest = 0
    for index in order {
      // The target's end mark is a step too.
      let length = max(corpus.sourceLength(index), corpus.targetLength(index) + 1)
      if isFull(batch.count + 1, longest: max(longest, length)), !batch.isEmpty {
        batches.append(batch)
        batch = []
        longest = 0
      }
      batch.append(index)
      longest = max(longest, length)
    }
    if !batch.isEmpty { batches.append(batch) }
  }

  private func isFull(_ count: Int, longest: Int) -> Bool {
    switch size {
    case .tokens(let budget): count * longest > budget
    case .sentences(let most): count > most
    }
  }

  /// The sentences of a usual batch, never more than there are.
  private func averageBatchCount(_ corpus: EncodedCorpus) -> Int {
    switch size {
    case .sentences(let most): return max(1, min(most, corpus.count))
    case .tokens(let budget):
      let tokens = max(corpus.sourceTokenCount, corpus.targetTokenCount + corpus.count)
      let average = Double(budget) * Double(corpus.count) / Double(max(1, tokens))
      return max(1, Int(min(average, Double(corpus.count))))
    }
  }
}
