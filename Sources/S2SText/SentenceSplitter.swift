/// Splits text into sentences: after full stops, `?`, `!` and ellipses by rules of our own, which know
/// the abbreviations of a language, and elsewhere by Unicode's, which know the marks of all scripts.
///
/// - no sentence ends after an abbreviation, an initial, or a number that is an ordinal or counts an
///   entry of a list; after those that may end one, only before a word with which sentences begin;
/// - a mark that closes, with white space before it as in French or without, belongs to the sentence
///   before it, which goes on behind it if a small letter follows;
/// - what has no letters is no sentence, but belongs to the one before it;
/// - the space behind a sentence may be missing.
///
/// One thread at a time.
///
/// ICU's own suppressions (`ss=standard`) are not used: they look at ends of words, so that in German
/// no sentence would end in *Meter.*
///
/// Reference: Unicode Standard Annex #29, sentence boundaries; Kiss and Strunk 2006, "Unsupervised
/// Multilingual Sentence Boundary Detection", doi:10.1162/coli.2006.32.4.485 (words with which
/// sentences begin).
public final class SentenceSplitter {
  private let iterator: BreakIterator?
  private let rules: SentenceRules
  private var ends: [Int] = []

  /// Makes a splitter; without ICU's data sentences end at full stops, `?`, `!` and ellipses only.
  ///
  /// - Parameter locale: the language; an unknown one gets the rules without abbreviations.
  public init(locale: String) {
    iterator = BreakIterator(.sentences, locale: TextPipeline.isLocale(locale) ? locale : "root")
    rules = SentenceRules.rules(for: locale)
  }

  /// The sentences of a text, each with the white space after it; joined they are the text.
  ///
  /// - Complexity: O(*n*).
  public func sentences(in text: String) -> [String] {
    let line = SentenceLine(text, rules)
    var sentences: [String] = []
    var start = 0
    for end in line.ends(unicodeEnds(in: text)) {
      let sentence = String(String.UnicodeScalarView(line.scalars[start..<end]))
      if sentences.isEmpty || sentence.unicodeScalars.contains(where: \.properties.isAlphabetic) {
        sentences.append(sentence)
      } else {
        sentences[sentences.count - 1] += sentence
      }
      start = end
    }
    return sentences
  }

  /// The sentences of a text.
  ///
  /// To split many texts, make a splitter once.
  public static func sentences(in text: String, locale: String) -> [String] {
    SentenceSplitter(locale: locale).sentences(in: text)
  }

  /// The ends of sentences by Unicode's rules, in scalars.
  private func unicodeEnds(in text: String) -> [Int] {
    guard let iterator, !text.isEmpty else { return [] }
    let bytes = Array(text.utf8)
    ends.removeAll(keepingCapacity: true)
    iterator.appendEnds(of: bytes, in: bytes.indices, to: &ends)
    var found: [Int] = []
    var next = ends[...]
    var scalars = 0
    for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      if offset == next.first { found.append(scalars) }
      while let end = next.first, end <= offset { next.removeFirst() }
      scalars += 1
    }
    return found
  }
}
