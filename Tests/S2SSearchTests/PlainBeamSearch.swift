import S2SSearch

/// Beam search in plain words, the judge of the fast one: one sentence, sequences copied, double
/// precision, everything sorted, and no end before K hypotheses have ended.
struct PlainBeamSearch {
  struct Found {
    var tokens: [Int32]
    var logProbability: Double
    var score = 0.0
    var isComplete = false
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
      return (2..<next.count).map {
        Found(
          tokens: live.tokens + [Int32($0)], logProbability: live.logProbability + next[$0])
      }
    }.sorted { $0.logProbability > $1.logProbability }
  }

  private func scored(_ found: Found, length: Int, isComplete: Bool) -> Found {
    var scored = found
    if isComplete { scored.tokens.removeLast() }
    scored.score = options.normalization.score(found.logProbability, length: length)
    scored.isComplete = isComplete
    return scored
  }
}
