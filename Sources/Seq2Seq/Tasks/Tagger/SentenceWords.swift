import S2SText

/// Cuts plain text into sentences and words, for one thread.
struct SentenceWords {
  private let sentences: SentenceSplitter
  private let segmenter: Segmenter

  /// Cuts by the rules of a language.
  init(language: String) {
    sentences = SentenceSplitter(locale: language)
    segmenter = Segmenter(locale: language)
  }

  /// The words of each sentence that has some; no word has white space.
  func sentences(of text: String) -> [[String]] {
    sentences.sentences(in: Normalizer.nfc(text)).map(words).filter { !$0.isEmpty }
  }

  private func words(_ sentence: String) -> [String] {
    sentence.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).flatMap { part in
      let bytes = Array(String(part).utf8)
      var ends: [Int] = []
      segmenter.appendWordEnds(of: bytes, in: bytes.indices, to: &ends)
      return zip([0] + ends, ends).map { String(decoding: bytes[$0..<$1], as: UTF8.self) }
    }
  }
}
