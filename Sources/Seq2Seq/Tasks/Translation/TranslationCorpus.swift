import S2SCorpora
import S2SFiles
import S2SOptions
import S2SText

/// The corpus of a translator.
public struct TranslationCorpus: Settings {
  /// The source language, such as `fr`.
  public var source: String?
  /// The target language, such as `en`.
  public var target: String?
  /// A directory with `train.LANG`, `valid.LANG` and `test.LANG`.
  public var directory: String?
  /// Training pairs: a `.tsv`, `.csv`, `.tmx`, `.po` or `.mo`, or a stem.
  public var train: String?
  /// Validation pairs, in the same forms.
  public var valid: String?

  /// No corpus.
  public init() {}

  /// The bundled corpus, unless another is named.
  public init(source: String, target: String) {
    self.source = source
    self.target = target
  }

  /// Every option.
  public static let options = OptionTable<Self>([
    .text(
      "src", \.source, "The source language, such as fr", as: TextPipeline.canonicalTag
    ).required,
    .text(
      "tgt", \.target, "The target language, such as en", as: TextPipeline.canonicalTag
    ).required,
    .path(
      "corpus", \.directory,
      """
      A directory with train.LANG, valid.LANG and test.LANG, plain or .gz \
      (default: corpora/phrasebook)
      """),
    .path(
      "train", \.train,
      "Training pairs: a .tsv, .csv, .tmx, .po or .mo file, or a stem that .LANG completes"
    ),
    .path(
      "valid", \.valid,
      "Validation pairs, in the same forms (default: set aside from the training pairs)"),
  ])

  /// The two languages.
  ///
  /// - Throws: `OptionError` (`missing`).
  func languages() throws -> LanguagePair {
    guard let source else { throw OptionError.missing(option: "src") }
    guard let target else { throw OptionError.missing(option: "tgt") }
    return LanguagePair(source: source, target: target)
  }

  /// The files, in the form that other commands use.
  ///
  /// - Throws: `OptionError` for files named in two ways.
  func selection() throws -> CorpusSelection {
    if directory != nil && train != nil {
      throw OptionError.excludes(option: "corpus", other: "train")
    }
    if valid != nil && train == nil { throw OptionError.needs(option: "valid", other: "train") }
    return CorpusSelection(directory: directory, train: train, valid: valid)
  }
}

extension TranslationCorpus: TaskCorpus {
  package static var pathNames: Set<String> { ["corpus", "train", "valid"] }

  package var complete: TranslationCorpus {
    guard directory == nil && train == nil else { return self }
    var corpus = self
    corpus.directory = CorpusSelection.bundledDirectory
    return corpus
  }

  package func files(_ part: CorpusFinder.Part) throws -> [String] {
    if part == .test { return try testSet()?.paths ?? [] }
    let languages = try languages()
    return try selection().files(part, source: languages.source, target: languages.target)?.paths
      ?? []
  }

  /// The test set beside the training pairs; `nil` where there is none but files of the run.
  ///
  /// - Throws: as `files`.
  func testSet() throws -> CorpusFiles? {
    let languages = try languages()
    let finder = CorpusFinder(source: languages.source, target: languages.target)
    let found =
      if let train {
        try finder.testSet(besideTraining: train)
      } else {
        try finder.find(.test, in: directory ?? CorpusSelection.bundledDirectory)
      }
    guard let found else { return nil }
    // What was trained on, or measured on during training, is no test.
    let files = [CorpusFinder.Part.train, .valid].flatMap { (try? self.files($0)) ?? [] }
    let seen = Set(files.compactMap { FileIdentity(path: $0) })
    return found.paths.contains { FileIdentity(path: $0).map(seen.contains) ?? false } ? nil : found
  }
}
