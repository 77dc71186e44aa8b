import S2SText

/// Why a pair is left out.
public enum ProseFault: String, CaseIterable, Sendable {
  /// A side is empty, or both are the same text.
  case untranslated = "not translated"
  /// A side has too few words to be a sentence.
  case tooShort = "too short"
  /// A side has more words than a sentence.
  case tooLong = "too long"
  /// A side has a placeholder, a tag, an option of a command, or code.
  case code = "with markup, placeholders or options"
  /// A side has characters that were decoded wrongly, or control characters.
  case damaged = "with damaged characters"
  /// The sides have different numbers.
  case numbers = "with different numbers"
  /// The lengths are not those of translations.
  case lengths = "with lengths that do not fit"
  /// The same pair was there before, but for capitals and punctuation.
  case repeated = "repeated"
}

/// Separates sentences of prose from labels, code and texts that are not translated.
package struct ProseFilter {
  /// The fewest and the most words of an English side.
  private static let englishWords = 4...50
  /// The fewest and the most words of the other side.
  private static let otherWords = 3...60

  private let iterator: BreakIterator?
  private var repeats = RepeatFilter()

  /// Looks at pairs of English and another language.
  package init(_ language: DebianLanguage) {
    iterator = BreakIterator(.words, locale: language.code)
  }

  /// The first fault of a pair, apart from its lengths.
  package mutating func fault(_ english: String, _ other: String) -> ProseFault? {
    let (one, two) = (Fingerprint.ofSentence(english), Fingerprint.ofSentence(other))
    if english.isEmpty || other.isEmpty || one == two { return .untranslated }
    let counts = (Self.words(of: english), Self.words(of: other, iterator))
    if counts.0 < Self.englishWords.lowerBound || counts.1 < Self.otherWords.lowerBound {
      return .tooShort
    }
    if counts.0 > Self.englishWords.upperBound || counts.1 > Self.otherWords.upperBound {
      return .tooLong
    }
    if Self.hasCode(english) || Self.hasCode(other) { return .code }
    if Self.isDamaged(english) || Self.isDamaged(other) { return .damaged }
    if Digits(english).differ(from: Digits(other)) { return .numbers }
    return repeats.insert(Fingerprint.mix(one) ^ two) ? nil : .repeated
  }

  /// The pieces of an English text between spaces that have letters: a formula is one.
  private static func words(of text: String) -> Int {
    text.utf8.split { $0 <= 0x20 }.count { $0.contains { isLetter($0) } }
  }

  /// The words with letters as Unicode counts them, also where no spaces are between them.
  private static func words(of text: String, _ iterator: BreakIterator?) -> Int {
    let bytes = Array(text.utf8)
    var ends: [Int] = []
    iterator?.appendEnds(of: bytes, in: bytes.indices, to: &ends)
    var (start, count) = (0, 0)
    for end in ends {
      if Letters.areIn(String(decoding: bytes[start..<end], as: UTF8.self)) { count += 1 }
      start = end
    }
    return count
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }

  private static func isDamaged(_ text: String) -> Bool {
    let problems = LineScan.problems(text)
    return problems.contains(.garbled) || problems.contains(.controlCharacter)
  }

  /// Whether a text has something that is no prose.
  static func hasCode(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      for index in bytes.indices {
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
        switch Unicode.Scalar(bytes[index]) {
        case "{", "}", "\\": return true
        case "<": if isLetter(next) || next == UInt8(ascii: "/") { return true }
        case "%": if isLetter(next) || isDigit(next) || next == UInt8(ascii: "(") { return true }
        case "$": if isLetter(next) || next == UInt8(ascii: "(") { return true }
        case "-": if isOption(bytes, at: index) { return true }
        default: break
        }
      }
      return false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Whether an option of a command begins at a hyphen: `-v`, `--help`.
  private static func isOption(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let name = bytes[(index + 1)...].drop { $0 == UInt8(ascii: "-") }
    guard let first = name.first, name.startIndex <= index + 2, isLetter(first) else {
      return false
    }
    guard index > 0 else { return true }
    let last = bytes[index - 1]
    // A no-break space, or a guillemet.
    let isWide = index > 1 && bytes[index - 2] == 0xc2 && (last == 0xa0 || last == 0xab)
    return last <= 0x20 || isWide || "\"'([/|".utf8.contains(last)
  }
}
