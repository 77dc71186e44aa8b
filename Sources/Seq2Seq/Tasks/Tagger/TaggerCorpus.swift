import S2SCorpora
import S2SOptions
import S2SText

/// The sentences of a tagger: CoNLL-U, or lines of a word, a tab and its tag.
public struct TaggerCorpus: Settings {
  /// Training sentences.
  public var train: String?
  /// Validation sentences, in the same form.
  public var valid: String?
  /// The language, for cutting plain text into words.
  public var language: String?

  /// No sentences.
  public init() {}

  /// The sentences of a file.
  public init(train: String, valid: String? = nil) {
    self.train = train
    self.valid = valid
  }

  /// Every option.
  public static let options = OptionTable<Self>([
    .path(
      "train", \.train,
      "Training sentences: CoNLL-U, or word, tab, tag with empty lines between; plain or .gz"
    ).required,
    .path(
      "valid", \.valid,
      "Validation sentences, in the same form (default: set aside from the training sentences)"),
    .text(
      "lang", \.language, "The language of the sentences, such as fr (default: en)",
      as: TextPipeline.canonicalTag),
  ])

  /// The language, English unless it is named.
  var languageName: String { language ?? "en" }
}

extension TaggerCorpus: TaskCorpus {
  package static var pathNames: Set<String> { ["train", "valid"] }

  package var complete: TaggerCorpus {
    var corpus = self
    corpus.language = languageName
    return corpus
  }

  /// Sentences to test on have to be named.
  package func files(_ part: CorpusFinder.Part) throws -> [String] {
    switch part {
    case .train: [train].compactMap(\.self)
    case .valid: [valid].compactMap(\.self)
    case .test: []
    }
  }
}
