import S2SCorpora
import S2SText

/// A test set with a model's translations.
public struct TranslatedTestSet: Sendable {
  /// The files of the test set.
  public let files: [String]
  /// Its sources and references.
  public let pairs: ParallelCorpus
  /// The translations, one per source.
  public let hypotheses: [String]
  /// The sources with characters that the model never learned.
  public let unknownCharacters: UnknownCharacters
  /// The seconds that translating took.
  public let seconds: Double

  /// The speed of translating.
  public var sentencesPerSecond: Double { Double(pairs.count) / max(seconds, 1e-9) }
}
