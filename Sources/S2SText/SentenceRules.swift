/// A language's own rules of where a full stop ends no sentence.
struct SentenceRules: Sendable {
  /// Words before a full stop that shortens them, in lower case.
  var abbreviations: Set<String> = []
  /// Abbreviations that may end a sentence, too: *etc.*, *Ltd.*
  var endings: Set<String> = []
  /// Words that are abbreviations before a number only, and words of their own elsewhere.
  var numbered: Set<String> = []
  /// Words that sentences begin with more often than names: *The*, *Il*.
  var starters: Set<String> = []
  /// Whether a full stop makes ordinals of numbers.
  var hasOrdinals = false
  /// Whether a semicolon is a question mark, as in Greek.
  var asksBySemicolon = false

  /// No word that a rule names is longer.
  private static let longest = 24

  /// What would begin the next sentence.
  struct Next {
    /// Its first word in lower case, empty if it begins with no letter.
    var word: String
    /// Whether an apostrophe follows it.
    var isElided: Bool
    /// Its first character, of a word or not.
    var first: Unicode.Scalar
    /// Whether it is a small letter where capitals could be.
    var isSmall: Bool
  }

  /// The word before a full stop, and whether there is nothing before it in its sentence.
  struct Word {
    var text: String
    var isFirst: Bool
  }

  /// Whether a sentence may end with a character.
  func isStop(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "?", "!", "…": true
    case ";": asksBySemicolon
    default: false
    }
  }

  /// The word before a full stop in a sentence that begins at `start`: letters, digits, and the stops
  /// and hyphens between them.
  func word(of scalars: [Unicode.Scalar], before stop: Int, from start: Int) -> Word {
    var first = stop
    while first > start, stop - first <= Self.longest, Self.isOfWord(scalars[first - 1]) {
      first -= 1
    }
    while first < stop, scalars[first] == "-" || scalars[first] == "." { first += 1 }
    let isFirst = scalars[start..<first].allSatisfy {
      !$0.properties.isAlphabetic && $0.properties.numericType == nil
    }
    return Word(
      text: String(String.UnicodeScalarView(scalars[first..<stop])), isFirst: isFirst)
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "-", "°", "&": true
    default:
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark
    }
  }

  /// Whether a full stop after a word ends a sentence.
  func endsSentence(_ word: Word, before next: Next) -> Bool {
    let small = word.text.lowercased()
    if !small.isEmpty, small.allSatisfy(\.isNumber) {
      return !(word.isFirst || hasOrdinals && small.count <= 2)
    }
    let begins = !next.isSmall && beginsSentence(next)
    let last = small.split(separator: "-").last.map(String.init) ?? small
    if endings.contains(small) || endings.contains(last) { return begins }
    if abbreviations.contains(small) || abbreviations.contains(last) { return false }
    if numbered.contains(small), next.first.properties.numericType != nil { return false }
    if let parts = Self.initials(word.text) {
      let isName = parts == 1 || word.text.contains("-")
      return begins && !(isName && Self.particles.contains(next.word))
    }
    // Words, unlike most abbreviations that no list has, are longer.
    return !next.isSmall || word.text.count > 1 && !word.text.contains(".")
  }

  /// Whether a word is one of `starters`; one that loses a letter there has an apostrophe: `j'`.
  private func beginsSentence(_ next: Next) -> Bool {
    starters.contains(next.word) || next.isElided && starters.contains(next.word + "'")
  }

  /// How many short parts a word has with full stops or hyphens between, as `J.R.R`, `e.g`, `J.-P`, or
  /// one, if it is a letter alone; `nil` for other words.
  private static func initials(_ word: String) -> Int? {
    let parts = word.split { $0 == "." || $0 == "-" }
    guard !parts.isEmpty, parts.allSatisfy({ $0.allSatisfy(\.isLetter) }) else { return nil }
    if parts.count == 1 { return word.count == 1 ? 1 : nil }
    return word.contains(".") && parts.allSatisfy { $0.count <= 2 } ? parts.count : nil
  }

  /// What names go on with behind an initial, and sentences begin with, too.
  private static let particles: Set<String> = [
    "le", "la", "les", "du", "des", "de", "van", "von", "der", "den", "di", "da", "do",
    "dos", "el", "los", "las", "al",
  ]
}
