import S2SOptions

/// The labelled texts of a classifier.
public struct ClassifierCorpus: FileCorpus {
  /// Training texts, a label and a text per line.
  public var train: String?
  /// Validation texts, in the same form.
  public var valid: String?
  /// The column that has the labels; `nil` finds out.
  public var labelColumn: LabelColumn?
  /// The language, for its rules of segmentation.
  public var language: String?

  /// No texts.
  public init() {}

  /// The texts of a file.
  public init(train: String, valid: String? = nil) {
    self.train = train
    self.valid = valid
  }

  /// Every option.
  public static let options =
    OptionTable<Self>([
      .path(
        "train", \.train,
        "Training texts, a line each: label, tab, text, or text, tab, label; plain or .gz"
      ).required,
      .path(
        "valid", \.valid,
        "Validation texts, in the same form (default: set aside from the training texts)"),
      .choice(
        "label-column", \.labelColumn,
        "The column that has the labels, first or last (default: the one with fewer values)"),
    ]) + languageOption(of: "texts")
}
