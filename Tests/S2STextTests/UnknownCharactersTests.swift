import S2SText
import Testing

/// What a text has that its vocabulary was not learned from.
@Suite struct UnknownCharactersTests {
  private let pipeline: TextPipeline

  init() throws {
    pipeline = try TextPipeline.learn(
      from: ["le chat dort ▁ l'été", "le chat dort", "l'été dort"], locale: "fr",
      vocabularySize: 400)
  }

  private func unknown(_ text: String) -> String {
    unknown(text, to: pipeline)
  }

  private func unknown(_ text: String, to pipeline: TextPipeline) -> String {
    let tokens = pipeline.encode(text)
    let normal = pipeline.normalization.applied(to: text)
    let characters = CharacterCheck(pipeline).unknown(in: tokens, of: normal)
    return characters.reduce(into: "") { $0.unicodeScalars.append($1) }
  }

  @Test(arguments: [
    ("", ""), ("le chat dort", ""), ("  le   été ", ""), ("Łe chat", "Ł"), ("quel chat", "qu"),
    ("漢字漢字 de 字", "漢字"), ("łł chat ł", "ł"),
    ("👩‍👩‍👧", "👩\u{200D}👧"), ("chat\u{0}\u{7f}", "\u{0}\u{7f}"),
    // The decomposed form is composed before it is cut; a mark alone has no token.
    ("e\u{301}te\u{301}", ""), ("e\u{302}", "ê"), ("▁", "▁"), ("\u{10FFFF}", "\u{10FFFF}"),
  ])
  func areThoseSpelledInBytes(text: String, expected: String) {
    #expect(Array(unknown(text).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test func eachSideOfJointSubwordsHasItsOwn() throws {
    let sides = try TextPipeline.learnJoint(
      from: [(["été été", "le le"], "fr"), (["yes yes", "le le"], "en")], vocabularySize: 400)
    #expect(unknown("é y l", to: sides[0]) == "y")
    #expect(unknown("é y l", to: sides[1]) == "é")
  }

  /// An unknown word of letters that other words have is no unknown character.
  @Test(arguments: [
    ("le chat dort", ""), ("tel char", ""), ("Łe chat", "Ł"), ("漢字漢字 de 字", "漢字"),
    ("x\u{302}", "x\u{302}"), ("e\u{301}te\u{301}", ""),
  ])
  func areThoseThatNoWordHas(text: String, expected: String) throws {
    let words = try TextPipeline.learnWords(
      from: [(["le chat dort", "l'été"], "fr")], WordLimit(size: 20, minimumCount: 1))[0]
    #expect(Array(unknown(text, to: words).utf8) == Array(expected.utf8))
  }

  /// Text that is read as it comes may have the unknown word itself.
  @Test(arguments: [
    ("le ch@@ at", ""), ("<unk> chat", ""), ("chats", "s"), ("<unk> <unk>s", "<unk>s"),
    ("e\u{301}", "\u{301}"), ("\tle", "\t"),
  ])
  func areThoseBetweenSpaces(text: String, expected: String) throws {
    let spaced = try TextPipeline.learnSpaced(
      from: [(["le ch@@ at été"], "fr")], WordLimit(size: 20, minimumCount: 1))[0]
    #expect(Array(unknown(text, to: spaced).utf8) == Array(expected.utf8))
  }

  @Test func areBoundedAndCounted() {
    let text = String(
      String.UnicodeScalarView((0x4E00..<0x5E00).compactMap { Unicode.Scalar($0 as UInt32) }))
    let characters = CharacterCheck(pipeline).unknown(in: pipeline.encode(text), of: text)
    #expect(characters.count == 64 && characters.first == "\u{4E00}")
    var all = UnknownCharacters()
    for line in [[], ["ł"], [], ["ł", "ø"]] as [[Unicode.Scalar]] { all.add(line) }
    #expect(all.lineCount == 2 && all.examples == ["ł", "ø"] && !all.hasMore)
    all.add(characters)
    #expect(all.lineCount == 3 && all.examples.count == 5 && all.hasMore)
  }
}
