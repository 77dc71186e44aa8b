/// A language's own rules of segmentation beyond Unicode's: its elided words.
///
/// Words are in lower case, with `'` for either apostrophe and without the apostrophe at the end.
struct SegmentationRules: Sendable {
  /// Words that lose a vowel before the next word: a boundary follows their apostrophe.
  var elided: Set<String> = []
  /// Whether any apostrophe between letters ends a word, except after `joined`.
  var everyApostropheEndsWord = false
  /// The words that stay whole across their apostrophe, such as `o` in `O'Brien`.
  var joined: Set<String> = []
  /// Whole words that begin like an elision, or are longer than one, and are none; those with a
  /// hyphen are joined.
  var whole: Set<String> = []
  /// Words that end in an apostrophe of their own: `po'`, or `perche'` for the accent it lacks.
  var apocopated: Set<String> = []

  /// The rules of the language that a locale begins with; none for most.
  static func rules(for locale: String) -> SegmentationRules {
    let language = locale.prefix { $0 != "-" && $0 != "_" }.lowercased()
    return byLanguage[language] ?? SegmentationRules()
  }

  /// Every language with rules of its own.
  private static let byLanguage: [String: SegmentationRules] = [
    // Grevisse, Le bon usage, on elision. The elided words are listed, so that aujourd'hui,
    // quelqu'un, prud'homme, grand'mère, entr'acte, O'Brien and p'tit stay whole by themselves.
    "fr": SegmentationRules(
      elided: [
        "c", "ç", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
        "presqu",
      ],
      whole: [
        "presqu'île", "presqu'îles", "presqu'ile", "presqu'iles", "m'sieur", "m'sieurs",
        "c'est-à-dire", "m'as-tu-vu", "qu'en-dira-t-on",
      ]),
    // Serianni, Grammatica italiana, on elision and apocope.
    "it": SegmentationRules(
      elided: [
        "l", "un", "d", "c", "s", "m", "t", "v", "n", "ch", "gl", "gli", "dell", "all", "dall",
        "nell", "sull", "coll", "pell", "quell", "bell", "sant", "quest", "tutt", "mezz", "nessun",
        "ciascun", "qualcun", "buon", "anch", "cos", "com", "dov", "quand", "senz", "grand",
      ],
      everyApostropheEndsWord: true,
      joined: ["o", "mc", "rock", "drum", "aujourd"],
      apocopated: [
        "po", "mo", "be", "di", "fa", "va", "sta", "da", "to", "te", "ca", "pie", "vo", "fe", "de",
        "ne", "co", "a", "ve", "gua", "que", "su", "do", "ma", "ta", "so", "mi",
        "e", "piu", "puo", "gia", "cosi", "perche", "poiche", "citta", "sara", "universita",
      ]),
    // Institut d'Estudis Catalans, Ortografia catalana, on the apostrophe.
    "ca": SegmentationRules(
      elided: ["d", "l", "m", "n", "s", "t"]),
  ]
}
