import S2SText
import Testing

/// Pipelines whose tokens are words.
@Suite struct WordPipelineTests {
  private static let texts = [
    "the cat , the dog", "the c@@ at of the d@@ og", "a rare word , e\u{301}", "the cat",
  ]

  private func spaced(
    _ size: Int, least: Int = 1, _ joining: SubwordJoining = .none
  ) throws -> TextPipeline {
    let limit = WordLimit(size: size, minimumCount: least)
    return try TextPipeline.learnSpaced(
      from: [(Self.texts, "en")], limit, joining: joining)[0]
  }

  /// 0 to 2 are marks and 3 is the unknown word; the words follow by their counts, then their bytes.
  @Test func numbersWordsByTheirCounts() throws {
    let text = try spaced(3)
    #expect(
      text.pieces([0, 1, 2, 3, 4, 5, 6, 7]).joined(separator: " ")
        == "<pad> <bos> <eos> <unk> the , cat <7>")
    #expect(text.vocabularySize == 7)
    #expect(text.encode(" the  cat\u{A0} rare ,") == [4, 3, 3, 5])
    #expect(text.decode([4, 6, 3, 5]) == "the cat <unk> ,")
    #expect(text.encode("") == [] && text.decode([]) == "")
  }

  /// The word that each token is a part of, also of one that is not in the vocabulary.
  @Test func knowsTheWordsOfTokens() throws {
    func words(_ pipeline: TextPipeline, _ text: String) -> [String] {
      let encoder = pipeline.makeEncoder()
      encoder.recordWords()
      let tokens = encoder.encode(text)
      #expect(tokens.count == encoder.tokenWords.count)
      return encoder.tokenWords
    }
    #expect(words(try spaced(3), " the  zebra\u{A0}x ,") == ["the", "zebra\u{A0}x", ","])
    #expect(
      words(try spaced(9, .subwordNMT), "a c@@ a@@ t d@@") == ["a", "cat", "cat", "cat", "d"])
    #expect(words(try spaced(9, .sentencePiece), "▁a b ▁c") == ["ab", "ab", "c"])
    let learned = try TextPipeline.learnWords(
      from: [(Self.texts, "en")], WordLimit(size: 9, minimumCount: 2))[0]
    for _ in 1...2 {
      #expect(words(learned, "The zebra, rare") == ["The", "zebra", ",", "rare"])
    }
    #expect(learned.makeEncoder().tokenWords == [])
    #expect(learned.decode([3, 3], PlaceholderValues(.none), unknown: ["a"]) == "a <unk>")
    #expect(
      try spaced(9).decode([3, 3], PlaceholderValues(.none), unknown: ["a"]) == "a <unk>")
  }

  /// What the vocabulary lacks is counted, and a text's own `<unk>` is not: that is what it says.
  @Test func countsUnknownTokens() throws {
    func count(_ pipeline: TextPipeline, _ text: String) -> Int {
      pipeline.unknownCount(in: pipeline.encode(text), of: text)
    }
    let spaced = try spaced(3)
    #expect(count(spaced, "the <unk> zebra , <unk> <unk>s") == 2)
    #expect(count(spaced, "the cat") == 0 && count(spaced, "") == 0)
    #expect(count(try words(9), "L'été brûle, brûle.") == 2)
    let subwords = try TextPipeline.learn(from: Self.texts, locale: "en", vocabularySize: 300)
    #expect(count(subwords, "zebra <unk> \u{1F600}") == 0)
  }

  @Test func leavesOutRareWords() throws {
    #expect(try spaced(50, least: 2).vocabularySize == 4 + 3)
    #expect(try spaced(50).encode("<unk> cat")[0] == 3)
  }

  /// Nothing is normalised: what differs in any byte is another word.
  @Test(arguments: ["e\u{301}", "\u{E9}", "The", "&amp;", "\u{201C}", "a\u{AD}b", "\u{FF21}", "\t"])
  func takesTextAsItComes(word: String) throws {
    let text = try TextPipeline.learnSpaced(
      from: [(["x \(word) y"], "fr")], WordLimit(size: 9, minimumCount: 1))[0]
    let tokens = text.encode("x \(word)")
    #expect(Array(text.decode(tokens).utf8) == Array("x \(word)".utf8))
    let isComposed = word.utf8.elementsEqual("\u{E9}".utf8)
    #expect(text.encode(isComposed ? "e\u{301}" : "\u{E9}") == [3])
  }

  @Test(arguments: [
    (SubwordJoining.none, "a c@@ at", "a c@@ at"), (.subwordNMT, "a c@@ at", "a cat"),
    (.subwordNMT, "c@@ at b@@", "cat b"), (.subwordNMT, "@@ a @@@@ b", "a @@b"),
    (.sentencePiece, "▁a ▁c at", "a cat"), (.sentencePiece, "▁ a▁b", "a b"),
    (.sentencePiece, "c at", "cat"), (.subwordNMT, "", ""),
  ])
  func joinsSubwords(joining: SubwordJoining, line: String, joined: String) throws {
    #expect(joining.joined(line) == joined)
    let text = try TextPipeline.learnSpaced(
      from: [([line], "en")], WordLimit(size: 9, minimumCount: 1), joining: joining)[0]
    #expect(text.decode(text.encode(line)) == joined && text.joined(line) == joined)
  }

  @Test func comesBackFromItsFile() throws {
    for joining in SubwordJoining.allCases {
      let text = try spaced(9, joining)
      #expect(try TextPipeline(serialized: text.serialized()) == text)
      #expect(text.normalizing(by: .typed) == text, "nothing is normalised")
    }
    let words = try words(9)
    #expect(try TextPipeline(serialized: words.serialized()) == words)
  }

  private func words(_ size: Int) throws -> TextPipeline {
    try TextPipeline.learnWords(
      from: [(["L'été, l'été. L'été va.", "▁ ▁"], "fr")], WordLimit(size: size, minimumCount: 1))[0]
      .normalizing(by: .typed)
  }

  /// Words of the language keep the space before them, so that they become text again.
  @Test func cutsWordsOfALanguage() throws {
    let text = try words(9)
    #expect(text.pieces(text.encode("L’été va.")) == ["▁L'", "été", "▁va", "."])
    #expect(text.decode(text.encode("L'été va, l'été.")) == "L'été va, l'été.")
    #expect(text.decode(text.encode("L'été brûle.")) == "L'été <unk>.")
    #expect(text.pieces(text.encode("▁")) == ["<unk>"])
  }

  /// With placeholders, too, a space stands before each.
  @Test func copiesByPlaceholders() throws {
    let words = try words(9).adding(#require(PlaceholderSet(names: "<num1>")))
    var values = PlaceholderValues(words.placeholders)
    let tokens = words.makeEncoder().encode("l'été 1234.", numbering: &values)
    #expect(words.pieces(tokens) == ["▁l'", "été", "▁", "<num1>", "."])
    #expect(words.decode(tokens, values) == "l'été 1234.")
    #expect(try TextPipeline(serialized: words.serialized()) == words)
  }

  @Test func sidesShareWords() throws {
    let sides = [(["a b b"], "fr"), (["b c c"], "en")]
    let limit = WordLimit(size: 2, minimumCount: 1)
    func words(_ sharing: TextPipeline.Sharing) throws -> [[String]] {
      try TextPipeline.learnSpaced(from: sides, limit, sharing: sharing).map { text in
        text.pieces(Array(4..<TokenID(text.vocabularySize)))
      }
    }
    #expect(try words(.none) == [["b", "a"], ["c", "b"]])
    #expect(try words(.words) == [["b"], ["b", "c"]])
    #expect(try words(.numbers) == [["b", "c"], ["b", "c"]])
  }

  /// A part of a stored tokenizer, what stands in its place, and the field at fault.
  @Test(arguments: [
    ("\"cut\":\"spaces\"", "\"cut\":\"x\"", "cut"), ("\"join\":\"none\"", "\"join\":\"x\"", "join"),
    (",\"join\":\"none\"", "", "join"), ("the , cat", "the , the", "words"),
    ("the , cat", "the <unk>", "words"), ("\"version\":5", "\"version\":4", "version"),
    ("\"join\"", "\"codes\":\"a\",\"join\"", "codes"),
    ("\"join\"", "\"placeholders\":\"<num1>\",\"join\"", "placeholders"),
    ("\"join\"", "\"normalization\":\"typed-1\",\"join\"", "normalization"),
    ("spaces\"", "pieces\",\"model\":\"CgA=\"", "model"),
    ("\"cut\":\"spaces\"", "\"cut\":\"pieces\"", "model"),
    ("spaces\"", "pieces\",\"model\":\"!\"", "model"),
    ("\"cut\":\"spaces\"", "\"cut\":\"words\"", "words"),
  ])
  func refusesWhatIsWrong(part: String, replacement: String, field: String) throws {
    let stored = try spaced(3).serialized()
    let wrong = stored.replacing(part, with: replacement)
    #expect(wrong != stored)
    let error = #expect(throws: TextError.self) { try TextPipeline(serialized: wrong) }
    #expect(error?.field == field, "\(String(describing: error))")
  }
}
