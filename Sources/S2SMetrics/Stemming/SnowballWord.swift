/// A word on its way to its stem, with the regions that Snowball's rules look at.
///
/// Reference: Porter 2001, "Snowball: A language for stemming algorithms", snowballstem.org.
struct SnowballWord {
  /// The characters.
  var letters: [Unicode.Scalar]
  /// Where the region after the first consonant that follows a vowel starts.
  private(set) var r1: Int
  /// The same within R1.
  private(set) var r2: Int
  /// Where the region of verb endings starts, RV; languages differ.
  var rv: Int

  /// Takes the characters of a word; its regions are empty.
  init(_ text: String) {
    letters = Array(text.unicodeScalars)
    r1 = letters.count
    r2 = letters.count
    rv = letters.count
  }

  /// The characters as text.
  var text: String { String(String.UnicodeScalarView(letters)) }

  /// Finds R1 and R2.
  ///
  /// - Parameters:
  ///   - start: where R1 starts, if an exception of the language says so.
  ///   - least: R1 starts here or later; R2 is found without regard to that.
  mutating func markRegions(
    start: Int? = nil, least: Int = 0, vowel isVowel: (Unicode.Scalar) -> Bool
  ) {
    let first = start ?? afterSyllable(from: 0, isVowel)
    r1 = max(first, min(least, letters.count))
    r2 = afterSyllable(from: first, isVowel)
  }

  /// After the first vowel from an index on, and the first consonant behind it.
  private func afterSyllable(from start: Int, _ isVowel: (Unicode.Scalar) -> Bool) -> Int {
    guard let vowel = letters[start...].firstIndex(where: isVowel),
      let consonant = letters[vowel...].firstIndex(where: { !isVowel($0) })
    else { return letters.count }
    return consonant + 1
  }

  /// Whether the last characters are these.
  func ends(_ suffix: String) -> Bool {
    let suffix = suffix.unicodeScalars
    return letters.count >= suffix.count && letters.suffix(suffix.count).elementsEqual(suffix)
  }

  /// Whether as many last characters all lie in a region.
  func fits(_ count: Int, _ region: Int) -> Bool { letters.count - count >= region }

  /// The character at the given distance from the end; 1 is the last, nil is before the first.
  func fromEnd(_ count: Int) -> Unicode.Scalar? {
    letters.count >= count ? letters[letters.count - count] : nil
  }

  /// Puts other characters in place of the last ones.
  mutating func replaceLast(_ count: Int, with text: String = "") {
    letters.removeLast(count)
    letters.append(contentsOf: text.unicodeScalars)
  }

  /// Removes a suffix that lies in a region, or puts other characters in its place.
  ///
  /// - Returns: whether the word had it there.
  @discardableResult
  mutating func remove(_ suffix: String, in region: Int, replacement: String = "") -> Bool {
    let count = suffix.unicodeScalars.count
    guard ends(suffix), fits(count, region) else { return false }
    replaceLast(count, with: replacement)
    return true
  }
}

/// The suffixes that one step of a stemmer distinguishes, and what it does to each.
struct SnowballSuffixes<Action: Sendable>: Sendable {
  private let entries: [(suffix: [Unicode.Scalar], action: Action)]

  /// Takes suffixes, separated by spaces, with the action they share.
  init(_ groups: (suffixes: String, action: Action)...) {
    entries = groups.flatMap { group in
      group.suffixes.split(separator: " ").map { (Array($0.unicodeScalars), group.action) }
    }
    .sorted { $0.0.count > $1.0.count }
  }

  /// The longest suffix that the word has in a region.
  func longest(of word: SnowballWord, in region: Int = 0) -> (count: Int, action: Action)? {
    for (suffix, action) in entries where word.fits(suffix.count, region) {
      if word.letters.suffix(suffix.count).elementsEqual(suffix) { return (suffix.count, action) }
    }
    return nil
  }
}
