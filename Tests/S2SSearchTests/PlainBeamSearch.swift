import S2SSearch

/// Beam search in plain words, the judge of the fast one: one sentence, sequences copied, double
/// precision, everything sorted, and no end before K hypotheses have ended.
struct PlainBeamSearch {
  struct Found {
    var tokens: [Int32]
    var logProbability: Double
    var score = 0.0
    var isComplete = false
    var blockedRepeats = 0
  }

  let options: SearchOptions
  let decoder: ToyDecoder

  func search(_ source: [Int32]) -> [Found] {
    var live = [Found(tokens: [], logProbability: 0)]
    var finished: [Found] = []
    for length in 1...options.maximumLength(sourceLength: source.count) {
      let best = continuations(of: live, source).prefix(options.beamSize - finished.count)
      live = best.filter { $0.tokens.last != 2 }
      for ended in best where ended.tokens.last == 2 {
        finished.append(scored(ended, length: length, isComplete: true))
      }
      if live.isEmpty { break }
    }
    finished.sort { $0.score > $1.score }
    let cut = live.map { scored($0, length: $0.tokens.count, isComplete: false) }
    return Array((finished + cut).prefix(options.nbest))
  }

  /// Every token after every hypothesis, best first; the sort is stable.
  private func continuations(of live: [Found], _ source: [Int32]) -> [Found] {
    live.flatMap { live in
      let next = decoder.logProbabilities(source + [1] + live.tokens)
      let choices = (2..<next.count).map {
        Found(
          tokens: live.tokens + [Int32($0)], logProbability: live.logProbability + next[$0],
          blockedRepeats: live.blockedRepeats)
      }
      let best = choices.filter { isLoop($0.tokens) }.map(\.logProbability).max() ?? -.infinity
      return choices.filter { !isLoop($0.tokens) }.map {
        var choice = $0
        if best > choice.logProbability { choice.blockedRepeats += 1 }
        return choice
      }
    }.sorted { $0.logProbability > $1.logProbability }
  }

  /// Whether a phrase comes as often as it may, and its first token follows.
  private func isLoop(_ tokens: [Int32]) -> Bool {
    let most = options.maximumRepeats
    guard most > 0 else { return false }
    return (1...16).contains { period in
      let length = (period == 1 ? 2 * most : most) * period + 1
      let end = Array(tokens.suffix(length))
      return end.count == length && end.dropFirst(period) == end.dropLast(period)
    }
  }

  private func scored(_ found: Found, length: Int, isComplete: Bool) -> Found {
    var scored = found
    if isComplete { scored.tokens.removeLast() }
    scored.score = options.normalization.score(found.logProbability, length: length)
    scored.isComplete = isComplete
    return scored
  }
}
