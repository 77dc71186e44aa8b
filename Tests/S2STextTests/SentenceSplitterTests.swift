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
    // Abbreviations, initials, ordinals, entries of lists, in any case.
    ("en", ["J. R. R. Tolkien wrote. ", "He was e.g. Mr. Smith's friend."]),
    ("en", ["MR. SMITH CAME. ", "HE LEFT."]), ("en", ["See No. 5 and fig. 3. ", "No. ", "Go."]),
    ("en", ["The U.S. Army left. ", "It rained."]),
    ("en", ["1. First things first. ", "Then others."]),
    ("fr", ["MM. Dupont et Mme. Durand, etc. Ils rient. ", "Elle aussi."]),
    ("fr", ["C'est l'art. ", "Voir art. 5."]),
    ("de", ["Am 3. Oktober kommt z. B. Dr. Maier. ", "Ja!"]),
    ("de", ["Ein Meter. ", "Herr Maier kommt. ", "Ja."]),
    ("en", ["I met them all. ", "Go. ", "Now."]),
    ("es", ["La Sra. López vino. ", "¿Y tú?"]), ("it", ["Il sig. Rossi parte. ", "Ciao."]),
    ("pt", ["O Sr. Silva e a Dra. Costa. ", "Sim."]),
    // Small letters, addresses, quotations, what has no letters.
    ("fr", ["il fait froid. ", "où est la gare ? ", "m. dupont sort."]),
    ("fr", ["Il dit « Non ! » et sort."]), ("fr", ["Attends... il arrive."]),
    ("en", ["See http://a.org/q?x=1 now. ", "It costs 3.5 dollars."]),
    ("en", ["Version 1.2.Final is out."]),
    ("fr", ["Il pleut. 🙂 ... ", "Il neige."]), ("en", ["Stop.\t", "Go.\u{A0} ", "Now."]),
    ("ja", ["今日は寒い。", "駅はどこですか？"]), ("ar", ["أين المحطة؟ ", "الجو بارد."]),
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
