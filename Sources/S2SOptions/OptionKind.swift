/// The kinds of values that options have.
public enum OptionKind: Sendable, Equatable {
  /// Yes or no.
  case flag
  /// A whole number.
  case count
  /// A number.
  case number
  /// One of some words.
  case choice([String])
  /// A word.
  case text
  /// A file, a directory or the stem of files.
  case path
}
