/// How many texts say something twice in a row, as models do that are stuck.
///
/// References repeat words too; the rate of a hypothesis says most beside theirs.
public struct RepetitionRate: Sendable, Equatable {
  /// The texts looked at.
  public let textCount: Int
  /// The places, from 0, of the texts with n-grams that are repeated at once.
  public let repeated: [Int]

  /// The share of the texts that repeat something, 0 without texts.
  public var rate: Double { textCount > 0 ? Double(repeated.count) / Double(textCount) : 0 }

  /// Looks for n-grams that follow themselves: `of the of the`.
  ///
  /// Punctuation alone is none: `...` repeats nothing.
  ///
  /// - Parameter maximumOrder: the longest n-grams looked at, in words.
  public init(_ texts: [String], maximumOrder: Int = 4, cutter: WordCutter = WordCutter()) {
    textCount = texts.count
    repeated = texts.indices.filter { index in
      Self.repeats(cutter.words(of: texts[index]), maximumOrder)
    }
  }

  private static func repeats(_ words: [String], _ maximumOrder: Int) -> Bool {
    let isSpoken = words.map(WordCutter.isSpoken)
    for order in 1..<max(maximumOrder, 0) + 1 {
      // Counts words in a row that equal those one order before: as many as the order, and it repeats.
      var (run, spoken) = (0, 0)
      for index in words.indices.dropFirst(order) {
        guard words[index] == words[index - order] else {
          (run, spoken) = (0, 0)
          continue
        }
        run += 1
        if isSpoken[index] { spoken += 1 }
        if run > order && isSpoken[index - order] { spoken -= 1 }
        if run >= order && spoken > 0 { return true }
      }
    }
    return false
  }
}

/// How much of the source is left as it was.
///
/// Names and numbers stay in good translations too; the rates of the references tell how many.
public struct CopyRate: Sendable, Equatable {
  /// The texts looked at.
  public let textCount: Int
  /// The places, from 0, of the texts that are their source, word for word.
  public let copied: [Int]
  /// Words of the sources, without punctuation.
  public let sourceWords: Int
  /// Words among them that the text has too, each as often as the side that has it less often.
  public let copiedWords: Int

  /// The share of the texts that are their source, 0 without texts.
  public var rate: Double { textCount > 0 ? Double(copied.count) / Double(textCount) : 0 }
  /// The share of the source words that were copied, 0 without words.
  public var wordRate: Double { sourceWords > 0 ? Double(copiedWords) / Double(sourceWords) : 0 }

  /// Compares texts with their sources; sources without words are no copies.
  ///
  /// - Throws: `MetricError` with the code `unequalCounts`.
  public init(_ texts: [String], sources: [String], cutter: WordCutter = WordCutter()) throws {
    try MetricError.check(sources, .sources, match: texts.count)
    var (copied, sourceWords, copiedWords) = ([Int](), 0, 0)
    for (index, text) in texts.enumerated() {
      let source = cutter.words(of: sources[index])
      let words = cutter.words(of: text)
      let spoken = source.filter(WordCutter.isSpoken)
      if source == words && !spoken.isEmpty { copied.append(index) }
      sourceWords += spoken.count
      var left = words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      for word in spoken {
        guard let remaining = left[word], remaining > 0 else { continue }
        left[word] = remaining - 1
        copiedWords += 1
      }
    }
    textCount = texts.count
    self.copied = copied
    self.sourceWords = sourceWords
    self.copiedWords = copiedWords
  }
}
