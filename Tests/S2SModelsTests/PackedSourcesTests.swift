import S2SModels
import Testing

/// Sentences of characters as the words that they spell.
@Suite struct PackedSourcesTests {
  /// 9 begins a word, 7 and 8 stand alone.
  static let configuration: ModelConfiguration = .small {
    $0.spelling = Spelling(space: 9, separate: [7, 8])
    $0.reversesSource = false
  }

  /// The words of each sentence, in the order in which the model reads them.
  private static func words(
    _ sentences: [[Int32]], _ configuration: ModelConfiguration = configuration
  ) throws -> [[[Int32]]] {
    let sources = PackedSources(sentences, configuration)
    let words = try #require(sources.words)
    return sources.layout.positions.map { sentence in
      (0..<sources.layout.lengths[sentence]).map { step in
        let word = Int(sources.ids[sources.layout.offsets[step] + sentence])
        return (0..<words.layout.lengths[word]).map {
          words.ids[words.layout.offsets[$0] + word]
        }
      }
    }
  }

  @Test(
    arguments: [
      ([9, 1, 2, 9, 3], [[9, 1, 2], [9, 3]]),
      ([1, 2, 9], [[1, 2], [9]]),
      ([9, 1, 7, 2, 8], [[9, 1], [7], [2], [8]]),
      ([9, 7, 1, 9, 8, 7], [[9, 7], [1], [9, 8], [7]]),
      ([9, 9, 9, 1], [[9], [9], [9, 1]]),
      ([7], [[7]]),
      ([9], [[9]]),
    ] as [([Int32], [[Int32]])])
  func beginsWordsAtSpaces(_ sentence: [Int32], _ words: [[Int32]]) throws {
    #expect(try Self.words([sentence]) == [words])
  }

  @Test func cutsLongWords() throws {
    let sentence: [Int32] = [9] + Array(repeating: 1, count: 70)
    #expect(try Self.words([sentence])[0].map(\.count) == [32, 32, 7])
  }

  @Test func spellsAWordOnce() throws {
    let sentences: [[Int32]] = [[9, 1], [9, 2, 3, 9, 1, 9, 2, 3], [9, 4, 5, 6, 9, 1]]
    let sources = PackedSources(sentences, Self.configuration)
    #expect(sources.words?.layout.batchSize == 3)
    #expect(sources.layout.lengths == [3, 2, 1])
    #expect(
      try Self.words(sentences) == [
        [[9, 1]], [[9, 2, 3], [9, 1], [9, 2, 3]], [[9, 4, 5, 6], [9, 1]],
      ])
  }

  /// The order of words, not of letters.
  @Test func reversesWords() throws {
    var configuration = Self.configuration
    configuration.reversesSource = true
    #expect(try Self.words([[9, 1, 2, 7]], configuration) == [[[7], [9, 1, 2]]])
  }
}
