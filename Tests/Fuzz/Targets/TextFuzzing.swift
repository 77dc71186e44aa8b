import S2SText

/// The input is a text; in every language its tokens have to spell it.
enum TextFuzzing {
  private static let pipelines = Result {
    try ["fr", "en", "ja", "de-AT"].map { locale in
      try TextPipeline.learn(
        from: ["l'été d'un c'est-à-dire www.x.org/a?b 1,234.5", "ねこ が いる é e\u{301}"],
        locale: locale, vocabularySize: 320)
    }
  }

  static func run(_ input: [UInt8]) throws {
    guard let text = String(validating: input, as: UTF8.self) else { return }
    for pipeline in try pipelines.get() {
      let tokens = pipeline.encode(text)
      claim(
        pipeline.decode(tokens).utf8.elementsEqual(Normalizer.nfc(text).utf8),
        "decoding gives back what was encoded")
      let typed = pipeline.normalizing(
        by: .typed, habits: LineHabits(of: [text], locale: pipeline.locale))
      claim(
        typed.decode(typed.encode(text)).utf8
          .elementsEqual(TextNormalization.typed.applied(to: text).utf8),
        "decoding gives back the normal form")
      _ = LineRestorer(typed).restored(text)
      for way in TypingVariant.allCases { _ = way.applied(to: text, locale: pipeline.locale) }
      claim(
        SentenceSplitter.sentences(in: text, locale: pipeline.locale).joined().utf8
          .elementsEqual(text.utf8), "sentences are the text")
      _ = pipeline.words(text)
      claim(pipeline.pieces(tokens).count == tokens.count, "every token has a name")
    }
  }

  static func seeds() -> [[UInt8]] {
    [
      "C'est-à-dire qu'aujourd’hui l'été, M. Dupont (1 234,5 €) écrit à a.b@c.org ; 12:30 !",
      "https://a.b/c?d=e#f www.x.org 1.000.000 don't 'tis rock'n'roll\u{A0}»\u{202F}!",
      "&amp;#39;&eacute;&#x1F600; « OUI » … – 1\u{A0}234 \u{AD}\u{200B} MR. SMITH. he left. « Non ! » Oui.",
      "猫が好き。e\u{301}\u{316}\u{200D}👩‍👩‍👧\u{FEFF}\u{2028}\u{85}\t ▁ \u{0}",
    ].map { Array($0.utf8) }
  }
}
