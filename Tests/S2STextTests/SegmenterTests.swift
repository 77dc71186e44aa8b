import S2SText
import Testing

@Suite struct SegmenterTests {
  /// The words of a text, with `|` between them.
  private func words(_ text: String, _ locale: String) throws -> String {
    try TextPipeline.learn(from: [], locale: locale, vocabularySize: 260).words(text)
      .joined(separator: "|")
  }

  @Test(arguments: [
    ("l'été l’été", "l'|été|l’|été"), ("L'ÉTÉ QU'IL", "L'|ÉTÉ|QU'|IL"),
    ("qu'il n'a pas s'il", "qu'|il|n'|a|pas|s'|il"), ("Ç'a été", "Ç'|a|été"),
    ("aujourd'hui aujourd’hui", "aujourd'hui|aujourd’hui"),
    ("d'aujourd'hui jusqu'aujourd’hui", "d'|aujourd'hui|jusqu'|aujourd’hui"),
    ("quelqu'un Quelqu’une", "quelqu'un|Quelqu’une"),
    ("presqu'île Presqu’îles presqu'à", "presqu'île|Presqu’îles|presqu'|à"),
    ("lorsqu'elle puisqu'on quoiqu'il jusqu'à", "lorsqu'|elle|puisqu'|on|quoiqu'|il|jusqu'|à"),
    ("C'est-à-dire, c’est-à-dire", "C'est-à-dire|,|c’est-à-dire"),
    ("c'est-à-dires c'est-à", "c'|est|-|à|-|dires|c'|est|-|à"), ("m'as-tu-vu", "m'as-tu-vu"),
    ("qu'est-ce que c'est", "qu'|est|-|ce|que|c'|est"), ("chef-d'œuvre", "chef|-|d'|œuvre"),
    ("prud'homme entr'acte grand'mère", "prud'homme|entr'acte|grand'mère"),
    ("O'Brien rock'n'roll p'tit m'sieur", "O'Brien|rock'n'roll|p'tit|m'sieur"),
    ("l' homme", "l'|homme"), ("l'«été» l’“eau” d'1 km", "l'|«|été|»|l’|“|eau|”|d'|1|km"),
    ("la lettre 's'", "la|lettre|'|s|'"), ("l'https://a.fr/b", "l'|https://a.fr/b"),
  ])
  func splitsFrenchElision(text: String, expected: String) throws {
    #expect(try words(text, "fr") == expected)
    #expect(try words(text, "fr_CA") == expected)
  }

  @Test(arguments: [
    ("dell'arte Dell’arte", "dell'|arte|Dell’|arte"), ("un'amica", "un'|amica"),
    ("un po' di", "un|po'|di"), ("po’, sta’", "po’|,|sta’"), ("c'è mezz'ora", "c'|è|mezz'|ora"),
    ("tutt'altro quest'anno", "tutt'|altro|quest'|anno"), ("l'80% l'«arte»", "l'|80|%|l'|«|arte|»"),
    ("O'Brien rock'n'roll", "O'Brien|rock'n'roll"), ("Sant'Antonio", "Sant'|Antonio"),
    ("perche' e' cosi'", "perche'|e'|cosi'"),
  ])
  func splitsItalianElision(text: String, expected: String) throws {
    #expect(try words(text, "it-IT") == expected)
  }

  /// As text: `words` leaves spaces out.
  @Test func separatesNarrowSpaceFromWords() throws {
    for (text, expected) in [
      ("Bonjour\u{202F}!", "Bonjour|!"), ("oui\u{202F}non\u{202F}", "oui|non"),
      ("l'eau\u{202F}; 12\u{202F}%", "l'|eau|;|12|%"),
      ("https://a.fr\u{202F}: 10\u{202F}000", "https://a.fr|:|10\u{202F}000"),
    ] {
      #expect(try words(text, "fr") == expected)
    }
    // In Mongolian it joins a suffix to its word.
    #expect(try words("ᠮᠣᠩᠭᠣᠯ\u{202F}ᠤᠨ", "mn") == "ᠮᠣᠩᠭᠣᠯ\u{202F}ᠤᠨ")
  }

  @Test(arguments: [
    ("en", "Don't o'clock, John's.", "Don't|o'clock|,|John's|."), ("en", "l'été", "l'été"),
    ("th", "ภาษาไทยเป็นภาษาที่สวยงาม", "ภาษา|ไทย|เป็น|ภาษา|ที่|สวยงาม"),
    ("zh", "我们今天去北京。", "我们|今天|去|北京|。"),
    ("ja", "私は学生です。コンピューターを使う", "私|は|学生|です|。|コンピューター|を|使う"),
    ("ar", "اللغة العربية جميلة، ١٢٫٥", "اللغة|العربية|جميلة|،|١٢٫٥"),
    ("hi", "हिन्दी एक भाषा है।", "हिन्दी|एक|भाषा|है|।"), ("ko", "한국어를 배웁니다.", "한국어를|배웁니다|."),
    ("de", "um 7:15 Uhr", "um|7:15|Uhr"), ("ca", "l'home d'aigua", "l'|home|d'|aigua"),
    // The script decides, not the locale: Thai in a French text is segmented too.
    ("fr", "ภาษาไทย 今天去北京", "ภาษา|ไทย|今天|去|北京"),
  ])
  func segmentsEveryScript(locale: String, text: String, expected: String) throws {
    #expect(try words(text, locale) == expected)
  }

