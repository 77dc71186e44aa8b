import S2SText

extension ROUGE {
  /// Where the sentences of a text end, for ROUGE-Lsum.
  public enum Sentences: Sendable, Equatable {
    /// At line feeds, as in rouge-score; so a line of a file is one sentence.
    case lines
    /// At a text that stands between sentences, such as `<q>`; it belongs to none.
    case separator(String)
    /// Where ICU ends the sentences of a language, such as `en`; rouge-score has NLTK for that, and
    /// calls it `split_summaries`.
    case language(String)

    /// The text with a line feed after each sentence but the last.
    func lines(of text: String) -> String {
      switch self {
      case .lines: text
      case .separator(let separator): text.replacing(separator, with: "\n")
      case .language(let language):
        SentenceSplitter.sentences(in: text, locale: language).joined(separator: "\n")
      }
    }

    /// What a signature says of it; nil for what rouge-score does by itself.
    var field: Signature.Field? {
      switch self {
      case .lines: nil
      case .separator: Signature.Field("sents", "separator")
      case .language(let language): Signature.Field("sents", "icu-\(language)")
      }
    }
  }
}
