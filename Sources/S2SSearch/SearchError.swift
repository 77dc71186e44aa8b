/// An invalid setting of a search, or an ensemble whose members do not fit.
public enum SearchError: Error, Equatable, Sendable {
  /// A setting that is a whole number is outside of its range; `maximumRepeats` may also be 0.
  case countOutOfRange(Setting, Int, allowed: ClosedRange<Int>)
  /// A setting is outside of its range or not finite.
  case outOfRange(Setting, Double, allowed: ClosedRange<Double>)
  /// The number of translations is above the beam size, or below one.
  case countOutsideOfBeam(nbest: Int, beamSize: Int)
  /// The beam cannot be divided into that number of equal groups.
  case unequalGroups(beamSize: Int, groups: Int)
  /// A setting of beam search was changed, but translations are drawn at random.
  case meaninglessForSamples(Setting)
  /// An ensemble has no members.
  case emptyEnsemble
  /// The members of an ensemble have vocabularies of different sizes.
  case unequalVocabularies(sizes: [Int])

  /// The settings, named as the properties of `SearchOptions` and its parts.
  public enum Setting: String, Sendable, CaseIterable {
    /// Of `SearchOptions`.
    case beamSize, nbest, groups, diversity, coverageWeight, maximumLengthRatio, extraLength,
      minimumLength, maximumRepeats
    /// `LengthNormalization.exponent`.
    case lengthExponent
    /// Of `SamplingOptions`.
    case temperature, topK, topP
  }
}

extension ClosedRange<Double> {
  /// The finite numbers from 0.
  static var notNegative: ClosedRange { 0...1_000 }

  /// The numbers above 0 up to another.
  static func positive(upTo upperBound: Double) -> ClosedRange {
    Double.leastNonzeroMagnitude...upperBound
  }
}
