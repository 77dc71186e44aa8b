/// How translations are searched for.
public struct SearchOptions: Codable, Sendable, Equatable {
  /// The hypotheses kept at each step, K; 1 is greedy search.
  public var beamSize = 5
  /// The translations returned a sentence, at most `beamSize`; or the samples.
  public var nbest = 1
  /// The groups that a beam is divided into, each of which avoids what earlier ones say.
  ///
  /// 1 is ordinary beam search; see `DiverseBeam`.
  public var groups = 1
  /// What a token costs a group for each hypothesis of an earlier group that took it in the same
  /// step, λ, in natural logarithms of probability.
  ///
  /// The paper found 0.2 to 0.8 good.
  public var diversity = 0.5
  /// How translations are drawn at random; `nil` for those that beam search finds best.
  public var sampling: SamplingOptions?
  /// Whether translations of one text that differ in their tokens all count; otherwise the best of
  /// them does, where several translations are asked for and what tokens spell is known.
  public var keepsEqualTexts = false
  /// What scores lose by source tokens that got no attention, β: GNMT's coverage penalty; 0 for
  /// nothing.
  ///
  /// See `CoveragePenalty`. Only decoders with attention can tell.
  public var coverageWeight = 0.0
  /// What lengths are worth; see `LengthNormalization`.
  public var normalization = LengthNormalization()
  /// An output has at most this many tokens for each source token, plus `extraLength`.
  public var maximumLengthRatio = 2.0
  /// What every output may have beyond the ratio, so that short sources are not cut.
  public var extraLength = 10
  /// An output has at least this many tokens: before them, the end mark is never chosen.
  public var minimumLength = 0
  /// A phrase of up to 16 tokens may come this many times in a row, a single token twice as often;
  /// 0 for any number.
  ///
  /// The references of Multi30k, Tatoeba and Europarl reach 3, and 4 with a single token.
  public var maximumRepeats = 4

  /// Beam 5, one translation.
  public init() {}

  /// The most steps of an output.
  ///
  /// An output that has not ended within them is cut, and has this many tokens. The minimum
  /// length wins: its outputs get the step in which to end.
  ///
  /// - Parameter sourceLength: the source's tokens.
  public func maximumLength(sourceLength: Int) -> Int {
    max(Int(Double(sourceLength) * maximumLengthRatio) + extraLength, minimumLength + 1)
  }

  /// Checks every value.
  ///
  /// - Throws: `SearchError` with code `invalidOption` that names the value.
  public func validate() throws {
    if let sampling {
      try sampling.validate()
      try validateSampling()
    } else {
      try validateBeam()
    }
    guard maximumLengthRatio > 0, maximumLengthRatio <= 100 else {
      throw SearchError(
        "a length ratio of \(maximumLengthRatio) cannot be; give a number above 0, at most 100.")
    }
    guard (0...10_000).contains(extraLength) else {
      throw SearchError("an extra length of \(extraLength) cannot be; give 0 to 10000.")
    }
    guard (0...10_000).contains(minimumLength) else {
      throw SearchError("a minimum length of \(minimumLength) cannot be; give 0 to 10000.")
    }
    guard maximumRepeats == 0 || (2...100).contains(maximumRepeats) else {
      throw SearchError(
        "\(maximumRepeats) repeats cannot be; give 2 to 100, or 0 for any number of them.")
    }
    guard coverageWeight.isFinite, coverageWeight >= 0 else {
      throw SearchError("a coverage penalty of \(coverageWeight) cannot be; give 0 or more.")
    }
    guard normalization.exponent.isFinite, normalization.exponent >= 0 else {
      throw SearchError(
        "a length penalty of \(normalization.exponent) cannot be; give 0 or more.")
    }
  }

  private func validateSampling() throws {
    guard (1...1_000).contains(nbest) else {
      throw SearchError("\(nbest) samples a line cannot be; give 1 to 1000.")
    }
    guard groups == 1 else {
      throw SearchError("samples keep no beam, so it has no groups; give one of the two.")
    }
    guard coverageWeight == 0 else {
      throw SearchError(
        "samples are not ranked, so a coverage penalty says nothing about them; give one of the "
          + "two.")
    }
  }

  private func validateBeam() throws {
    guard (1...1_000).contains(beamSize) else {
      throw SearchError("a beam of \(beamSize) cannot be; give 1 to 1000.")
    }
    guard (1...beamSize).contains(nbest) else {
      throw SearchError(
        "\(nbest) translations cannot come from a beam of \(beamSize); give 1 to \(beamSize), or "
          + "raise --beam.")
    }
    guard groups >= 1, beamSize % groups == 0 else {
      throw SearchError(
        "a beam of \(beamSize) cannot be divided into \(groups) equal groups; give a number that "
          + "divides it.")
    }
    guard diversity.isFinite, diversity >= 0 else {
      throw SearchError("a diversity of \(diversity) cannot be; give 0 or more.")
    }
  }
}
