/// The trials of multeval 0.5.1: of each sentence, coins swap the systems and a permutation the runs.
///
/// The first shuffled system takes the permuted runs. The second takes what the coins left, but by the
/// inverse permutation. From three runs on the two are therefore no complements: an output may be in
/// both of them, or in none, and their differences are too small. It is here so that its p-values can be
/// had; `RunsTest.Shuffle.swaps` is what it means to do.
struct MultevalShuffle: Sendable {
  private let metric: any Metric
  /// The sentences of the runs of the first system, then those of the second.
  private let rows: RowTable<Double>
  private let empty: StatisticsSum
  private let runCount: Int
  private let sentenceCount: Int
  private let generator: PCG64

  /// Shuffles the runs of two systems, equally many.
  init(
    _ metric: any Metric, _ first: [SentenceStatistics], _ second: [SentenceStatistics],
    seed: UInt64
  ) {
    self.metric = metric
    let all = SentenceStatistics(joining: first + second)
    rows = RowTable(all.values, width: all.width)
    empty = all.sum(of: [])
    runCount = first.count
    sentenceCount = first[0].count
    generator = PCG64(seed: seed)
  }

  /// The absolute differences of the scores in one trial.
  func differences(inTrial trial: Int) -> [Double] {
    var generator = generator
    // Far more words than a trial takes.
    generator.skip(trial << 32)
    var (first, second) = ([UInt32](), [UInt32]())
    let count = runCount * sentenceCount
    for sentence in 0..<sentenceCount {
      let order = Array(0..<runCount).shuffled(using: &generator)
      for run in 0..<runCount {
        let isSwapped = Bool.random(using: &generator)
        func row(_ taken: Int, swapped: Bool) -> UInt32 {
          UInt32(taken * sentenceCount + sentence + (swapped ? count : 0))
        }
        first.append(row(order[run], swapped: isSwapped))
        second.append(row(order.firstIndex(of: run) ?? run, swapped: !isSwapped))
      }
    }
    return zip(scores(first), scores(second)).map { abs($0 - $1) }
  }

  private func scores(_ sentences: [UInt32]) -> [Double] {
    var sum = empty
    sum.values = rows.sum(of: sentences[...])
    sum.sentenceCount = sentences.count
    return metric.scores(of: sum).map(\.score)
  }
}

extension RunsTest {
  /// The p-value of each score, by multeval's trials.
  func multevalPValues(
    _ metric: any Metric, _ first: [SentenceStatistics], _ second: [SentenceStatistics]
  ) -> [Double] {
    let shuffle = MultevalShuffle(metric, first, second, seed: seed)
    func scores(_ runs: [SentenceStatistics]) -> [Double] {
      metric.scores(of: SentenceStatistics(joining: runs).sum()).map(\.score)
    }
    let seen = zip(scores(first), scores(second)).map { abs($0 - $1) }
    let trials = SentenceWorkers(count: threadCount).map(trials) { trials in
      trials.map(shuffle.differences)
    }.joined()
    return seen.indices.map { score in
      ScoreSample.pValue(trials.map { $0[score] }, above: seen[score])
    }
  }
}
