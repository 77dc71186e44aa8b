/// Distinct words, by number: the token of each, and the tokens of its characters.
package struct WordForms: Sendable {
  /// The token of each word; that of unknown words for rare ones.
  private(set) var words: [Int32] = []
  private var letters: [Int32] = []
  private var ends: [Int] = [0]

  /// No words.
  package init() {}

  /// The number of words.
  package var count: Int { words.count }

  /// Of a longer word the first and the last characters are read, half of this number each.
  package static let longestSpelling = 32

  /// Adds a word, whose number is the count before it.
  ///
  /// - Precondition: it has a character.
  package mutating func append(word: Int32, letters spelling: [Int32]) {
    precondition(!spelling.isEmpty, "a word has a character")
    words.append(word)
    let half = Self.longestSpelling / 2
    if spelling.count <= 2 * half {
      letters += spelling
    } else {
      letters += spelling.prefix(half) + spelling.suffix(half)
    }
    ends.append(letters.count)
  }

  /// The characters of a word.
  func spelling(_ number: Int) -> ArraySlice<Int32> { letters[ends[number]..<ends[number + 1]] }
}
