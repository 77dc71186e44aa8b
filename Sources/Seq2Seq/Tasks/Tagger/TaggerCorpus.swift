import S2SOptions

/// The sentences of a tagger: CoNLL-U, or lines of a word, a tab and its tag.
public struct TaggerCorpus: FileCorpus {
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
  public static let options =
    OptionTable<Self>([
      .path(
        "train", \.train,
        "Training sentences: CoNLL-U, or word, tab, tag with empty lines between; plain or .gz"
      ).required,
      .path(
        "valid", \.valid,
        "Validation sentences, in the same form (default: set aside from the training sentences)"),
    ]) + languageOption(of: "sentences")
}
