/// Splits text into sentences by ICU's rules for its language, and by a few of our own.
///
/// - no sentence ends after an abbreviation, an initial, or a number that is an ordinal or counts an
///   entry of a list;
/// - a quotation mark after white space, as in French, belongs to the sentence before it;
/// - what has no letters is no sentence, but belongs to the one before it;
/// - in text without capitals a sentence may begin with a small letter.
///
/// One thread at a time.
///
/// ICU's own suppressions (`ss=standard`) are not used: they look at ends of words, so that in German
/// no sentence would end in *Meter.*
///
/// Reference: Unicode Standard Annex #29, sentence boundaries.
public final class SentenceSplitter {
  private let iterator: BreakIterator?
  private let rules: SentenceRules
  private var ends: [Int] = []

  /// Makes a splitter; without ICU's data every text is one sentence.
  ///
  /// - Parameter locale: the language; an unknown one gets Unicode's rules without abbreviations.
  public init(locale: String) {
    iterator = BreakIterator(.sentences, locale: TextPipeline.isLocale(locale) ? locale : "root")
    rules = SentenceRules.rules(for: locale)
  }

  /// The sentences of a text, each with the white space after it; joined they are the text.
  ///
  /// - Complexity: O(*n*).
  public func sentences(in text: String) -> [String] {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else { return [] }
    guard let iterator else { return [text] }
    ends.removeAll(keepingCapacity: true)
    iterator.appendEnds(of: bytes, in: bytes.indices, to: &ends)
    if !bytes.contains(UInt8(ascii: ".")) || LetterCase.found(in: text).contains(.upper) {
      return joined(bytes, ends)
    }
    return joined(bytes, SentenceRules.endsBeforeSmallLetters(of: bytes, and: ends))
  }

  /// The sentences of a text.
  ///
  /// To split many texts, make a splitter once.
  public static func sentences(in text: String, locale: String) -> [String] {
    SentenceSplitter(locale: locale).sentences(in: text)
  }

  /// The texts between boundaries, without those boundaries that end no sentence.
  private func joined(_ bytes: [UInt8], _ ends: [Int]) -> [String] {
    var sentences: [String] = []
    var start = 0
    for boundary in ends {
      guard let end = SentenceRules.end(boundary, in: bytes), end > start else { continue }
      let range = start..<end
      guard end == bytes.count || !rules.continues(bytes, range) else { continue }
      let sentence = String(decoding: bytes[range], as: UTF8.self)
      if sentence.unicodeScalars.contains(where: \.properties.isAlphabetic) || sentences.isEmpty {
        sentences.append(sentence)
      } else {
        sentences[sentences.count - 1] += sentence
      }
      start = end
    }
    return sentences
  }
}
