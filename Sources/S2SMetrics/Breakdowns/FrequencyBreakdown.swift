/// How well words come out that are rare, common or unknown in the training text.
public struct FrequencyBreakdown: Sendable, Equatable {
  /// The words of some frequencies.
  public struct Bucket: Sendable, Equatable {
    /// How often they occur in the training text.
    public let frequencies: CountRange
    /// Words of the references.
    public internal(set) var referenceWords = 0
    /// Words of the hypotheses.
    public internal(set) var hypothesisWords = 0
    /// Words that both have in the same sentence, each as often as the side that has it less often.
    public internal(set) var matches = 0

    /// The share of the reference words that the hypotheses have; nil without such words.
    public var recall: Double? { Self.share(matches, referenceWords) }
    /// The share of the hypothesis words that the references have; nil without such words.
    public var precision: Double? { Self.share(matches, hypothesisWords) }
    /// The harmonic mean of both; nil without words on one side.
    public var f1: Double? {
      guard referenceWords > 0, hypothesisWords > 0 else { return nil }
      return Self.share(2 * matches, referenceWords + hypothesisWords)
    }

    private static func share(_ part: Int, _ whole: Int) -> Double? {
      whole > 0 ? Double(part) / Double(whole) : nil
    }
  }

  /// The buckets, the rarest words first.
  public private(set) var buckets: [Bucket]

  /// Counts the words of a corpus; of several references the first counts.
  ///
  /// - Parameters:
  ///   - corpus: hypotheses and references.
  ///   - training: the words of the training text, on the side of the target.
  ///   - starts: where each bucket starts; 0 is for words that training never saw.
  /// - Throws: `MetricError.invalidStarts`.
  public init(
    _ corpus: EvaluationCorpus, training: WordFrequencies,
    starts: [Int] = [0, 1, 2, 5, 10, 100, 1_000]
  ) throws {
    buckets = try CountRange.ranges(from: starts).map { Bucket(frequencies: $0) }
    let cutter = training.cutter
    for (index, hypothesis) in corpus.hypotheses.enumerated() {
      guard let reference = corpus.references(at: index).first else { continue }
      var left: [WordKey: Int] = [:]
      for word in cutter.words(of: reference) {
        left[WordKey(word), default: 0] += 1
        count(word, training, \.referenceWords)
      }
      for word in cutter.words(of: hypothesis) {
        count(word, training, \.hypothesisWords)
        guard let remaining = left[WordKey(word)], remaining > 0 else { continue }
        left[WordKey(word)] = remaining - 1
        count(word, training, \.matches)
      }
    }
  }

  private mutating func count(
    _ word: String, _ training: WordFrequencies, _ column: WritableKeyPath<Bucket, Int>
  ) {
    let frequency = training.count(of: word)
    guard let index = buckets.lastIndex(where: { $0.frequencies.first <= frequency }) else {
      return
    }
    buckets[index][keyPath: column] += 1
  }
}
