import S2SText
import Testing

/// Pipelines whose tokens are characters.
@Suite struct CharacterPipelineTests {
  let pipeline: TextPipeline

  init() throws {
    pipeline = try TextPipeline.learnCharacters(
      from: sampleTexts + sampleTexts, locale: "fr", vocabularySize: 700)
  }

  @Test(arguments: ["", "l'homme va à l'école.", "  a\u{0}b ▁ \u{10FFFF}", "我们 今天", "👩‍👩‍👧‍👦"])
  func losesNothing(text: String) throws {
    let tokens = pipeline.encode(text)
    #expect(Array(pipeline.decode(tokens).utf8) == Array(Normalizer.nfc(text).utf8))
    #expect(tokens.allSatisfy { $0 > Vocabulary.eos && $0 < pipeline.vocabularySize })
  }

  @Test func spellsInCharacters() {
    #expect(
      pipeline.pieces(pipeline.encode("le chat")) == ["▁", "l", "e", "▁", "c", "h", "a", "t"])
    #expect(pipeline.pieces(pipeline.encode("Q")) == ["▁", "<0x51>"])
  }

  @Test func comesBackFromItsFile() throws {
    #expect(try TextPipeline(serialized: pipeline.serialized()) == pipeline)
  }

  /// Punctuation and ideographs, not letters of any script nor the mark of a word.
  @Test func knowsWhatStandsAlone() {
    let separate = pipeline.pieces(pipeline.separateTokens)
    for text in ["'", ".", ",", ";", "我", "学"] { #expect(separate.contains(text)) }
    for text in ["▁", "l", "é", "ภ", "ا", "は", "한"] { #expect(!separate.contains(text)) }
    #expect(pipeline.separateTokens == pipeline.separateTokens.sorted())
  }
}
