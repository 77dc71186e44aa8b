import S2SText
import Testing

/// Texts of many scripts to learn small pipelines from.
let sampleTexts = [
  "L'été, l'homme qu'il aime va à l'école aujourd'hui.", "The cat sat on the mat; the dog sat too.",
  "Dell'arte e un po' d'amore.", "ภาษาไทยเป็นภาษาที่สวยงาม", "我们今天去图书馆看书。", "私は学生です。東京に住んでいます。",
  "اللغة العربية جميلة", "हिन्दी एक भाषा है", "👩‍👩‍👧‍👦 🇫🇷 👍🏽", "한국어를 배웁니다", "Всё хорошо, прекрасная маркиза",
]

@Suite struct TextPipelineTests {
  let pipeline: TextPipeline

  init() throws {
    pipeline = try TextPipeline.learn(
      from: sampleTexts + sampleTexts, locale: "fr", vocabularySize: 700)
  }

  /// Texts that tokenizers are known to lose something of.
  @Test(arguments: [
    "", " ", "  ", "   ", "a", " a", "a ", " a ", "a  b", "\t", "\n", "a\nb\r\n", "▁", "▁▁ ▁",
    "a▁b",
    "\u{0}", "\u{FEFF}a", "\u{FFFD}", "\u{FFFE}\u{FFFF}\u{10FFFF}", "\u{200B}\u{2028}\u{2029}",
    " \u{301}", "e\u{301}", "\u{301}", "\u{1100}\u{1161}\u{11A8}", "l'été", "12 345,67",
    "<eos> <0x0A>",
    "\u{1F469}\u{200D}\u{1F469}", "\u{3000}x\u{A0}y", "\u{2126}", "\u{2000}", "q\u{307}\u{323}",
  ])
  func losesNothing(text: String) throws {
    let encoded = pipeline.encode(text)
    #expect(Array(pipeline.decode(encoded).utf8) == Array(Normalizer.nfc(text).utf8))
    #expect(encoded.allSatisfy { $0 > Vocabulary.eos && $0 < pipeline.vocabularySize })
  }

  @Test func normalisesToFormC() {
    #expect(Array(Normalizer.nfc("e\u{301}").utf8) == Array("\u{E9}".utf8))
    #expect(Array(Normalizer.nfc("\u{212B}\u{2000}").utf8) == Array("\u{C5}\u{2002}".utf8))
    #expect(Array(Normalizer.nfc("q\u{307}\u{323}").utf8) == Array("q\u{323}\u{307}".utf8))
    #expect(Array(Normalizer.nfc("\u{FB01} x").utf8) == Array("\u{FB01} x".utf8))
  }

  @Test func decodesAnyNumbersToValidText() {
    var generator = Scrambler(seed: 3)
    for _ in 0..<2000 {
      let ids = (0..<20).map { _ in TokenID.random(in: -5...800, using: &generator) }
      #expect(String(validating: Array(pipeline.decode(ids).utf8), as: UTF8.self) != nil)
    }
    #expect(pipeline.decode([0, 1, 2, -1, .max, .min]).isEmpty)
    #expect(pipeline.decode([3 + 0xC3]) == "\u{FFFD}")
    #expect(pipeline.decode([3 + 0xC3, 3 + 0xA9]) == "é")
  }

  @Test func namesTokensForPeople() {
    #expect(pipeline.pieces([0, 1, 2, 3, 258]) == ["<pad>", "<bos>", "<eos>", "<0x00>", "<0xFF>"])
    #expect(pipeline.pieces(pipeline.encode("the mat▁")).prefix(1) == ["▁the"])
    #expect(pipeline.pieces([99999]) == ["<99999>"])
  }

  @Test func savesAndLoadsItself() throws {
    let stored = try pipeline.serialized()
    let loaded = try TextPipeline(serialized: stored)
    #expect(loaded == pipeline)
    #expect(try loaded.serialized() == stored)
    for text in sampleTexts { #expect(loaded.encode(text) == pipeline.encode(text)) }
  }

  @Test func encodesTheSameWithAnyMemory() {
    let encoder = pipeline.makeEncoder()
    for text in sampleTexts + sampleTexts.reversed() {
      #expect(encoder.encode(text) == pipeline.encode(text))
    }
  }

  @Test func sharesSubwordsBetweenTwoSides() throws {
    let joint = try TextPipeline.learnJoint(
      from: [(sampleTexts, "fr"), (sampleTexts, "en")], vocabularySize: 500)
    #expect(joint.map(\.locale) == ["fr", "en"])
    #expect(joint[0].model == joint[1].model)
    #expect(joint[0].vocabularySize == joint[1].vocabularySize)
    // Each side is segmented by the rules of its own language.
    #expect(joint[0].words("l'été") == ["l'", "été"])
    #expect(joint[1].words("l'été") == ["l'été"])
  }

  @Test(arguments: [0, -1, 259, 1 << 20 + 1, Int.max, Int.min])
  func rejectsImpossibleSizes(size: Int) {
    #expect(throws: TextError.vocabularySizeOutOfRange(size, allowed: 260...1 << 20)) {
      try TextPipeline.learn(from: ["a"], locale: "fr", vocabularySize: size)
    }
  }

  @Test(arguments: ["", "fr fr", "fr@x=y", "fr\"", "é", String(repeating: "a", count: 65)])
  func rejectsImpossibleLocales(locale: String) {
    #expect(throws: TextError.invalidLocale(locale)) {
      try TextPipeline.learn(from: ["a"], locale: locale, vocabularySize: 500)
    }
  }
}
