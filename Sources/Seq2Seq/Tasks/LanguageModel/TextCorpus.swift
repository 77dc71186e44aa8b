import S2SCorpora
import S2SOptions
import S2SText

/// The text of a language model.
public struct TextCorpus: Settings {
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
  public static let options = OptionTable<Self>([
    .path("train", \.train, "Training text, one sentence per line, plain or .gz").required,
    .path(
      "valid", \.valid,
      "Validation text, in the same form (default: set aside from the training text)"),
    .text(
      "lang", \.language, "The language of the text, such as fr (default: en)",
      as: TextPipeline.canonicalTag),
  ])

  /// The language, English unless it is named.
  var languageName: String { language ?? "en" }
}

extension TextCorpus: TaskCorpus {
  package static var pathNames: Set<String> { ["train", "valid"] }

  package var complete: TextCorpus {
    var corpus = self
    corpus.language = languageName
    return corpus
  }

  /// A text to test on has to be named.
  package func files(_ part: CorpusFinder.Part) throws -> [String] {
    switch part {
    case .train: [train].compactMap(\.self)
    case .valid: [valid].compactMap(\.self)
    case .test: []
    }
  }
}
