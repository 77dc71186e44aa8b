import S2SText

/// How a sequence of characters falls into words, for encoders that read words letter by letter.
public struct Spelling: Codable, Sendable, Equatable {
  /// The token that begins a word.
  public var space: Int32
  /// The tokens that are words of their own, with the space before them if there is one.
  public var separate: [Int32]

  /// Longer words are cut, in tokens.
  static let longestWord = 32

  /// Words that begin at spaces, and some that always stand alone.
  public init(space: Int32 = Vocabulary.firstCharacter, separate: [Int32] = []) {
    self.space = space
    self.separate = separate
  }

  /// The words of a sentence, in order; together they are the sentence.
  package func words(of sentence: [Int32], separate: Set<Int32>) -> [ArraySlice<Int32>] {
    var words: [ArraySlice<Int32>] = []
    var start = 0
    func end(at index: Int) {
      if index > start { words.append(sentence[start..<index]) }
      start = index
    }
    for (index, token) in sentence.enumerated() {
      let standsAlone = separate.contains(token)
      let follows = index == start + 1 && sentence[start] == space
      if token == space || standsAlone && !follows || index - start == Self.longestWord {
        end(at: index)
      }
      if standsAlone { end(at: index + 1) }
    }
    end(at: sentence.count)
    return words
  }
}
