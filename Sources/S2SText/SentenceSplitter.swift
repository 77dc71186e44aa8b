/// Splits text into sentences by ICU's rules for its language.
///
/// Reference: Unicode Standard Annex #29, sentence boundaries, with CLDR's list of abbreviations.
public enum SentenceSplitter {
  /// The sentences of a text, each with the white space after it; joined they are the text.
  ///
  /// - Parameter locale: the language; an unknown one gets Unicode's rules without abbreviations.
  public static func sentences(in text: String, locale: String) -> [String] {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else { return [] }
    let isTag = locale.utf8.count <= 64 && locale.utf8.allSatisfy { $0 > 0x20 && $0 != 0x40 }
    guard let iterator = BreakIterator(.sentences, locale: isTag ? locale : "root") else {
      return [text]
    }
    var ends: [Int] = []
    iterator.appendEnds(of: bytes, in: bytes.indices, to: &ends)
    var start = 0
    return ends.map { end in
      defer { start = end }
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }
  }
}
