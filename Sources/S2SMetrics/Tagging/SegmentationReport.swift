/// How words that were cut out of text compare with those of people.
///
/// Reference: Sproat and Emerson 2003, "The First International Chinese Word Segmentation Bakeoff".
public struct SegmentationReport: Sendable, Equatable {
  /// The number of sentences.
  public private(set) var sentenceCount = 0
  /// Words.
  public private(set) var words = TagReport.Counts()
  /// Words that the model learned from; `predicted` is not counted.
  public private(set) var known = TagReport.Counts()
  /// Other words; `predicted` is not counted.
  public private(set) var unknown = TagReport.Counts()

  /// Begins with no sentence.
  public init() {}

  /// Adds a sentence; both lists are the same text, cut into words.
  ///
  /// - Parameter isKnown: whether the model learned from each gold word.
  public mutating func add(gold: [String], predicted: [String], isKnown: [Bool]) {
    precondition(isKnown.count == gold.count, "an answer for each word")
    sentenceCount += 1
    let (right, said) = (Self.ranges(gold), Set(Self.ranges(predicted)))
    words += TagReport.Counts(gold: gold.count, predicted: predicted.count)
    for (range, isKnown) in zip(right, isKnown) {
      let found = TagReport.Counts(gold: 1, correct: said.contains(range) ? 1 : 0)
      words.correct += found.correct
      if isKnown { known += found } else { unknown += found }
    }
  }

  private static func ranges(_ words: [String]) -> [Range<Int>] {
    var end = 0
    return words.map { word in
      let start = end
      end += word.utf8.count
      return start..<end
    }
  }

  /// The measures in percent.
  public var scores: [MetricScore] {
    let signature = Signature(fields: [
      .init("sentences", "\(sentenceCount)"), .init("words", "\(words.gold)"),
      .init("unknown", "\(unknown.gold)"),
    ])
    var shares = [
      ("word_precision", words.precision), ("word_recall", words.recall), ("word_f1", words.f1),
    ]
    if known.gold > 0 { shares.append(("word_recall_known", known.recall)) }
    if unknown.gold > 0 { shares.append(("word_recall_unknown", unknown.recall)) }
    return shares.map { MetricScore(name: $0.0, score: 100 * $0.1, signature: signature) }
  }
}
