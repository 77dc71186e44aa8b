/// How the tags of a tagger compare with those of people.
public struct TagReport: Sendable, Equatable {
  /// How often something was right, of those there are and of those that were said.
  public struct Counts: Sendable, Equatable {
    /// How many there are.
    public var gold = 0
    /// How many were said.
    public var predicted = 0
    /// How many of them are both.
    public var correct = 0

    /// Groups the three.
    public init(gold: Int = 0, predicted: Int = 0, correct: Int = 0) {
      (self.gold, self.predicted, self.correct) = (gold, predicted, correct)
    }

    /// The share of those that were said which are right; 0 where none were.
    public var precision: Double { predicted == 0 ? 0 : Double(correct) / Double(predicted) }
    /// The share of those there are which were found; 0 where there are none.
    public var recall: Double { gold == 0 ? 0 : Double(correct) / Double(gold) }
    /// The harmonic mean of both.
    public var f1: Double {
      gold + predicted == 0 ? 0 : 2 * Double(correct) / Double(gold + predicted)
    }
  }

  /// A tag in place of another.
  public struct Confusion: Hashable, Sendable {
    /// What it is.
    public let gold: String
    /// What was said.
    public let predicted: String

    /// Groups the two.
    public init(gold: String, predicted: String) {
      self.gold = gold
      self.predicted = predicted
    }
  }

  /// The number of sentences.
  public private(set) var sentenceCount = 0
  /// Tags, all of them.
  public private(set) var all = Counts()
  /// Tags of words that the model learned from.
  public private(set) var known = Counts()
  /// Tags of other words.
  public private(set) var unknown = Counts()
  /// By tag.
  public private(set) var byTag: [String: Counts] = [:]
  /// How often each tag was said for each.
  public private(set) var confusions: [Confusion: Int] = [:]
  /// Spans, all of them; `nil` where the tags mark none.
  public private(set) var spans: Counts?
  /// Spans by kind.
  public private(set) var bySpan: [String: Counts] = [:]

  /// What has a tag, in the plural.
  let units: String
  /// Whether it is told of any sentence which words the model learned from.
  private(set) var tellsKnown = false

  /// Begins with no sentence.
  ///
  /// - Parameters:
  ///   - marksSpans: whether tags mark spans; see `TagSpan`.
  ///   - units: what has a tag, in the plural.
  public init(marksSpans: Bool, units: String = "words") {
    spans = marksSpans ? Counts() : nil
    self.units = units
  }

  /// Adds a sentence.
  ///
  /// - Parameter isKnown: whether the model learned from each word; all are, unless it is given.
  /// - Precondition: there are as many of all.
  public mutating func add(gold: [String], predicted: [String], isKnown: [Bool]? = nil) {
    precondition(gold.count == predicted.count, "a tag for each word")
    precondition(isKnown.map { $0.count == gold.count } ?? true, "an answer for each word")
    sentenceCount += 1
    tellsKnown = tellsKnown || isKnown != nil
    for index in gold.indices {
      let (right, said) = (gold[index], predicted[index])
      let word = Counts(gold: 1, predicted: 1, correct: right == said ? 1 : 0)
      all += word
      if isKnown?[index] ?? true { known += word } else { unknown += word }
      byTag[right, default: Counts()].gold += 1
      byTag[said, default: Counts()].predicted += 1
      if right == said { byTag[right, default: Counts()].correct += 1 }
      confusions[Confusion(gold: right, predicted: said), default: 0] += 1
    }
    addSpans(gold, predicted)
  }

  private mutating func addSpans(_ gold: [String], _ predicted: [String]) {
    guard var spans else { return }
    let (right, said) = (TagSpan.spans(of: gold), TagSpan.spans(of: predicted))
    let correct = Set(right).intersection(said)
    spans += Counts(gold: right.count, predicted: said.count, correct: correct.count)
    self.spans = spans
    for span in right { bySpan[span.kind, default: Counts()].gold += 1 }
    for span in said { bySpan[span.kind, default: Counts()].predicted += 1 }
    for span in correct { bySpan[span.kind, default: Counts()].correct += 1 }
  }

  /// The share of right tags.
  public var accuracy: Double { all.recall }
}

extension TagReport.Counts {
  /// Adds other counts.
  static func += (sum: inout Self, other: Self) {
    sum.gold += other.gold
    sum.predicted += other.predicted
    sum.correct += other.correct
  }
}
