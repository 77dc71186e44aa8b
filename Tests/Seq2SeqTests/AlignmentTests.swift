import S2SText
import Seq2Seq
import Testing

/// Which word of the source a word of the translation attended to.
@Suite struct AlignmentTests {
  private static let lines = ["un deux trois", "", "quatre. cinq six. sept", "deux"]

  private func translations(
    _ bundle: TranslationBundle, _ change: (inout TranslationOptions) -> Void = { _ in }
  ) throws -> [Translation] {
    var options = TranslationOptions()
    options.keepsAttention = true
    options.sentenceSplitting = .always
    options.search.nbest = 2
    options.search.beamSize = 3
    change(&options)
    return try Translator([bundle], options: options).translate(Self.lines)
  }

  @Test func everyWordHasALink() throws {
    let bundle = try WholeRun { _ in }.bundle()
    let found = try translations(bundle)
    let plain = try translations(bundle) { $0.keepsAttention = false }
    for (line, without) in zip(found, plain) {
      #expect(line.alternatives.map(\.text) == without.alternatives.map(\.text))
      #expect(without.alternatives.allSatisfy { $0.attention == nil })
      for alternative in line.alternatives {
        let attention = try #require(alternative.attention)
        #expect(attention.weights.count == alternative.tokens.count)
        for row in attention.weights {
          #expect(row.count == attention.sourceTokens.count && abs(row.reduce(0, +) - 1) < 1e-5)
        }
        let words = alternative.text.split(whereSeparator: \.isWhitespace).count
        #expect(attention.alignment.map(\.target) == Array(0..<words))
        let sources = line.source.split(separator: " ").count
        #expect(attention.alignment.allSatisfy { (0..<max(1, sources)).contains($0.source) })
      }
    }
    #expect(found[2].pieceCount == 3)
    let whole = try #require(found[2].alternatives[0].attention)
    // Each piece attends to itself.
    let lastWord = try #require(whole.alignment.last)
    #expect(lastWord.source == 3 && "\(lastWord)".hasPrefix("3-"))
  }

  /// Attention to a token goes to the word that it is a part of.
  @Test func tokensBelongToWords() throws {
    let text = try TextPipeline.learn(from: ["un deux"], locale: "fr", vocabularySize: 300)
    for line in ["un deux trois", "a", "un  deux", " un", "l'été, là !"] {
      let ids = text.encode(line)
      let numbers = text.wordNumbers(of: ids)
      let words = text.decode(ids).split(separator: " ")
      #expect((numbers.compactMap(\.self).max() ?? -1) + 1 == words.count, "\(line)")
      for (number, word) in words.enumerated() {
        let own = zip(ids, numbers).filter { $0.1 == number }.map(\.0)
        let spelled = own.flatMap { Array(text.spelling(of: $0)) }.filter { $0 != 0x20 }
        #expect(Array(word.utf8) == spelled, "\(line)")
      }
    }
  }

  /// A word whose first letter is no subword with its space begins with a mark of its own.
  @Test func aSpaceAloneBelongsToTheWordBehindIt() throws {
    let text = try TextPipeline.learn(from: ["un deux"], locale: "fr", vocabularySize: 300)
    let line = text.encode("un élan")
    let place = try #require(line.lastIndex { text.spelling(of: $0).elementsEqual([0x20]) })
    let numbers = text.wordNumbers(of: line)
    #expect(numbers[0] == 0 && numbers[place] == 1 && numbers[place + 1] == 1, "\(numbers)")
    #expect(text.wordNumbers(of: line + [line[place]]).last == .some(nil))
  }

  @Test func refusesModelsThatCannot() throws {
    #expect(throws: TranslationError.alignmentWithoutAttention) {
      _ = try translations(WholeRun { $0["attention"] = "none" }.bundle())
    }
    #expect(throws: TranslationError.alignmentOfSpelledWords) {
      _ = try translations(WholeRun { $0["hierarchical"] = true }.bundle())
    }
  }
}
