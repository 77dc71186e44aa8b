import S2SOptions

/// Where the text of a language model is.
public struct TextCorpus: Settings {
  /// Training text, a sentence per line.
  public var train: String?
  /// Validation text, likewise.
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
  public static let options = OptionTable<Self>([
    .text("train", \.train, "Training text, a sentence per line, plain or .gz"),
    .text(
      "valid", \.valid, "Validation text, likewise (default: set aside from the training text)"),
    .text("lang", \.language, "The language of the text, such as fr (default: en)"),
  ])

  /// The language, English unless it is named.
  var languageName: String { language ?? "en" }
}
