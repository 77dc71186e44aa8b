/// Chooses how hypotheses continue: the part in which ways to search differ.
///
/// `SearchBatch` has rows, pasts, rules, limits and the order of results, the same for all.
protocol SearchStrategy {
  /// The beams that each sentence has: they share nothing but what the strategy shares.
  var beamsPerSentence: Int { get }
  /// The hypotheses that each beam has place for.
  var beamSize: Int { get }
  /// The finished hypotheses that end a beam's search once no live one can come among them; `nil`
  /// for as long as any is alive.
  var wanted: Int? { get }

  /// Makes `top` the continuations of a beam's rows that become its rows, or finish.
  mutating func choose(_ step: BeamStep, _ rules: inout TokenRules, into top: inout TopTokens)

  /// Called when a chosen continuation, the `index`th of `top`, becomes a past of the tree; pasts
  /// are numbered from 0 in the order of these calls.
  mutating func follow(_ candidate: Candidate, index: Int, of sentence: Int, from parent: Int)

  /// The rank of a finished hypothesis.
  func rank(_ hypothesis: FinishedHypothesis, _ candidate: Candidate, of sentence: Int) -> Double

  /// The translations of a sentence, the best one first, from those of its beams.
  func merge(_ beams: ArraySlice<SentenceBeam>, in tree: HypothesisTree) -> [Hypothesis]
}

extension SearchStrategy {
  mutating func follow(_ candidate: Candidate, index: Int, of sentence: Int, from parent: Int) {}
  func rank(_ hypothesis: FinishedHypothesis, _ candidate: Candidate, of sentence: Int) -> Double {
    hypothesis.score
  }
}

/// The rows of one beam before a step, as a strategy sees them.
struct BeamStep {
  /// `[rows, V]`, of all rows of the batch.
  let logits: UnsafeBufferPointer<Float>
  let vocabularySize: Int
  /// The rows of the beam.
  let rows: Range<Int>
  let live: SearchRows
  let tree: HypothesisTree
  let sentence: Int
  /// The beam's number among those of its sentence.
  let beam: Int
  /// The tokens of each row's hypothesis after the step.
  let length: Int
  /// The places that finished hypotheses have left.
  let places: Int
  /// The finished hypotheses of the beam, the best one first.
  let finished: [FinishedHypothesis]

  /// The logits of a row.
  func logits(of row: Int) -> UnsafeBufferPointer<Float> {
    UnsafeBufferPointer(rebasing: logits[row * vocabularySize..<(row + 1) * vocabularySize])
  }

  /// A token as the continuation of a row's hypothesis.
  func candidate(_ token: Int32, _ row: Int, _ rules: TokenRules) -> Candidate {
    let logits = logits(of: row)
    let own = Double(logits[Int(token)]) - logSumExp(logits)
    let logProbability = live.logProbabilities[row] + own
    return Candidate(
      row: row, token: token, tokenLogProbability: own, logProbability: logProbability,
      rank: logProbability, isSecondChoice: rules.bestRepeat(logits) > logits[Int(token)])
  }

  /// Offers all that may follow a row.
  func offer(_ row: Int, _ rules: TokenRules, to top: inout TopTokens) {
    top.offer(logits(of: row), row: row, logProbability: live.logProbabilities[row], rules: rules)
  }
}