  @Test(arguments: [
    ("👩‍👩‍👧‍👦🇫🇷🇮🇹👍🏽", "👩‍👩‍👧‍👦|🇫🇷|🇮🇹|👍🏽"), ("❤️1️⃣", "❤️|1️⃣"), ("hi👋🏿there", "hi|👋🏿|there"),
    ("👨🏻‍🚀!", "👨🏻‍🚀|!"), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿x", "🏴󠁧󠁢󠁥󠁮󠁧󠁿|x"),
  ])
  func keepsEmojiWhole(text: String, expected: String) throws {
    #expect(try words(text, "en") == expected)
  }

  @Test(arguments: [
    ("1,234.56 3.14 2,5", "1,234.56|3.14|2,5"), ("12:30, 7:05:59.", "12:30|,|7:05:59|."),
    ("1\u{A0}234,56\u{A0}€", "1\u{A0}234,56|€"),
    ("10\u{202F}000\u{202F}000 F", "10\u{202F}000\u{202F}000|F"),
    ("3\u{2009}141", "3\u{2009}141"), ("1234\u{A0}567", "1234|567"),
    ("page 12\u{A0}1234", "page|12|1234"),
    ("1'234.56 14h30", "1'234.56|14h30"), ("a: 1", "a|:|1"), ("4:", "4|:"),
  ])
  func keepsNumbersWhole(text: String, expected: String) throws {
    #expect(try words(text, "en") == expected)
  }

  @Test(arguments: [
    ("http://x.org/y_(z).", "http://x.org/y_(z)|."), ("(https://a.b/c)", "(|https://a.b/c|)"),
    ("<ftp://f.g/h>;", "<|ftp://f.g/h|>|;"), ("www.a.com/b?c=d&e#f, x", "www.a.com/b?c=d&e#f|,|x"),
    ("http://[::1]:8080/", "http://[::1]:8080/"), ("://", ":|/|/"), ("a://", "a|:|/|/"),
    ("https://fr.wikipedia.org/wiki/Été", "https://fr.wikipedia.org/wiki/Été"),
    ("访问https://a.com/b。谢谢", "访问|https://a.com/b|。|谢谢"),
    ("jean.dupont+x@mail.exemple.fr!", "jean.dupont+x@mail.exemple.fr|!"),
    ("«a@b.co»", "«|a@b.co|»"), ("mailto:a@b.co", "mailto|:|a@b.co"),
  ])
  func keepsAddressesWhole(text: String, expected: String) throws {
    #expect(try words(text, "fr") == expected)
  }

  /// Whether Unicode's rules attach a scalar to whatever stands before it.
  private static func attaches(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isGraphemeExtend || scalar.properties.isEmojiModifier
      || scalar == "\u{200D}"
  }

  /// The reason why parts between spaces may be segmented, and remembered, one by one.
  @Test(arguments: ["en", "fr", "th", "ja"])
  func needsNoSightAcrossSpaces(locale: String) throws {
    let iterator = try #require(BreakIterator(.words, locale: locale))
    var generator = Scrambler(seed: 11)
    let alphabet = Array("ab1.,:'’\"-_@/é한ㄱาไก我们はカ\u{A0}\u{300}\u{200D}🇫👍🏽\n\u{5D0}".unicodeScalars)
    var different: [[String]] = []
    for _ in 0..<3000 {
      let parts = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        var part = String.UnicodeScalarView()
        // A combining mark after a space belongs to the space; in words it begins the next.
        while part.first.map(Self.attaches) ?? true {
          part = String.UnicodeScalarView()
          for _ in 0..<Int.random(in: 1...6, using: &generator) {
            part.append(alphabet.randomElement(using: &generator) ?? "a")
          }
        }
        return String(part)
      }
      let bytes = Array(parts.joined(separator: " ").utf8)
      var whole: [Int] = []
      var single: [Int] = []
      iterator.appendEnds(of: bytes, in: bytes.indices, to: &whole)
      var start = 0
      for part in parts {
        if start > 0 { single.append(start) }
        iterator.appendEnds(of: bytes, in: start..<start + part.utf8.count, to: &single)
        start += part.utf8.count + 1
      }
      if whole != single { different.append(parts) }
    }
    #expect(different.isEmpty)
  }

  @Test func keepsHostileText() throws {
    let pipeline = try TextPipeline.learn(from: [], locale: "fr", vocabularySize: 260)
    for unit in ["a@b.co,", "://", "www.", "l'", "1:", "1\u{A0}", "a", "(", "@", "\u{301}", "我"] {
      let text = String(repeating: unit, count: 20_000)
      #expect(pipeline.decode(pipeline.encode(text)) == Normalizer.nfc(text))
    }
  }
}
