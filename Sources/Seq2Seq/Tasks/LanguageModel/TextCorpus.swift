import S2SOptions

/// The text of a language model.
public struct TextCorpus: FileCorpus {
  /// Training text, one sentence per line.
  public var train: String?
  /// Validation text, in the same form.
  public var valid: String?
  /// The language, for its rules of segmentation.
  public var language: String?

  /// No text.
  public init() {}

  /// The text of a file.
  public init(train: String, valid: String? = nil) {
    self.train = train
    self.valid = valid
  }

  /// Every option.
  public static let options =
    OptionTable<Self>([
      .path("train", \.train, "Training text, one sentence per line, plain or .gz").required,
      .path(
        "valid", \.valid,
        "Validation text, in the same form (default: set aside from the training text)"),
    ]) + languageOption(of: "text")
}
