import Testing

@testable import S2SText

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
    ("fr", ["MM. Dupont et Mme. Durand, etc. ", "Ils rient. ", "Elle aussi."]),
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

  /// What people type, in one form.
  @Test(arguments: [
    // Dialogue, quotations, brackets, small letters, digits and signs.
    ("fr", ["- Tu viens? ", "- Oui, j'arrive."]), ("fr", ["Il dort. ", "- Moi aussi."]),
    ("fr", ["\"Il dort.\" ", "\"Elle mange.\""]), ("fr", ["\"Il dort.\" ", "- Moi aussi."]),
    ("fr", ["\"Je dors.\" ", "(Il mange.)"]), ("fr", ["Il fait froid. ", "où est la gare?"]),
    ("en", ["It rained. ", "we left."]), ("en", ["He left. ", "3 men came."]),
    ("en", ["It is late. ", "$5 is too much. ", "@ann agrees. ", "#tag it."]),
    ("en", ["\"Come!\" he said. ", "\"No.\""]), ("fr", ["\"Tu viens?\" demanda-t-il."]),
    ("en", ["(It rained.) ", "We left."]),
    // Without a space.
    ("fr", ["Je dors.", "Il mange."]), ("fr", ["Il est à Paris.", "L'été arrive."]),
    ("en", ["Is it you?", "Yes, it is."]), ("en", ["Use ASP.NET or Main.Run() now."]),
    ("en", ["See example.Com/a.B now."]),
    // Initials and abbreviations that may end a sentence.
    ("fr", ["Elle vit aux U.S.A. ", "Il vit ici."]), ("en", ["We need plan B. ", "It is good."]),
    ("en", ["He works at Smith & Co. Ltd. in York. ", "She works at Inc. ", "They left."]),
    ("en", ["Come at 5 p.m. ", "We start then."]), ("fr", ["J.-P. Le Goff et J. Dupont viennent."]),
    ("fr", ["En 50 av. J.-C. les Romains viennent. ", "C'est loin."]),
    ("de", ["Die Müller GmbH & Co. KG zahlt. ", "Der Rest auch."]),
    ("es", ["EE. UU. gana. ", "Ya."]),
    ("en", ["\"Mr. Smith\" came with—Dr. Jones. ", "He left."]), ("en", ["Viz. Col. Ed. Smith."]),
    ("fr", ["C'est l'art. 5. ", "Voir l’art. 6."]),
    // Letters whose last byte is that of a no-break space.
    ("fr", ["C'est voilà. ", "Là."]), ("el", ["Ο κ. Π. ήρθε. ", "Ναι."]),
    ("ru", ["Он ушёл. ", "Да."]),
    ("el", ["τι είναι; ", "ναι."]), ("zh", ["他走了......", "你呢？"]),
    // One case.
    ("fr", ["IL DORT. ", "ELLE MANGE. ", "M. DUPONT SORT."]),
    ("fr", ["il dort. ", "elle mange. ", "m. dupont sort."]),
    ("en", ["we need plan b. ", "it is good."]), ("en", ["WE NEED PLAN B. ", "IT IS GOOD."]),
  ])
  func splitsWhatPeopleType(locale: String, sentences: [String]) {
    #expect(SentenceSplitter.sentences(in: sentences.joined(), locale: locale) == sentences)
  }

  /// However a line was typed, and with its own white space.
  @Test(arguments: [
    "Il dort.&nbsp;Elle mange.", "Il dort&hellip; Elle mange.", "Il dort&#46; Elle mange.",
    "&laquo;&nbsp;Il dort.&nbsp;&raquo; Elle mange.", "« Il dort. » « Elle mange. »",
    "&quot;Il dort.&quot; Elle mange.", "M\u{AD}. Durand dort. Elle mange.", "Il dort… Elle mange.",
    "M\u{200B}. Durand dort.&#10;elle mange.", "Ｉl dort．　Elle mange．",
    "M&period; Durand dort.\tElle mange.",
  ])
  func findsSentencesInTheOneForm(line: String) {
    let splitter = SentenceSplitter(locale: "fr")
    let typed = TextNormalization.typed.appliedBetweenSpaces(to: line)
    let sentences = splitter.sentences(in: typed)
    #expect(sentences.count == 2, "\(sentences)")
    let form = TextNormalization.typed.applied(to: line)
    #expect(TextNormalization.typed.applied(to: typed) == form)
    #expect(splitter.sentences(in: form).count == 2)
  }

  @Test func keepsTheWhiteSpaceBetweenSentences() {
    let line = "Il dort.\u{A0}  Elle\u{2009}mange."
    #expect(TextNormalization.typed.appliedBetweenSpaces(to: line) == line)
  }

  @Test func losesNothingOfLongText() {
    let text = String(repeating: "Une phrase à elle, «\u{A0}oui\u{A0}». e\u{301} 我们。", count: 5000)
    let sentences = SentenceSplitter.sentences(in: text, locale: "fr")
    #expect(sentences.joined().utf8.elementsEqual(text.utf8))
    #expect(sentences.count >= 5000)
  }
}
