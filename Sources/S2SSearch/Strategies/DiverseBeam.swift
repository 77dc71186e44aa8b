/// Beams that avoid each other's words: the groups of a beam take each step one after the other, and
/// a token costs λ for each hypothesis of an earlier group that took it in the same step.
///
///     chosen by group g: the best of log p(y) - λ Σ over h < g, b of [y_t = y_t of beam b of h]
///
/// The cost acts on that step's choice alone; scores are those of the model. The translations are
/// the best of each group, then the second best of each, and so on; what several groups found
/// counts once.
///
/// Reference: Vijayakumar et al. 2016, arXiv:1610.02424, algorithm 1 with Hamming diversity.
struct DiverseBeam: SearchStrategy {
  private let options: SearchOptions
  /// The costs of tokens in the step of `key`; tokens without cost are left out.
  private var penalties: [TokenPenalty] = []
  private var key = (sentence: -1, length: 0)

  init(_ options: SearchOptions) { self.options = options }

  var beamsPerSentence: Int { options.groups }
  var beamSize: Int { options.beamSize / options.groups }
  var wanted: Int? { min(options.nbest, beamSize) }

  mutating func choose(_ step: BeamStep, _ rules: inout TokenRules, into top: inout TopTokens) {
    if key != (step.sentence, step.length) {
      penalties.removeAll(keepingCapacity: true)
      key = (step.sentence, step.length)
    }
    for row in step.rows {
      rules.look(at: step.live.pasts[row], in: step.tree)
      top.offer(
        step.logits(of: row), row: row, logProbability: step.live.logProbabilities[row],
        rules: rules, penalties: penalties)
    }
    for candidate in top.candidates { penalize(candidate.token) }
  }

  private mutating func penalize(_ token: Int32) {
    if let index = penalties.firstIndex(where: { $0.token == token }) {
      penalties[index].amount += options.diversity
    } else {
      penalties.append(TokenPenalty(token: token, amount: options.diversity))
    }
  }

  func merge(_ beams: ArraySlice<SentenceBeam>, in tree: HypothesisTree) -> [Hypothesis] {
    var found: [Hypothesis] = []
    var texts: [[UInt8]] = []
    for rank in 0..<beamSize {
      let row = beams.compactMap { rank < $0.finished.count ? $0.finished[rank] : nil }
      // Sorting is stable: of equals, the earlier group's stays ahead.
      for finished in row.sorted(by: { $0.precedes($1) }) where found.count < options.nbest {
        let hypothesis = finished.hypothesis(in: tree)
        if found.contains(where: { $0.tokens == hypothesis.tokens }) { continue }
        if let text = finished.text {
          if texts.contains(text) { continue }
          texts.append(text)
        }
        found.append(hypothesis)
      }
    }
    return found
  }
}
