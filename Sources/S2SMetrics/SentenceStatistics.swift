/// The numbers that a metric keeps of each sentence, a row a sentence.
///
/// A metric's scores are a function of the rows' sum alone, so that a score of any subset or
/// resample of the corpus needs no text: bootstrap tests sum other rows.
public struct SentenceStatistics: Sendable, Equatable {
  /// Numbers a sentence.
  public let width: Int
  /// `[N, width]`, row-major.
  public private(set) var values: [Double] = []
  /// References a sentence; nil when that varies.
  public let referenceCount: Int?

  /// Makes room for the sentences of a corpus.
  public init(width: Int, corpus: EvaluationCorpus) {
    self.width = width
    referenceCount = corpus.referenceCount
    values.reserveCapacity(width * corpus.hypotheses.count)
  }

  /// Counts the sentences of a corpus, a share of them on each processor.
  ///
  /// - Parameter makeCounter: makes what counts one share.
  init<Counter: SentenceCounter>(
    width: Int, corpus: EvaluationCorpus, by makeCounter: @Sendable () -> Counter
  ) {
    let parts = SentenceWorkers(count: nil).map(corpus.hypotheses.count) { sentences in
      var counter = makeCounter()
      var values: [Double] = []
      values.reserveCapacity(width * sentences.count)
      for index in sentences {
        let row = counter.row(corpus.hypotheses[index], corpus.references(at: index))
        precondition(row.count == width, "a row of statistics has \(width) numbers")
        values.append(contentsOf: row)
      }
      return values
    }
    self.width = width
    referenceCount = corpus.referenceCount
    values = parts.count == 1 ? parts[0] : Array(parts.joined())
  }

  /// The sentences of several runs, one run after the other.
  ///
  /// - Precondition: there is a run, and all are under the same metric.
  init(joining runs: [SentenceStatistics]) {
    precondition(Set(runs.map(\.width)).count == 1, "runs have the same statistics")
    width = runs[0].width
    referenceCount = runs[0].referenceCount
    values = runs.flatMap(\.values)
  }

  /// The number of sentences.
  public var count: Int { values.count / width }

  /// Adds the next sentence.
  ///
  /// - Precondition: `row` has `width` numbers.
  public mutating func append(_ row: [Double]) {
    precondition(row.count == width, "a row of statistics has \(width) numbers")
    values.append(contentsOf: row)
  }

  /// How many sentences have other numbers than in the statistics of another system.
  ///
  /// - Precondition: both have the same sentences under the same metric.
  func differences(from other: SentenceStatistics) -> Int {
    precondition(width == other.width && count == other.count, "systems have the same sentences")
    return (0..<count).reduce(0) { sum, sentence in
      let row = sentence * width..<(sentence + 1) * width
      return sum + (values[row] == other.values[row] ? 0 : 1)
    }
  }

  /// The sum over all sentences.
  public func sum() -> StatisticsSum { sum(of: 0..<count) }

  /// The sum over some sentences, which may repeat.
  ///
  /// - Precondition: every index is in `0..<count`.
  public func sum(of indices: some Sequence<Int>) -> StatisticsSum {
    var sum = StatisticsSum(
      values: [Double](repeating: 0, count: width), sentenceCount: 0,
      referenceCount: referenceCount)
    for index in indices {
      for column in 0..<width { sum.values[column] += values[index * width + column] }
      sum.sentenceCount += 1
    }
    return sum
  }
}

/// Counts what a metric needs of one sentence after another; no row depends on those before it.
protocol SentenceCounter: SendableMetatype {
  /// The statistics of a sentence with at least one reference.
  mutating func row(_ hypothesis: String, _ references: [String]) -> [Double]
}

/// Statistics summed over sentences.
public struct StatisticsSum: Sendable, Equatable {
  /// One number a column.
  public var values: [Double]
  /// The number of sentences summed.
  public var sentenceCount: Int
  /// References a sentence; nil when that varies.
  public var referenceCount: Int?
}
