/// A beam whose hypotheses end only when they have the phrases that their sentence requires.
///
/// Beside the best continuations, each hypothesis is offered the next token of every phrase that it
/// lacks. The places of the beam are divided evenly among the numbers of tokens that hypotheses are
/// done with, so that those which are further ahead do not lose against likelier ones that have
/// not paid yet; places that stay empty go to the likeliest. The hypothesis that is ahead of all
/// always stays, so that with room for the tokens every phrase comes.
///
/// Reference: Post and Vilar 2018, aclanthology.org/N18-1119 (dynamic beam allocation).
struct ConstrainedBeam: SearchStrategy {
  private let options: SearchOptions
  private let sentences: [RequiredProgress]
  /// The progress of each past.
  private var states: [RequiredProgress.State] = []
  private var lastTokens: [Int32] = []
  /// The best continuation of one row.
  private var single = TopTokens(limit: 1)

  init(_ options: SearchOptions, _ demands: [SentenceDemands], _ texts: TokenTexts) {
    self.options = options
    sentences = demands.map { RequiredProgress($0.required, texts) }
  }

  var beamsPerSentence: Int { 1 }
  var beamSize: Int { options.beamSize }
  var wanted: Int? { options.nbest }

  mutating func choose(_ step: BeamStep, _ rules: inout TokenRules, into top: inout TopTokens) {
    let progress = sentences[step.sentence]
    let rulesOutEnd = rules.rulesOutEnd
    var more: [Candidate] = []
    for row in step.rows {
      let past = step.live.pasts[row]
      let state = state(of: past, progress)
      rules.look(at: past, in: step.tree)
      rules.rulesOutEnd = rulesOutEnd || progress.missing(state) > 0
      step.offer(row, rules, to: &top)
      single.removeAll(limit: 1)
      step.offer(row, rules, to: &single)
      more += single.candidates
      for token in progress.next(state) where rules.allows(token) {
        more.append(step.candidate(token, row, rules))
      }
    }
    let candidates = (top.candidates + more).sorted(by: Candidate.precedes)
    let banked = candidates.enumerated().compactMap { index, candidate -> Banked? in
      // Equal ones are neighbours.
      if index > 0 && candidate.isSame(as: candidates[index - 1]) { return nil }
      let past = step.live.pasts[candidate.row]
      let state = advanced(past, by: candidate.token, progress)
      return Banked(candidate: candidate, bank: progress.total - progress.missing(state))
    }
    top.replace(with: Self.allot(banked, places: step.places, bankCount: progress.total + 1))
  }

  /// Divides places among banks; the candidates come and go best first.
  static func allot(_ banked: [Banked], places: Int, bankCount: Int) -> [Candidate] {
    let (share, rest) = places.quotientAndRemainder(dividingBy: bankCount)
    var free = (0..<bankCount).map { share + ($0 >= bankCount - rest ? 1 : 0) }
    let furthest = banked.map(\.bank).max() ?? 0
    var isTaken = [Bool](repeating: false, count: banked.count)
    var left = places
    func take(_ index: Int) {
      isTaken[index] = true
      left -= 1
      free[banked[index].bank] -= 1
    }
    if let first = banked.firstIndex(where: { $0.bank == furthest }) { take(first) }
    for index in banked.indices where left > 0 && !isTaken[index] && free[banked[index].bank] > 0 {
      take(index)
    }
    for index in banked.indices where left > 0 && !isTaken[index] { take(index) }
    return banked.indices.filter { isTaken[$0] }.map { banked[$0].candidate }
  }

  /// A continuation, and the required tokens that it is done with.
  struct Banked {
    var candidate: Candidate
    var bank: Int
  }

  private func state(of past: Int, _ progress: RequiredProgress) -> RequiredProgress.State {
    past == HypothesisTree.root ? progress.start : states[past]
  }

  private func advanced(
    _ past: Int, by token: Int32, _ progress: RequiredProgress
  ) -> RequiredProgress.State {
    progress.advance(
      state(of: past, progress), by: token,
      after: past == HypothesisTree.root ? SpecialToken.start : lastTokens[past])
  }

  mutating func follow(_ candidate: Candidate, index: Int, of sentence: Int, from parent: Int) {
    states.append(advanced(parent, by: candidate.token, sentences[sentence]))
    lastTokens.append(candidate.token)
  }

  /// What was cut comes in the order of what it lacks.
  func rank(_ hypothesis: FinishedHypothesis, _ candidate: Candidate, of sentence: Int) -> Double {
    hypothesis.score - 1e9 * Double(sentences[sentence].missing(states[hypothesis.past]))
  }

  func merge(_ beams: ArraySlice<SentenceBeam>, in tree: HypothesisTree) -> [Hypothesis] {
    beams.flatMap { $0.finished.prefix(options.nbest).map { $0.hypothesis(in: tree) } }
  }
}
