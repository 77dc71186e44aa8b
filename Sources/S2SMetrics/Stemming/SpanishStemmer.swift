/// Snowball's stemmer of Spanish, in the version that METEOR 1.5 carries.
///
/// Reference: snowballstem.org/algorithms/spanish/stemmer.html.
package enum SpanishStemmer {
  /// The stem of a word in lower case.
  package static func stem(_ text: String) -> String {
    var word = SnowballWord(text)
    word.markRegions(vowel: isVowel)
    word.rv = verbRegion(word.letters)
    removePronoun(&word)
    if !removeStandard(&word) && !removeYVerb(&word) { removeVerb(&word) }
    removeResidue(&word)
    return String(String.UnicodeScalarView(word.letters.map { plain[$0] ?? $0 }))
  }

  private static let plain: [Unicode.Scalar: Unicode.Scalar] = [
    "á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u",
  ]

  private static func isVowel(_ letter: Unicode.Scalar) -> Bool {
    switch letter {
    case "a", "e", "i", "o", "u", "á", "é", "í", "ó", "ú", "ü": true
    default: false
    }
  }

  private static func verbRegion(_ letters: [Unicode.Scalar]) -> Int {
    guard letters.count > 2 else { return letters.count }
    let wantsVowel: Bool
    switch (isVowel(letters[0]), isVowel(letters[1])) {
    case (_, false): wantsVowel = true
    case (true, true): wantsVowel = false
    case (false, true): return 3
    }
    return letters[2...].firstIndex { isVowel($0) == wantsVowel }.map { $0 + 1 } ?? letters.count
  }

  // MARK: - Pronouns at the end of a verb

  private static let pronouns = SnowballSuffixes(
    ("me se sela selo selas selos la le lo las les los nos", ()))
  private static let verbsBefore = SnowballSuffixes(
    ("iéndo", "iendo"), ("ándo", "ando"), ("ár", "ar"), ("ér", "er"), ("ír", "ir"),
    ("ando iendo ar er ir", ""), ("yendo", "u"))

  private static func removePronoun(_ word: inout SnowballWord) {
    guard let (count, _) = pronouns.longest(of: word) else { return }
    var verb = word
    verb.replaceLast(count)
    guard let (ending, replacement) = verbsBefore.longest(of: verb), verb.fits(ending, verb.rv)
    else { return }
    switch replacement {
    case "": word.replaceLast(count)
    case "u": if verb.fromEnd(ending + 1) == "u" { word.replaceLast(count) }
    default: word.replaceLast(count + ending, with: replacement)
    }
  }

  // MARK: - Suffixes of nouns and adjectives

  private enum Standard { case plain, ador, logia, ucion, encia, amente, mente, idad, ivo }

  private static let standard = SnowballSuffixes<Standard>(
    (
      """
      anza anzas ico ica icos icas ismo ismos able ables ible ibles ista istas oso osa osos osas \
      amiento amientos imiento imientos
      """, .plain
    ),
    ("adora ador ación adoras adores aciones ante antes ancia ancias", .ador),
    ("logía logías", .logia), ("ución uciones", .ucion), ("encia encias", .encia),
    ("amente", .amente), ("mente", .mente), ("idad idades", .idad), ("iva ivo ivas ivos", .ivo))

  private static func removeStandard(_ word: inout SnowballWord) -> Bool {
    guard let (count, action) = standard.longest(of: word),
      word.fits(count, action == .amente ? word.r1 : word.r2)
    else { return false }
    word.replaceLast(count)
    switch action {
    case .plain: break
    case .ador: word.remove("ic", in: word.r2)
    case .logia: word.replaceLast(0, with: "log")
    case .ucion: word.replaceLast(0, with: "u")
    case .encia: word.replaceLast(0, with: "ente")
    case .amente:
      if word.remove("iv", in: word.r2) {
        word.remove("at", in: word.r2)
      } else {
        removeAny(&word, ["os", "ic", "ad"])
      }
    case .mente: removeAny(&word, ["ante", "able", "ible"])
    case .idad: removeAny(&word, ["abil", "ic", "iv"])
    case .ivo: word.remove("at", in: word.r2)
    }
    return true
  }

  private static func removeAny(_ word: inout SnowballWord, _ suffixes: [String]) {
    for suffix in suffixes where word.remove(suffix, in: word.r2) { return }
  }

  // MARK: - Suffixes of verbs

  private static let yVerbs = SnowballSuffixes(
    ("ya ye yan yen yeron yendo yo yó yas yes yais yamos", ()))

  private static func removeYVerb(_ word: inout SnowballWord) -> Bool {
    guard let (count, _) = yVerbs.longest(of: word, in: word.rv), word.fromEnd(count + 1) == "u"
    else { return false }
    word.replaceLast(count)
    return true
  }

  private static let verbs = SnowballSuffixes(
    ("en es éis emos", true),
    (
      """
      arían arías arán arás aríais aría aréis aríamos aremos ará aré erían erías erán erás eríais \
      ería eréis eríamos eremos erá eré irían irías irán irás iríais iría iréis iríamos iremos irá \
      iré aba ada ida ía ara iera ad ed id ase iese aste iste an aban ían aran ieran asen iesen \
      aron ieron ado ido ando iendo ió ar er ir as abas adas idas ías aras ieras ases ieses ís áis \
      abais íais arais ierais aseis ieseis asteis isteis ados idos amos ábamos íamos imos áramos \
      iéramos iésemos ásemos
      """, false
    ))

  private static func removeVerb(_ word: inout SnowballWord) {
    guard let (count, isAfterG) = verbs.longest(of: word, in: word.rv) else { return }
    word.replaceLast(count)
    if isAfterG && word.ends("gu") { word.replaceLast(1) }
  }

  private static let residues = SnowballSuffixes(("os a o á í ó", false), ("e é", true))

  private static func removeResidue(_ word: inout SnowballWord) {
    guard let (count, isE) = residues.longest(of: word), word.fits(count, word.rv) else { return }
    word.replaceLast(count)
    if isE && word.ends("gu") && word.fits(1, word.rv) { word.replaceLast(1) }
  }
}
