/// How translations are searched for.
public struct SearchOptions: Codable, Sendable, Equatable {
  /// The hypotheses kept at each step, K; 1 is greedy search.
  public var beamSize = 5
  /// The translations returned per sentence, at most `beamSize`; or the samples.
  public var nbest = 1
  /// The groups that a beam is divided into; each avoids the tokens of earlier ones.
  ///
  /// 1 is ordinary beam search; see `DiverseBeam`.
  public var groups = 1
  /// The cost of a token for each hypothesis of an earlier group that took it in the same step, λ,
  /// in natural logarithms of probability.
  ///
  /// The paper found 0.2 to 0.8 good.
  public var diversity = 0.5
  /// How translations are drawn at random; `nil` for those that beam search finds best.
  public var sampling: SamplingOptions?
  /// Whether translations with the same text and different tokens are all returned; otherwise only
  /// the best of them is, if several translations are wanted and the tokens' texts are known.
  public var keepsEqualTexts = false
  /// The factor of GNMT's coverage penalty for source tokens without attention weight, β; 0 for
  /// none.
  ///
  /// See `CoveragePenalty`. It needs decoders with attention.
  public var coverageWeight = 0.0
  /// How scores depend on lengths; see `LengthNormalization`.
  public var normalization = LengthNormalization()
  /// An output has at most this many tokens for each source token, plus `extraLength`.
  public var maximumLengthRatio = 2.0
  /// The tokens that every output may have beyond the ratio, so that short sources are not cut.
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
  /// - Throws: `SearchError` that names the value.
  public func validate() throws {
    if let sampling {
      try sampling.validate()
      try validateSampling()
    } else {
      try validateBeam()
    }
    try check(.maximumLengthRatio, maximumLengthRatio, in: .positive(upTo: 100))
    try check(.extraLength, extraLength, in: 0...10_000)
    try check(.minimumLength, minimumLength, in: 0...10_000)
    if maximumRepeats != 0 { try check(.maximumRepeats, maximumRepeats, in: 2...100) }
    try check(.coverageWeight, coverageWeight, in: .notNegative)
    try check(.lengthExponent, normalization.exponent, in: .notNegative)
  }

  private func validateSampling() throws {
    try check(.nbest, nbest, in: 1...1_000)
    guard groups == 1 else { throw SearchError.meaninglessForSamples(.groups) }
    guard coverageWeight == 0 else { throw SearchError.meaninglessForSamples(.coverageWeight) }
  }

  private func validateBeam() throws {
    try check(.beamSize, beamSize, in: 1...1_000)
    guard (1...beamSize).contains(nbest) else {
      throw SearchError.countOutsideOfBeam(nbest: nbest, beamSize: beamSize)
    }
    guard groups >= 1, beamSize % groups == 0 else {
      throw SearchError.unequalGroups(beamSize: beamSize, groups: groups)
    }
    try check(.diversity, diversity, in: .notNegative)
  }
}

/// Checks a setting.
func check(_ setting: SearchError.Setting, _ value: Int, in allowed: ClosedRange<Int>) throws {
  guard allowed.contains(value) else {
    throw SearchError.countOutOfRange(setting, value, allowed: allowed)
  }
}

/// Checks a setting.
func check(
  _ setting: SearchError.Setting, _ value: Double, in allowed: ClosedRange<Double>
) throws {
  guard allowed.contains(value) else {
    throw SearchError.outOfRange(setting, value, allowed: allowed)
  }
}
