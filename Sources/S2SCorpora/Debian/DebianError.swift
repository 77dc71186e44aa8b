/// A problem with a corpus of Debian's texts.
public enum DebianError: Error, Equatable, Sendable {
  /// English is neither of the languages, or both.
  case notEnglish(LanguagePair)
  /// A folder of downloads has nothing of the parts.
  case noDownloads(String, [DebianPart])
  /// The downloads have too few pairs to set the given number aside.
  case tooFewPairs(String, LanguagePair, usable: Int, setAside: Int)
}
