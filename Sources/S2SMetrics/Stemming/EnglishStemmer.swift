/// Snowball's stemmer of English, also called Porter2, in the version that METEOR 1.5 carries.
///
/// Reference: snowballstem.org/algorithms/english/stemmer.html; the steps are named as there.
package enum EnglishStemmer {
  /// The stem of a word in lower case.
  package static func stem(_ text: String) -> String {
    if let stem = irregular[text] { return stem }
    var word = SnowballWord(text)
    guard word.letters.count > 2 else { return text }
    prepare(&word)
    step1a(&word)
    if !settled.contains(word.text) {
      step1b(&word)
      step1c(&word)
      step2(&word)
      step3(&word)
      step4(&word)
      step5(&word)
    }
    return String(String.UnicodeScalarView(word.letters.map { $0 == "Y" ? "y" : $0 }))
  }

  private static let irregular = [
    "skis": "ski", "skies": "sky", "dying": "die", "lying": "lie", "tying": "tie", "idly": "idl",
    "gently": "gentl", "ugly": "ugli", "early": "earli", "only": "onli", "singly": "singl",
    "sky": "sky", "news": "news", "howe": "howe", "atlas": "atlas", "cosmos": "cosmos",
    "bias": "bias", "andes": "andes",
  ]
  /// Words that stay as step 1a leaves them.
  private static let settled: Set = [
    "inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed",
  ]
  private static let prefixes = ["gener", "commun", "arsen"]

  private static func isVowel(_ letter: Unicode.Scalar) -> Bool {
    switch letter {
    case "a", "e", "i", "o", "u", "y": true
    default: false
    }
  }

  private static func hasVowel(_ letters: ArraySlice<Unicode.Scalar>) -> Bool {
    letters.contains(where: isVowel)
  }

  /// Writes y as Y where it is a consonant, and finds the regions.
  private static func prepare(_ word: inout SnowballWord) {
    if word.letters[0] == "'" { word.letters.removeFirst() }
    for index in word.letters.indices where word.letters[index] == "y" {
      if index == 0 || isVowel(word.letters[index - 1]) { word.letters[index] = "Y" }
    }
    let text = word.text
    let prefix = prefixes.first { text.hasPrefix($0) }
    word.markRegions(start: prefix?.utf8.count, vowel: isVowel)
  }

  /// A vowel between consonants, the last but w, x, Y; or a vowel and a consonant alone.
  private static func endsShort(_ letters: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let last = letters.last, !isVowel(last), letters.count > 1,
      isVowel(letters[letters.endIndex - 2])
    else { return false }
    if letters.count == 2 { return true }
    return !isVowel(letters[letters.endIndex - 3]) && last != "w" && last != "x" && last != "Y"
  }

  // MARK: - Steps

  private static let possessives = SnowballSuffixes(("' 's 's'", ()))
  private static let plurals = SnowballSuffixes(("sses", 0), ("ied ies", 1), ("s", 2), ("us ss", 3))

  private static func step1a(_ word: inout SnowballWord) {
    if let (count, _) = possessives.longest(of: word) { word.replaceLast(count) }
    guard let (_, action) = plurals.longest(of: word) else { return }
    switch action {
    case 0: word.replaceLast(2)
    case 1: word.replaceLast(word.letters.count > 4 ? 2 : 1)
    case 2: if hasVowel(word.letters.dropLast(2)) { word.replaceLast(1) }
    default: break
    }
  }

  private static let pasts = SnowballSuffixes(("eed eedly", true), ("ed edly ing ingly", false))
  private static let shortened = SnowballSuffixes(
    ("at bl iz", true), ("bb dd ff gg mm nn pp rr tt", false))

  private static func step1b(_ word: inout SnowballWord) {
    guard let (count, isDouble) = pasts.longest(of: word) else { return }
    if isDouble {
      if word.fits(count, word.r1) { word.replaceLast(count, with: "ee") }
      return
    }
    guard hasVowel(word.letters.dropLast(count)) else { return }
    word.replaceLast(count)
    if let (_, takesE) = shortened.longest(of: word) {
      word.replaceLast(takesE ? 0 : 1, with: takesE ? "e" : "")
    } else if word.letters.count == word.r1 && endsShort(word.letters[...]) {
      word.replaceLast(0, with: "e")
    }
  }

  private static func step1c(_ word: inout SnowballWord) {
    guard let last = word.fromEnd(1), last == "y" || last == "Y", word.letters.count > 2,
      let before = word.fromEnd(2), !isVowel(before)
    else { return }
    word.replaceLast(1, with: "i")
  }

  private static let derivations = SnowballSuffixes(
    ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("abli", "able"), ("entli", "ent"),
    ("izer ization", "ize"), ("ational ation ator", "ate"), ("aliti alism alli", "al"),
    ("fulness", "ful"), ("ousli ousness", "ous"), ("iveness iviti", "ive"), ("biliti bli", "ble"),
    ("ogi", "og"), ("fulli", "ful"), ("lessli", "less"), ("li", ""))

  private static func step2(_ word: inout SnowballWord) {
    guard let (count, replacement) = derivations.longest(of: word), word.fits(count, word.r1)
    else { return }
    let before = word.fromEnd(count + 1)
    if replacement == "og" && before != "l" { return }
    if replacement.isEmpty {
      guard let before, "cdeghkmnrt".unicodeScalars.contains(before) else { return }
    }
    word.replaceLast(count, with: replacement)
  }

  private static let adjectives = SnowballSuffixes(
    ("tional", "tion"), ("ational", "ate"), ("alize", "al"), ("icate iciti ical", "ic"),
    ("ful ness", ""), ("ative", "-"))

  private static func step3(_ word: inout SnowballWord) {
    guard let (count, replacement) = adjectives.longest(of: word), word.fits(count, word.r1)
    else { return }
    if replacement != "-" {
      word.replaceLast(count, with: replacement)
    } else if word.fits(count, word.r2) {
      word.replaceLast(count)
    }
  }

  private static let endings = SnowballSuffixes(
    ("al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize", false),
    ("ion", true))

  private static func step4(_ word: inout SnowballWord) {
    guard let (count, isIon) = endings.longest(of: word), word.fits(count, word.r2) else { return }
    if isIon && word.fromEnd(4) != "s" && word.fromEnd(4) != "t" { return }
    word.replaceLast(count)
  }

  private static func step5(_ word: inout SnowballWord) {
    if word.fromEnd(1) == "e" {
      if word.fits(1, word.r2) || word.fits(1, word.r1) && !endsShort(word.letters.dropLast()) {
        word.replaceLast(1)
      }
    } else if word.ends("ll") && word.fits(1, word.r2) {
      word.replaceLast(1)
    }
  }
}
