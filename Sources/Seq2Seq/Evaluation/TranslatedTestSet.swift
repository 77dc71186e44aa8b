import S2SCorpora

/// A test set with a model's translations.
public struct TranslatedTestSet: Sendable {
  /// The files of the test set.
  public let files: [String]
  /// Its sources and references.
  public let pairs: ParallelCorpus
  /// The translations, one per source.
  public let hypotheses: [String]
  /// The seconds that translating took.
  public let seconds: Double

  /// The speed of translating.
  public var sentencesPerSecond: Double { Double(pairs.count) / max(seconds, 1e-9) }
}
