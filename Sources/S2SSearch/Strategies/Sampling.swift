import S2SRandom

/// Draws translations at random, token by token.
///
/// The `nbest` samples are independent, so one may come twice; with `isDistinct` none does. A draw
/// is a function of the seed, the source's tokens, how often they came before in the same text, the
/// sample's number and the step: samples depend neither on the batch nor on the order of sources, and
/// equal texts get equal samples.
public struct Sampling: Sendable {
  /// The options, with those of the draws under `sampling`.
  public let options: SearchOptions
  private let sampling: SamplingOptions
  private let text: TextRules?

  /// Makes a sampler.
  ///
  /// - Parameter text: the texts of tokens, for forbidden phrases and texts that count once.
  /// - Precondition: `options.sampling` is there, and at least one sample is asked for.
  public init(_ options: SearchOptions, text: TextRules? = nil) {
    self.text = text
    guard let sampling = options.sampling, options.nbest >= 1 else {
      preconditionFailure("options that validate() accepts, for sampling")
    }
    self.options = options
    self.sampling = sampling
  }

  /// The samples of each source in the order in which they were drawn, at least one per source.
  ///
  /// Log-probabilities are the model's own, for any temperature.
  ///
  /// - Parameters, complexity: as those of `BeamSearch.search`.
  /// - Precondition: as there; no phrases are required.
  public func search<Decoder: StepDecoder>(
    _ sources: [[Int32]], demands: [SentenceDemands] = [], with decoder: Decoder
  ) -> [[Hypothesis]] {
    precondition(demands.allSatisfy(\.required.isEmpty), "samples cannot be made to have phrases")
    let task = SearchTask(sources: sources, demands: demands, text: text)
    let keys = sources.indices.map { index in
      SeededGenerator.key(
        seed: sampling.seed, sources[index],
        occurrence: demands.isEmpty ? 0 : demands[index].occurrence)
    }
    if sampling.isDistinct {
      return SearchBatch.search(
        task, options,
        StochasticBeam(count: options.nbest, sampling, keys: keys), with: decoder)
    }
    return SearchBatch.search(
      task, options,
      IndependentSamples(count: options.nbest, sampling, keys: keys), with: decoder)
  }
}

/// Beams of one hypothesis each, whose every token is drawn.
struct IndependentSamples: SearchStrategy {
  let beamsPerSentence: Int
  private let keys: [UInt64]
  private var distribution: SamplingDistribution

  /// - Parameter keys: the origin of the random numbers of each sentence.
  init(count: Int, _ options: SamplingOptions, keys: [UInt64]) {
    beamsPerSentence = count
    self.keys = keys
    distribution = SamplingDistribution(options)
  }

  var beamSize: Int { 1 }
  var wanted: Int? { nil }

  mutating func choose(_ step: BeamStep, _ rules: inout TokenRules, into top: inout TopTokens) {
    for row in step.rows {
      let logits = step.logits(of: row)
      rules.look(at: step.live.pasts[row], in: step.tree)
      distribution.look(at: logits, rules)
      guard !distribution.tokens.isEmpty else { continue }
      var generator = SeededGenerator(
        seed: keys[step.sentence], UInt64(step.beam), UInt64(step.length))
      top.insert(
        distribution.candidate(
          distribution.draw(using: &generator), row: row, after: step.live.logProbabilities[row],
          logits))
    }
  }

  func merge(_ beams: ArraySlice<SentenceBeam>, in tree: HypothesisTree) -> [Hypothesis] {
    beams.flatMap { $0.finished.map { $0.hypothesis(in: tree) } }
  }
}
