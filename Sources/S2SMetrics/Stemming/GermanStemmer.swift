/// Snowball's stemmer of German, in the version that METEOR 1.5 carries.
///
/// Reference: snowballstem.org/algorithms/german/stemmer.html.
package enum GermanStemmer {
  /// The stem of a word in lower case.
  package static func stem(_ text: String) -> String {
    var word = SnowballWord(text)
    word.letters = word.letters.flatMap { $0 == "ß" ? ["s", "s"] : [$0] }
    markConsonants(&word.letters)
    word.markRegions(least: 3, vowel: isVowel)
    removeInflection(&word)
    removeComparison(&word)
    removeDerivation(&word)
    return String(String.UnicodeScalarView(word.letters.map { lowered[$0] ?? $0 }))
  }

  private static let lowered: [Unicode.Scalar: Unicode.Scalar] = [
    "Y": "y", "U": "u", "ä": "a", "ö": "o", "ü": "u",
  ]

  private static func isVowel(_ letter: Unicode.Scalar) -> Bool {
    switch letter {
    case "a", "e", "i", "o", "u", "y", "ä", "ö", "ü": true
    default: false
    }
  }

  /// Writes u and y in capitals between vowels.
  private static func markConsonants(_ letters: inout [Unicode.Scalar]) {
    for index in letters.indices.dropFirst().dropLast()
    where isVowel(letters[index - 1]) && isVowel(letters[index + 1]) {
      if letters[index] == "u" { letters[index] = "U" }
      if letters[index] == "y" { letters[index] = "Y" }
    }
  }

  // MARK: - Steps

  private static let inflections = SnowballSuffixes(("em en ern er e es", false), ("s", true))

  private static func removeInflection(_ word: inout SnowballWord) {
    guard let (count, isS) = inflections.longest(of: word), word.fits(count, word.r1) else {
      return
    }
    if isS {
      guard let before = word.fromEnd(2), "bdfghklmnrt".unicodeScalars.contains(before)
      else { return }
    }
    word.replaceLast(count)
  }

  private static let comparisons = SnowballSuffixes(("en er est", false), ("st", true))

  private static func removeComparison(_ word: inout SnowballWord) {
    guard let (count, isSt) = comparisons.longest(of: word), word.fits(count, word.r1)
    else { return }
    if isSt {
      guard word.letters.count > 5, let before = word.fromEnd(3),
        "bdfghklmnt".unicodeScalars.contains(before)
      else { return }
    }
    word.replaceLast(count)
  }

  private enum Derivation { case ung, ig, lich, keit }

  private static let derivations = SnowballSuffixes<Derivation>(
    ("end ung", .ung), ("ig ik isch", .ig), ("lich heit", .lich), ("keit", .keit))

  private static func removeDerivation(_ word: inout SnowballWord) {
    guard let (count, action) = derivations.longest(of: word), word.fits(count, word.r2)
    else { return }
    if action == .ig && word.fromEnd(count + 1) == "e" { return }
    word.replaceLast(count)
    switch action {
    case .ung: if word.fromEnd(3) != "e" { word.remove("ig", in: word.r2) }
    case .lich: if !word.remove("er", in: word.r1) { word.remove("en", in: word.r1) }
    case .keit: if !word.remove("lich", in: word.r2) { word.remove("ig", in: word.r2) }
    case .ig: break
    }
  }
}
