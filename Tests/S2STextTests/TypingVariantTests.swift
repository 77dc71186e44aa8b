import S2SText
import Testing

@Suite struct TypingVariantTests {
  /// A way, a language, a text, and the text typed in that way.
  typealias Case = (way: TypingVariant, locale: String, text: String, typed: String)

  /// Byte by byte: texts that are canonically equal are the same as strings.
  private func expect(_ way: TypingVariant, _ locale: String, _ text: String, _ typed: String) {
    let own = way.applied(to: text, locale: locale)
    #expect(Array(own.utf8) == Array(typed.utf8), "\(way) \(text): \(own.debugDescription)")
  }

  private static let letters: [Case] = [
    (.capitals, "fr", "Où est l'élève de l'ONU ?", "OÙ EST L'ÉLÈVE DE L'ONU ?"),
    (.capitals, "en", "Mr. Smith left.", "MR. SMITH LEFT."),
    (.capitals, "de", "Die Straße heißt Größe.", "DIE STRASSE HEISST GRÖSSE."),
    (.capitals, "tr", "İstanbul'da ışık iyi mi?", "İSTANBUL'DA IŞIK İYİ Mİ?"),
    (.capitals, "el", "Πού είναι ο σταθμός;", "ΠΟΥ ΕΙΝΑΙ Ο ΣΤΑΘΜΟΣ;"),
    (.lowercase, "fr", "Où est l'ONU, Marie ?", "où est l'onu, marie ?"),
    (.lowercase, "tr", "IŞIK ve İstanbul", "ışık ve istanbul"),
    (.lowercase, "de", "Ich sehe den Hund.", "ich sehe den hund."),
    (.noAccents, "fr", "Où est l'élève ? Ça, cœur, naïf.", "Ou est l'eleve ? Ca, coeur, naif."),
    (.noAccents, "de", "Über Größe, ÄPFEL, Straßen.", "Ueber Groesse, AEPFEL, Strassen."),
    (.noAccents, "tr", "Işık, güneş, çığ, İzmir", "Isik, gunes, cig, Izmir"),
    (.noAccents, "pl", "Łódź i żółw", "Lodz i zolw"),
    (.noAccents, "vi", "Tiếng Việt", "Tieng Viet"),
    (.noAccents, "da", "Smørrebrød på Ærø", "Smoerrebroed paa Aeroe"),
    (.noAccents, "ru", "Её йогурт, стена\u{301}", "Ее йогурт, стена"),
    (.noAccents, "el", "Πού ταΐζω;", "Που ταιζω;"),
    (.noAccents, "fr", "e\u{301}te\u{301}", "ete"),
  ]

  private static let marks: [Case] = [
    (.noFinalMark, "fr", "Tu viens ?", "Tu viens"), (.noFinalMark, "en", "Well . . .", "Well"),
    (.noFinalMark, "zh", "今天很冷。", "今天很冷"), (.noFinalMark, "el", "Τι κάνεις;", "Τι κάνεις"),
    (.doubledFinalMark, "fr", "Tu viens ?", "Tu viens ??"),
    (.doubledFinalMark, "en", "No.", "No.."),
    (.doubledFinalMark, "en", "It is 2010. ", "It is 2010.. "),
    (.straightApostrophes, "fr", "L’été, ‘oui’, 1’000", "L'été, 'oui', 1’000"),
    (.typographicApostrophes, "fr", "L'été d'aujourd'hui", "L’été d’aujourd’hui"),
    (.typographicApostrophes, "en", "'No', the dogs' 5'10", "'No', the dogs' 5'10"),
    (.noSpaces, "fr", "Oui\u{A0}? Non ; « Ah\u{202F}! »", "Oui? Non; « Ah! »"),
    (.noSpaces, "fr", "12 : 30, 3 : 2 :) fin :", "12 : 30, 3 : 2 :) fin:"),
    (.spaces, "fr", "Oui? \"Ah!\" Donc: 12:30.", "Oui ? \"Ah !\" Donc : 12:30."),
    (.noBreakSpaces, "fr", "Tu viens ? Oui!", "Tu viens\u{A0}? Oui\u{A0}!"),
    (.narrowSpaces, "fr", "Tu viens?! Oui\u{A0}!", "Tu viens\u{202F}?! Oui\u{202F}!"),
  ]

  @Test(arguments: letters + marks)
  func typesAsPeopleDo(way: TypingVariant, locale: String, text: String, typed: String) {
    expect(way, locale, text, typed)
  }

  /// What there is no other way to type stays, byte by byte.
  @Test(arguments: [
    (TypingVariant.capitals, "ONU 12"), (.lowercase, "onu"), (.noAccents, "plain text, Її їжак й"),
    (.noAccents, "ガギグ \u{1112}\u{1161}\u{11AB}"), (.noFinalMark, "no mark"), (.noFinalMark, "..."),
    (.noFinalMark, "a; b;"), (.doubledFinalMark, "No?!"), (.doubledFinalMark, "No…"),
    (.straightApostrophes, "l'été"), (.typographicApostrophes, "'quoted'"), (.noSpaces, "? Why"),
    (.spaces, "\"?\" at 12:30"), (.spaces, ""), (.capitals, " \t "),
  ])
  func leavesWhatIsTypedSo(way: TypingVariant, text: String) { expect(way, "uk", text, text) }

  /// Addresses, entities, markup, variables, placeholders' names and numbers.
  @Test(arguments: TypingVariant.allCases) func leavesWhatNobodyTypes(way: TypingVariant) {
    let text = """
      Où\u{A0}www.été.org/a? j.é@a.org http://é.org/?b=é; {né} <b>é</b> %s <num1> &eacute; é\\n \
      1\u{A0}234,5 12:30 1’000 3 : 2
      """
    let typed = way.applied(to: text, locale: "fr")
    let kept = text.split(whereSeparator: \.isWhitespace).dropFirst()
    let own = typed.split(whereSeparator: \.isWhitespace).dropFirst()
    #expect(own.map { Array($0.utf8) } == kept.map { Array($0.utf8) }, "\(typed)")
    for end in ["www.a.org.", "http://a.org/?", "%s.", "&eacute;"] {
      for way in [TypingVariant.noFinalMark, .doubledFinalMark] {
        expect(way, "el", "Σ " + end, "Σ " + end)
      }
    }
  }

  /// Twice is once, and a line stays a line.
  @Test(arguments: TypingVariant.allCases) func changesNothingTwice(way: TypingVariant) {
    for (_, locale, text, typed) in Self.letters + Self.marks {
      for line in [text, typed, text + " " + typed] {
        let once = way.applied(to: line, locale: locale)
        expect(way, locale, once, once)
        #expect(!once.contains(where: \.isNewline) && once.isEmpty == line.isEmpty)
      }
    }
  }
}
