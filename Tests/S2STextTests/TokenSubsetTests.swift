import S2SText
import Testing

/// What each side of a jointly learned encoding uses of it.
@Suite struct TokenSubsetTests {
  private static let french = ["le chat noir dort", "le chat blanc dort", "le chien noir dort ×"]
  private static let english = ["the black cat sleeps", "the white cat sleeps", "the black dog"]

  private func learn(sharesNumbers: Bool = false) throws -> (TextPipeline, TextPipeline) {
    let both = try TextPipeline.learnJoint(
      from: [(Self.french + Self.french, "fr"), (Self.english + Self.english, "en")],
      vocabularySize: 330, sharesNumbers: sharesNumbers)
    return (both[0], both[1])
  }

  @Test func everyTokenIsUsed() throws {
    let (french, english) = try learn()
    for (pipeline, texts) in [(french, Self.french), (english, Self.english)] {
      let used = Set(texts.flatMap { pipeline.encode($0) })
      // All tokens but special ones, bytes and the mark of a lone space.
      #expect(used.isSuperset(of: Vocabulary.firstCharacter + 1..<TokenID(pipeline.vocabularySize)))
    }
    let (all, _) = try learn(sharesNumbers: true)
    #expect(french.vocabularySize < all.vocabularySize)
    #expect(english.vocabularySize < all.vocabularySize)
  }

  @Test func itsOwnTextIsSpelledAsByTheWholeEncoding() throws {
    let (french, english) = try learn()
    let (all, _) = try learn(sharesNumbers: true)
    for text in Self.french {
      #expect(french.pieces(french.encode(text)) == all.pieces(all.encode(text)))
    }
    #expect(english.pieces(english.encode("the cat")) == ["▁the", "▁cat"])
  }

  /// What the tokens of a text spell is the text, after the space that encoders imagine: search reads
  /// words from it.
  @Test(arguments: [false, true])
  func tokensSpellTheirOwnText(sharesNumbers: Bool) throws {
    let (french, english) = try learn(sharesNumbers: sharesNumbers)
    for (pipeline, texts) in [(french, Self.french), (english, Self.english)] {
      for text in texts + ["été ж", "the chat"] {
        let spelled = pipeline.encode(text).flatMap { pipeline.spelling(of: $0) }
        #expect(String(decoding: spelled, as: UTF8.self) == " " + text)
      }
    }
    #expect(english.spelling(of: TokenID(english.vocabularySize)).isEmpty)
  }

  /// Words of the other side are taken apart, and nothing is lost.
  @Test func otherTextIsTakenApart() throws {
    let (french, english) = try learn()
    for (pipeline, texts) in [(french, Self.english), (english, Self.french)] {
      for text in texts + ["", "  ", "ж ▁"] {
        let tokens = pipeline.encode(text)
        #expect(tokens.allSatisfy { $0 < pipeline.vocabularySize })
        #expect(pipeline.decode(tokens) == text)
      }
    }
    let cut = english.pieces(english.encode("chien"))
    #expect(cut.count > 1 && !cut.contains("▁chien"))
  }

  @Test func comesBackFromItsStoredForm() throws {
    let (french, _) = try learn()
    let stored = try french.serialized()
    #expect(stored.contains("\"version\":3"))
    let back = try TextPipeline(serialized: stored)
    #expect(back == french)
    #expect(try back.serialized() == stored)
    for text in Self.french + Self.english { #expect(back.encode(text) == french.encode(text)) }
  }

  @Test(
    arguments: [
      "[]", "[260]", "[259,259]", "[259,261,260]", "[259,900000]", "[3,259]", "[259,-1]",
    ])
  func refusesWhatIsNoSubset(tokens: String) throws {
    let stored =
      #"{"format":"s2s-text","version":3,"locale":"fr","characters":"▁ab","merges":[[259,260]],"tokens":"#
    let error = #expect(throws: TextError.self) {
      try TextPipeline(serialized: stored + tokens + "}")
    }
    #expect(error?.field == "tokens")
    #expect(throws: Never.self) { try TextPipeline(serialized: stored + "[259,262]}") }
  }
}
