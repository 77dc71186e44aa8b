import S2SCorpora
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
  /// Training pairs: a `.tsv`, `.tmx`, `.po` or `.mo`, or a stem.
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
    .text(
      "corpus", \.directory,
      """
      A directory with train.LANG, valid.LANG and test.LANG, plain or .gz \
      (default: corpora/phrasebook)
      """),
    .text(
      "train", \.train,
      "Training pairs: a .tsv, .tmx, .po or .mo file, or a stem that .LANG completes"
    ),
    .text(
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
