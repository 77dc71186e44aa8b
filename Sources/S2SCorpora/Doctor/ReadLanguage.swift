import S2SText

/// The language that a text seems to be in, by its function words and its script.
///
/// The few languages of its tables are certain for a whole side of a corpus, and from
/// some lines; it knows nothing of others, and says nothing of them.
enum ReadLanguage {
  /// Short words that make up much of any text, and differ between languages.
  private static let functionWords: [String: String] = [
    "cs": "a je se na to že v s z do ale jsem jako tak jsou za by si pro",
    "da": "og det er at en jeg ikke på til af som der for med har et den de var",
    "de": "der die das und ist nicht ich ein zu sie es den mit auf eine dem er wir im für",
    "en": "the of and to is in that it you for was on are with this be have not he his",
    "es": "el la de que y en los se un por las una no es con para del lo su al",
    "fi": "ja on ei se hän että oli en minä mutta ovat kun mitä olen tämä ole sinä niin",
    "fr": "le la les de des et est un une dans que pas je il pour du qui ne ce nous vous",
    "hu": "a az és hogy nem is egy van ez azt meg csak volt már mint el ki de",
    "it": "il di che e la un non per una è in del con sono i le da si lo gli",
    "nl": "de het een en van ik is dat niet te je op in zijn met voor hij aan er die",
    "pl": "w nie na i się to z jest do że jak o ale po co za tak mnie był od",
    "pt": "o de que e do da em um para não com uma os no se na por mais as dos",
    "ro": "și de la în nu a cu pe este un o că să din mai am pentru care se au",
    "sv": "och att det är en som på jag inte för av med den till har de om ett han var",
    "tr": "bir ve bu da de için ne o çok gibi daha var ben mi ama değil olarak ile",
  ]

  /// The scripts of languages that are not written in Latin letters.
  private static let scripts: [String: [ClosedRange<UInt32>]] = {
    let cyrillic = [UInt32(0x400)...0x52f], arabic = [UInt32(0x600)...0x77f]
    let chinese = [UInt32(0x3400)...0x9fff, 0xf900...0xfaff]
    var scripts: [String: [ClosedRange<UInt32>]] = [
      "el": [0x370...0x3ff, 0x1f00...0x1fff], "hy": [0x530...0x58f], "he": [0x590...0x5ff],
      "hi": [0x900...0x97f], "bn": [0x980...0x9ff], "ta": [0xb80...0xbff],
      "th": [0xe00...0xe7f], "ka": [0x10a0...0x10ff], "zh": chinese,
      "ja": chinese + [0x3040...0x30ff], "ko": [0x1100...0x11ff, 0xac00...0xd7af],
    ]
    for language in ["ru", "uk", "bg", "mk", "be"] { scripts[language] = cyrillic }
    for language in ["ar", "fa", "ur"] { scripts[language] = arabic }
    return scripts
  }()

  /// The languages of the table, in the order of the bits in `languagesOfWord`.
  private static let tabled = functionWords.keys.sorted()

  /// For the hash of each function word, the languages that have it, a bit each.
  private static let languagesOfWord: [UInt64: UInt32] = {
    var languages: [UInt64: UInt32] = [:]
    for (bit, language) in tabled.enumerated() {
      Letters.forEachWord(in: functionWords[language] ?? "") {
        languages[$0, default: 0] |= 1 << UInt32(bit)
      }
    }
    return languages
  }()

  /// How many words of each language of the table are in a text, and its words in all.
  private struct WordCounts {
    var ofLanguage = [Int](repeating: 0, count: ReadLanguage.tabled.count)
    var total = 0

    mutating func add(_ text: String) {
      Letters.forEachWord(in: text) { word in
        total += 1
        var languages = languagesOfWord[word] ?? 0
        while languages != 0 {
          ofLanguage[languages.trailingZeroBitCount] += 1
          languages &= languages - 1
        }
      }
    }

    /// How many are of a language; 0 for one that is not in the table.
    subscript(language: String) -> Int {
      ReadLanguage.tabled.firstIndex(of: language).map { ofLanguage[$0] } ?? 0
    }
  }

  // MARK: - Lines

  /// Whether a line is in a language of the table other than the corpus's two, to judge by at least
  /// three function words.
  static func isForeign(_ line: String, to languages: [String]) -> Bool {
    var counts = WordCounts()
    counts.add(line)
    guard let most = counts.ofLanguage.max(), most >= 3, most * 5 >= counts.total * 2 else {
      return false
    }
    return languages.allSatisfy { counts[code($0)] * 3 <= most }
  }

  // MARK: - Sides

  /// The least fraction of function words, or of letters of a script, in a text of a language.
  private static let leastShare = 0.12
  /// How many times the fraction of another language a clear one has; neighbours such as Danish and
  /// Swedish have many words in common.
  private static let clearLead = 2.0
  /// Fewer letters are no evidence.
  private static let fewestLetters = 1_000
  /// The number of lines that decide the language of a side.
  private static let sampleSize = 5_000

  /// The language that lines are surely in although they are meant to be in `language`; `nil` when
  /// they may well be in it.
  static func mismatch(_ lines: some Sequence<String>, declared language: String) -> String? {
    let declared = code(language)
    guard functionWords[declared] != nil || scripts[declared] != nil else { return nil }
    let shares = shares(of: lines.prefix(sampleSize))
    guard let best = shares.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      best.value > leastShare, best.value > clearLead * (shares[declared] ?? 0)
    else { return nil }
    return best.key
  }

  /// The language that lines are surely in; `nil` when it is not clear, or none that is known.
  static func language(of lines: some Sequence<String>) -> String? {
    let shares = shares(of: lines.prefix(sampleSize)).sorted { $0.value > $1.value }
    guard let best = shares.first, best.value > leastShare,
      shares.count < 2 || best.value > clearLead * shares[1].value
    else { return nil }
    return best.key
  }

  private static func code(_ language: String) -> String { LanguageName.code(ofTag: language) }

  /// For each language the fraction of words, or of letters, that are its own; none where there are
  /// too few to tell.
  private static func shares(of lines: some Sequence<String>) -> [String: Double] {
    var words = WordCounts()
    var letters: [String: Int] = [:]
    var letterCount = 0
    for line in lines {
      words.add(line)
      Letters.forEach(in: line) { letter in
        guard letter > 0 else { return }
        letterCount += 1
        // Latin letters are before all others.
        guard letter >= 0x370 else { return }
        for (language, ranges) in scripts where ranges.contains(where: { $0 ~= letter }) {
          letters[language, default: 0] += 1
        }
      }
    }
    guard letterCount >= fewestLetters else { return [:] }
    let ofScripts = letters.mapValues { Double($0) / Double(letterCount) }
    return tabled.reduce(into: ofScripts) { shares, language in
      shares[language] = Double(words[language]) / Double(max(1, words.total))
    }
  }
}
