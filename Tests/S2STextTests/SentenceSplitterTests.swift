import S2SText
import Testing

@Suite struct SentenceSplitterTests {
  @Test(arguments: [
    ("en", ["Hello there. ", "How are you? ", "Fine!"]),
    ("en", ["Mr. Smith came. ", "He left."]),
    ("fr", ["M. Dupont arrive. ", "Il s'assied\u{A0}!  ", "C'est l'été."]),
    ("zh", ["我们今天去北京。", "你呢？"]), ("hi", ["यह घर है। ", "वह पेड़ है।"]),
    ("en", ["line one\n", "line two"]), ("xx", ["A cat. ", "A dog."]),
    ("not a locale", ["A cat. ", "A dog."]), ("en", []), ("en", [" "]),
  ])
  func splitsAfterEverySentence(locale: String, sentences: [String]) {
    #expect(SentenceSplitter.sentences(in: sentences.joined(), locale: locale) == sentences)
  }

  @Test func losesNothingOfLongText() {
    let text = String(repeating: "Une phrase à elle, «\u{A0}oui\u{A0}». e\u{301} 我们。", count: 5000)
    let sentences = SentenceSplitter.sentences(in: text, locale: "fr")
    #expect(sentences.joined().utf8.elementsEqual(text.utf8))
    #expect(sentences.count >= 5000)
  }
}
