/// The finished hypotheses of one beam, and the number of live ones.
struct SentenceBeam {
  /// The most steps of an output.
  let maximumLength: Int
  /// The rows that the beam has.
  var liveCount = 1
  /// The best rank first, the cut ones after those that ended by themselves.
  private(set) var finished: [FinishedHypothesis] = []
  private let places: Int
  private let wanted: Int?
  private let options: SearchOptions

  /// A beam with one hypothesis that has no tokens yet.
  init(places: Int, wanted: Int?, maximumLength: Int, options: SearchOptions) {
    self.places = places
    self.wanted = wanted
    self.maximumLength = maximumLength
    self.options = options
  }

  /// The places of the beam that finished hypotheses have left.
  var freePlaces: Int { places - finished.count }

  /// Keeps a hypothesis; of equal ranks the earlier one stays ahead, and of equal texts the better
  /// one stays.
  mutating func finish(_ hypothesis: FinishedHypothesis) {
    if let text = hypothesis.text,
      let equal = finished.firstIndex(where: { $0.text == text })
    {
      guard hypothesis.precedes(finished[equal]) else { return }
      finished.remove(at: equal)
    }
    let index = finished.firstIndex { hypothesis.precedes($0) } ?? finished.count
    finished.insert(hypothesis, at: index)
  }

  /// Whether no live hypothesis can become one of the best translations any more.
  ///
  /// - Parameter bestLive: the log-probability of the best live hypothesis.
  func isSettled(bestLive: Double) -> Bool {
    guard let wanted, finished.count >= wanted else { return false }
    return finished[wanted - 1].score
      >= options.normalization.bound(bestLive, maximumLength: maximumLength)
  }
}

/// A hypothesis that ended, or was cut at the length limit.
struct FinishedHypothesis {
  var past: Int
  var logProbability: Double
  var score: Double
  /// Its rank; the score unless a strategy has its own.
  var rank: Double
  var isComplete: Bool
  /// Its text, where equal texts count once.
  var text: [UInt8]?

  /// Whether it stands before another: what ended before what was cut, then by rank.
  func precedes(_ other: FinishedHypothesis) -> Bool {
    isComplete == other.isComplete ? rank > other.rank : isComplete
  }

  /// The hypothesis with its tokens.
  func hypothesis(in tree: HypothesisTree) -> Hypothesis {
    let path = tree.path(to: past)
    return Hypothesis(
      tokens: isComplete ? path.tokens.dropLast() : path.tokens,
      tokenLogProbabilities: path.logProbabilities, logProbability: logProbability, score: score,
      isComplete: isComplete, blockedRepeats: path.secondChoices)
  }
}
