/// A word as a key of a table: canonically equal words are equal.
///
/// An endless word, which nobody writes, is compared byte by byte: to normalise its combining marks
/// takes quadratic time.
enum WordKey: Hashable {
  /// A word as people write them.
  case word(String)
  /// The UTF-8 of an endless one.
  case endless([UInt8])

  /// The longest word that is compared as text, in bytes.
  static let longestWord = 256

  /// The key of a word.
  init(_ word: String) {
    self = word.utf8.count <= Self.longestWord ? .word(word) : .endless(Array(word.utf8))
  }
}
