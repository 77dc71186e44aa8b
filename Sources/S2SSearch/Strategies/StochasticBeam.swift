import Glibc
import S2SRandom

/// Draws k different translations: sampling without replacement, as a beam search.
///
/// A hypothesis has a log-probability φ and a perturbed one G, at first 0 and 0. Its continuations
/// get G_i = φ_i + Gumbel noise, and the whole row is shifted so that its largest is the parent's:
///
///     G̃_i = -log(exp(-G) - exp(-max_j G_j) + exp(-G_i))
///
/// The k largest go on, those that ended among them. The result is distributed as k draws without
/// replacement of whole translations, in the order of their G.
///
/// Reference: Kool, van Hoof and Welling 2019, arXiv:1903.06059, algorithm 1, and appendix B.3 for
/// the formula below, which is the same in stable form.
struct StochasticBeam: SearchStrategy {
  private let count: Int
  private let keys: [UInt64]
  private var distribution: SamplingDistribution
  /// φ of each past, under the distribution that is drawn from.
  private var logProbabilities: [Double] = []
  /// G of each past.
  private var perturbed: [Double] = []

  /// - Parameter keys: the origin of the random numbers of each sentence.
  init(count: Int, _ options: SamplingOptions, keys: [UInt64]) {
    self.count = count
    self.keys = keys
    distribution = SamplingDistribution(options)
  }

  var beamsPerSentence: Int { 1 }
  var beamSize: Int { count }
  var wanted: Int? { nil }

  mutating func choose(_ step: BeamStep, _ rules: inout TokenRules, into top: inout TopTokens) {
    // What ended keeps its place only for as long as fewer than k are larger.
    top.removeAll(limit: count)
    var generator = SeededGenerator(seed: keys[step.sentence], UInt64(step.length))
    for row in step.rows { offer(row, of: step, &rules, using: &generator, to: &top) }
    let kept = top.candidates.indices.prefix { index in
      index + step.finished.count { $0.rank > top.candidates[index].rank } < count
    }
    top.keepFirst(kept.count)
  }

  private mutating func offer(
    _ row: Int, of step: BeamStep, _ rules: inout TokenRules,
    using generator: inout SeededGenerator, to top: inout TopTokens
  ) {
    let (past, logits) = (step.live.pasts[row], step.logits(of: row))
    rules.look(at: past, in: step.tree)
    distribution.look(at: logits, rules)
    let isFirst = past == HypothesisTree.root
    let base = isFirst ? 0 : logProbabilities[past]
    let limit = isFirst ? 0 : perturbed[past]
    let noisy = distribution.logProbabilities.map {
      base + $0 - log(-log(generator.openUniform()))
    }
    let largest = noisy.max() ?? 0
    for (index, noisy) in noisy.enumerated() {
      var candidate = distribution.candidate(
        index, row: row, after: step.live.logProbabilities[row], logits)
      let v = limit - noisy + logOfOneMinusExp(noisy - largest)
      candidate.rank = limit - max(0, v) - log1p(exp(-abs(v)))
      top.insert(candidate)
    }
  }

  mutating func follow(_ candidate: Candidate, index: Int, of sentence: Int, from parent: Int) {
    let base = parent == HypothesisTree.root ? 0 : logProbabilities[parent]
    logProbabilities.append(base + candidate.drawnLogProbability)
    perturbed.append(candidate.rank)
  }

  func rank(_ hypothesis: FinishedHypothesis, _ candidate: Candidate, of sentence: Int) -> Double {
    candidate.rank
  }

  func merge(_ beams: ArraySlice<SentenceBeam>, in tree: HypothesisTree) -> [Hypothesis] {
    beams.flatMap { beam in
      beam.finished.sorted { $0.rank > $1.rank }.prefix(count).map { $0.hypothesis(in: tree) }
    }
  }
}

/// log(1 - exp(x)) for x up to 0: Mächler 2012, "Accurately computing log(1 - exp(-|a|))".
private func logOfOneMinusExp(_ x: Double) -> Double {
  x > -0.693 ? log(-expm1(x)) : log1p(-exp(x))
}
