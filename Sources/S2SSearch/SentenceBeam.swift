/// The finished hypotheses of one sentence, and how many it has alive.
struct SentenceBeam {
  private struct Finished {
    var past: Int
    var logProbability: Double
    var score: Double
    var isComplete: Bool
  }

  /// The most steps of an output.
  let maximumLength: Int
  /// The rows that the sentence has.
  var liveCount = 1
  private let options: SearchOptions
  /// Best first, the cut ones after those that ended by themselves.
  private var finished: [Finished] = []

  /// A sentence with one hypothesis that has no tokens yet.
  init(maximumLength: Int, options: SearchOptions) {
    self.maximumLength = maximumLength
    self.options = options
  }

  /// The places of the beam that finished hypotheses have left.
  var freePlaces: Int { options.beamSize - finished.count }

  /// Keeps a hypothesis that ended by itself; of equal scores the earlier one stays ahead.
  ///
  /// - Parameter length: its tokens, the end mark counted.
  mutating func finish(_ past: Int, _ logProbability: Double, length: Int) {
    let score = options.normalization.score(logProbability, length: length)
    let index = finished.firstIndex { $0.score < score } ?? finished.count
    finished.insert(
      Finished(past: past, logProbability: logProbability, score: score, isComplete: true),
      at: index)
  }

  /// Keeps a hypothesis that reached the length limit, after all others.
  mutating func cut(_ past: Int, _ logProbability: Double, length: Int) {
    let score = options.normalization.score(logProbability, length: length)
    finished.append(
      Finished(past: past, logProbability: logProbability, score: score, isComplete: false))
  }

  /// Whether no live hypothesis can still come among the translations that are asked for.
  ///
  /// - Parameter bestLive: the log-probability of the best live hypothesis.
  func isSettled(bestLive: Double) -> Bool {
    finished.count >= options.nbest
      && finished[options.nbest - 1].score
        >= options.normalization.bound(bestLive, maximumLength: maximumLength)
  }

  /// The best finished hypotheses, at least one.
  func results(in tree: HypothesisTree) -> [Hypothesis] {
    if finished.isEmpty { return [.none] }
    return finished.prefix(options.nbest).map { finished in
      let path = tree.path(to: finished.past)
      return Hypothesis(
        tokens: finished.isComplete ? path.tokens.dropLast() : path.tokens,
        tokenLogProbabilities: path.logProbabilities,
        logProbability: finished.logProbability, score: finished.score,
        isComplete: finished.isComplete, blockedRepeats: path.secondChoices)
    }
  }
}
