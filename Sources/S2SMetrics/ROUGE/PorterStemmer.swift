/// The Porter stemmer with the extensions of NLTK 3, which rouge-score uses.
///
/// Reference: Porter 1980, "An algorithm for suffix stripping", doi:10.1108/eb046814; names and
/// order of the steps are the paper's.
package enum PorterStemmer {
  /// Replaces a word of a-z and 0-9 by its stem.
  package static func stem(_ word: inout [UInt8]) {
    if let stem = irregular[word] {
      word = stem
      return
    }
    guard word.count > 2 else { return }
    step1a(&word)
    step1b(&word)
    step1c(&word)
    step2(&word)
    apply(step3Rules, to: &word) { measure($0) > 0 }
    step4(&word)
    step5(&word)
  }

  /// A suffix and what takes its place.
  private struct Rule {
    let suffix: [UInt8]
    let replacement: [UInt8]

    init(_ suffix: String, _ replacement: String) {
      self.suffix = Array(suffix.utf8)
      self.replacement = Array(replacement.utf8)
    }
  }

  private static let irregular: [[UInt8]: [UInt8]] = [
    "sky": "sky", "skies": "sky", "dying": "die", "lying": "lie", "tying": "tie", "news": "news",
    "innings": "inning", "inning": "inning", "outings": "outing", "outing": "outing",
    "cannings": "canning", "canning": "canning", "howe": "howe", "proceed": "proceed",
    "exceed": "exceed", "succeed": "succeed",
  ].reduce(into: [:]) { $0[Array($1.key.utf8)] = Array($1.value.utf8) }

  private static let step1aRules = rules(("sses", "ss"), ("ies", "i"), ("ss", "ss"), ("s", ""))
  private static let step1bRules = rules(("at", "ate"), ("bl", "ble"), ("iz", "ize"))
  private static let step2Rules = rules(
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"),
    ("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"),
    ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"),
    ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ("fulli", "ful"))
  private static let step3Rules = rules(
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""),
    ("ness", ""))
  private static let step4Rules = rules(
    ("al", ""), ("ance", ""), ("ence", ""), ("er", ""), ("ic", ""), ("able", ""), ("ible", ""),
    ("ant", ""), ("ement", ""), ("ment", ""), ("ent", ""), ("ion", ""), ("ou", ""), ("ism", ""),
    ("ate", ""), ("iti", ""), ("ous", ""), ("ive", ""), ("ize", ""))

  private static func rules(_ pairs: (String, String)...) -> [Rule] { pairs.map(Rule.init) }

  // MARK: - Steps

  private static func step1a(_ word: inout [UInt8]) {
    if word.count == 4 && ends(word, "ies") {
      word.removeLast()
    } else {
      apply(step1aRules, to: &word) { _ in true }
    }
  }

  private static func step1b(_ word: inout [UInt8]) {
    if ends(word, "ied") {
      word.removeLast(word.count == 4 ? 1 : 2)
    } else if ends(word, "eed") {
      if measure(word.dropLast(3)) > 0 { word.removeLast() }
    } else {
      let length = ends(word, "ed") ? 2 : ends(word, "ing") ? 3 : 0
      guard length > 0, containsVowel(word.dropLast(length)) else { return }
      word.removeLast(length)
      repairStem(&word)
    }
  }

  /// Ends a word that has lost its `ed` or `ing`.
  private static func repairStem(_ word: inout [UInt8]) {
    if apply(step1bRules, to: &word, if: { _ in true }) { return }
    if let last = word.last, endsWithDoubleConsonant(word) {
      if !"lsz".utf8.contains(last) { word.removeLast() }
    } else if measure(word[...]) == 1 && endsWithShortSyllable(word[...]) {
      word.append(e)
    }
  }

  private static func step1c(_ word: inout [UInt8]) {
    guard word.last == y, word.count > 2, isConsonant(word[...], word.count - 2) else { return }
    word[word.count - 1] = i
  }

  private static func step2(_ word: inout [UInt8]) {
    while ends(word, "alli") && measure(word.dropLast(4)) > 0 { word.removeLast(2) }
    if apply(step2Rules, to: &word, if: { measure($0) > 0 }) { return }
    if ends(word, "logi") && measure(word.dropLast(3)) > 0 { word.removeLast() }
  }

  private static func step4(_ word: inout [UInt8]) {
    let isIon = ends(word, "ion")
    apply(step4Rules, to: &word) { stem in
      measure(stem) > 1 && (!isIon || stem.last.map("st".utf8.contains) == true)
    }
  }

  private static func step5(_ word: inout [UInt8]) {
    if word.last == e {
      let measure = measure(word.dropLast())
      if measure > 1 || measure == 1 && !endsWithShortSyllable(word.dropLast()) {
        word.removeLast()
      }
    }
    if ends(word, "ll") && measure(word.dropLast()) > 1 { word.removeLast() }
  }

  /// Applies the first rule whose suffix the word has, if its stem meets the condition.
  ///
  /// - Returns: whether there was such a rule, applied or not.
  @discardableResult
  private static func apply(
    _ rules: [Rule], to word: inout [UInt8], if condition: (ArraySlice<UInt8>) -> Bool
  ) -> Bool {
    for rule in rules where word.last == rule.suffix.last && word.count >= rule.suffix.count {
      let stem = word.dropLast(rule.suffix.count)
      guard word[stem.endIndex...].elementsEqual(rule.suffix) else { continue }
      if condition(stem) { word.replaceSubrange(stem.endIndex..., with: rule.replacement) }
      return true
    }
    return false
  }

  // MARK: - Conditions

  private static let e = UInt8(ascii: "e")
  private static let i = UInt8(ascii: "i")
  private static let y = UInt8(ascii: "y")

  private static func ends(_ word: [UInt8], _ suffix: StaticString) -> Bool {
    let count = suffix.utf8CodeUnitCount
    guard word.count >= count else { return false }
    return suffix.withUTF8Buffer { word[(word.count - count)...].elementsEqual($0) }
  }

  private static func isVowel(_ byte: UInt8) -> Bool { "aeiou".utf8.contains(byte) }

  /// A letter but a, e, i, o, u; y only at the start and after a vowel.
  private static func isConsonant(_ word: ArraySlice<UInt8>, _ index: Int) -> Bool {
    guard word[index] == y else { return !isVowel(word[index]) }
    var start = index
    while start > 0 && word[start] == y { start -= 1 }
    // Along a run of y, consonants and vowels take turns.
    let isFirstConsonant = !isVowel(word[start])
    return (index - start).isMultiple(of: 2) ? isFirstConsonant : !isFirstConsonant
  }

  /// How often a vowel comes before a consonant: m of the paper.
  private static func measure(_ word: ArraySlice<UInt8>) -> Int {
    var count = 0
    var wasConsonant = true
    for (index, byte) in word.enumerated() {
      let isConsonant = byte == y ? index == 0 || !wasConsonant : !isVowel(byte)
      if isConsonant && !wasConsonant { count += 1 }
      wasConsonant = isConsonant
    }
    return count
  }

  private static func containsVowel(_ word: ArraySlice<UInt8>) -> Bool {
    word.indices.contains { !isConsonant(word, $0) }
  }

  private static func endsWithDoubleConsonant(_ word: [UInt8]) -> Bool {
    let last = word.count - 1
    return last > 0 && word[last] == word[last - 1] && isConsonant(word[...], last)
  }

  /// Consonant, vowel, consonant but w, x, y; or just vowel and consonant: *o of the paper.
  private static func endsWithShortSyllable(_ word: ArraySlice<UInt8>) -> Bool {
    let last = word.count - 1
    guard last > 0, isConsonant(word, last), !isConsonant(word, last - 1) else { return false }
    return last == 1 || isConsonant(word, last - 2) && !"wxy".utf8.contains(word[last])
  }
}
