import S2SText
import Testing

/// What people type and paste has one form, so that a model need not know the others.
@Suite struct TextNormalizationTests {
  @Test(arguments: [
    // Apostrophes, quotation marks, dashes, ellipses.
    ("L\u{2019}actrice", "L'actrice"), ("L\u{B4}actrice", "L'actrice"), ("L`actrice", "L'actrice"),
    ("L\u{2BC}actrice", "L'actrice"), ("L\u{FF07}actrice", "L'actrice"),
    ("\u{201C}Oui\u{201D}, dit-elle", "\"Oui\", dit-elle"), ("\u{201E}Ja\u{201C}", "\"Ja\""),
    ("\u{AB} Oui \u{BB}, dit-elle", "\"Oui\", dit-elle"),
    ("\u{AB}\u{A0}Oui\u{A0}\u{BB}.", "\"Oui\"."), ("\u{AB}Oui\u{BB}", "\"Oui\""),
    ("sagt \u{BB}Ja\u{AB} und geht", "sagt \"Ja\" und geht"),
    ("un mot \u{2014} un autre", "un mot - un autre"), ("peut\u{2011}être", "peut-être"),
    ("Attends\u{2026}", "Attends..."), ("Attends \u{2026}", "Attends..."),
    // White space.
    ("  Il  fait\tfroid. ", "Il fait froid."), ("Il\u{A0}fait\u{202F}froid.", "Il fait froid."),
    ("Où est la gare\u{A0}?", "Où est la gare?"), ("Où est la gare ?", "Où est la gare?"),
    ("Quoi ?!", "Quoi?!"), ("Voici : un chat ; un chien !", "Voici: un chat; un chien!"),
    ("a\u{2028}b\u{85}c\u{3000}d", "a b c d"), (":) ici :)", ":) ici :)"),
    // What cannot be seen.
    ("L'ac\u{AD}trice", "L'actrice"), ("L'ac\u{200B}trice\u{FEFF}", "L'actrice"),
    ("\u{FEFF}Il\u{200E} fait\u{202C} froid.", "Il fait froid."), ("a \u{200B} b", "a b"),
    ("ac\u{200D}trice", "actrice"), ("a\u{0}b\u{1B}c\u{9F}", "abc"),
    ("می\u{200C}خواهم", "می\u{200C}خواهم"), ("👩\u{200D}🚀", "👩\u{200D}🚀"),
    ("❤\u{FE0F}", "❤\u{FE0F}"),
    // Entities.
    ("L&#39;actrice", "L'actrice"), ("L&rsquo;actrice", "L'actrice"),
    ("L&#x2019;actrice", "L'actrice"),
    ("caf&eacute; &amp; th&eacute;", "café & thé"), ("L&amp;#39;actrice", "L'actrice"),
    ("L&#146;actrice", "L'actrice"), ("deux&nbsp;chats", "deux chats"),
    // White space that was escaped is white space.
    ("Quoi&nbsp;?", "Quoi?"), ("&laquo;&nbsp;Oui&#160;&raquo;&nbsp;!", "\"Oui\"!"),
    ("a&nbsp; b&nbsp;", "a b"), ("1&nbsp;234", "1\u{A0}234"), ("&rsquo;a&#64;b", "\u{2019}a@b"),
    // Marks that form C makes others.
    ("Τι \u{37E}", "Τι;"), ("l\u{1FFD}a l\u{1FEF}a", "l'a l'a"),
    ("a \u{2025} b \u{FF0C}", "a.. b,"),
    ("R&D, AT&T;", "R&D, AT&T;"),
    ("&unknown; &#xD800; &#0; &; &#;", "&unknown; &#xD800; &#0; &; &#;"),
    ("&lt;b&gt;gras&lt;/b&gt;", "<b>gras</b>"),
    // Forms of letters.
    ("ＯＫ！", "OK!"), ("\u{FB01}n de l'a\u{FB00}aire", "fin de l'affaire"), ("un cœur", "un coeur"),
    ("e\u{301}te\u{301}", "été"), ("今天很冷。好吗？", "今天很冷。好吗?"),
    // Numbers and addresses stay as they are.
    ("1\u{A0}234 et 1\u{202F}234", "1\u{A0}234 et 1\u{202F}234"),
    ("2010\u{2013}2012, \u{2212}5, 1\u{2019}234", "2010\u{2013}2012, \u{2212}5, 1\u{2019}234"),
    ("１２ chats", "１２ chats"), ("3\u{A0}chats", "3 chats"),
    ("voir http://a.org/x?a=1&amp;b=\u{2019} !", "voir http://a.org/x?a=1&amp;b=\u{2019}!"),
    ("à j\u{2010}d@a.org", "à j\u{2010}d@a.org"), ("", ""), (" \u{A0}\t", ""), ("\u{AD}", ""),
  ])
  func givesTypedTextOneForm(text: String, wanted: String) {
    let form = TextNormalization.typed.applied(to: text)
    #expect(Array(form.utf8) == Array(wanted.utf8), "\(form)")
    #expect(TextNormalization.typed.applied(to: form).utf8.elementsEqual(form.utf8))
  }

  /// What a model writes keeps the typography of its corpus.
  @Test func leavesOutOfWrittenTextOnlyWhatCannotBeSeen() {
    let text = "«\u{A0}L\u{2019}été\u{A0}»\u{202F}: 1\u{2013}2\u{2026}  &eacute;\tœ"
    let form = TextNormalization.visible.applied(to: "\u{FEFF}" + text + "\u{AD}\u{200B}\u{7}")
    #expect(form.utf8.elementsEqual(text.utf8))
  }

  /// Cases of every variant line of one sentence.
  @Test func isStoredWithThePipeline() throws {
    let lines = [
      "L'été à Paris est beau.", "Marie aime Paris.", "Où est Paris ?", "Elle aime Marie.",
    ]
    let plain = try TextPipeline.learn(from: lines, locale: "fr", vocabularySize: 300)
    for habits in [nil, LineHabits(of: lines, locale: "fr")] {
      // Text that is not normalised is cut at spaces, by other pipelines.
      for normalization in TextNormalization.allCases where normalization != .unchanged {
        let text = plain.normalizing(
          by: normalization, habits: normalization == .nfc ? nil : habits)
        #expect(try TextPipeline(serialized: text.serialized()) == text)
      }
    }
    let typed = plain.normalizing(by: .typed)
    #expect(typed.encode("L\u{2019}é\u{AD}té  est&nbsp;beau") == plain.encode("L'été est beau"))
    #expect(typed.words("L\u{2019}été !") == ["L'", "été", "!"])
    let stored = try typed.serialized()
    #expect(stored.contains("\"version\":4"))
    let later = stored.replacing("typed-1", with: "typed-2")
    #expect(throws: TextError.inconsistent(field: "normalization", .unknownNormalization)) {
      try TextPipeline(serialized: later)
    }
  }

  /// Twice the text takes twice the time, whatever stands in it.
  @Test(arguments: [
    "&", "&amp;", "« ", " ?", "\u{AD}", "\u{200D}", "a\u{301}", "@", "\u{2019}", "A. ",
  ])
  func isLinear(part: String) {
    let text = String(repeating: part, count: 50_000)
    let clock = ContinuousClock()
    let time = clock.measure { _ = TextNormalization.typed.applied(to: text) }
    #expect(time < .seconds(20), "a quadratic way would take minutes")
  }
}
