import S2SCorpora
import S2SOptions
import S2SText

/// A corpus of one file with everything to learn from, and perhaps one to validate with, in one language.
public protocol FileCorpus: Settings {
  /// The file to train on.
  var train: String? { get set }
  /// The file to validate with; `nil` sets a part of the training file aside.
  var valid: String? { get set }
  /// The language, for its rules of segmentation; English unless it is named.
  var language: String? { get set }
}

extension FileCorpus {
  /// The option of the language.
  ///
  /// - Parameter noun: what is in the files, such as `texts`.
  static func languageOption(of noun: String) -> OptionTable<Self> {
    OptionTable([
      .text(
        "lang", \.language, "The language of the \(noun), such as fr (default: en)",
        as: TextPipeline.canonicalTag)
    ])
  }

  /// The language, English unless it is named.
  var languageName: String { language ?? "en" }

  /// The options whose values are paths.
  package static var pathNames: Set<String> { ["train", "valid"] }

  /// The corpus with its language.
  package var complete: Self {
    var corpus = self
    corpus.language = languageName
    return corpus
  }

  /// The file of a part; one to test on has to be named.
  package func files(_ part: CorpusFinder.Part) throws -> [String] {
    switch part {
    case .train: [train].compactMap(\.self)
    case .valid: [valid].compactMap(\.self)
    case .test: []
    }
  }
}

extension TextCorpus: TaskCorpus {}
extension ClassifierCorpus: TaskCorpus {}
extension TaggerCorpus: TaskCorpus {}

extension LearningTask where Corpus: FileCorpus {
  package static func named(_ corpus: Corpus) -> Corpus { corpus.complete }
}
