import S2SCorpora

/// What a model is to learn from beside real pairs: text in its target language, with translations of it by
/// a model of the reverse direction as sources.
public struct BackTranslationRequest: SyntheticCorpusRequest, Sendable {
  /// The models of the reverse direction, as an ensemble where there are several.
  public var models: [String]
  /// Files of text, plain or `.gz`, a sentence on each line, in the language that the models read.
  public var texts: [String]
  /// Where `train.LANG` of both languages go.
  public var directory: String
  /// Real pairs to write before the others, in the forward direction; none unless some are named.
  public var corpus = CorpusSelection()
  /// How the models translate.
  public var translation = TranslationOptions()
  /// Which lines are left out.
  public var filter = MachinePairFilter()
  /// Whether `tag` stands before each source that a model made.
  public var isTagged = false
  /// Whether to go on with a work that is under way in the directory.
  public var resumes = false
  /// Whether files that are there may be replaced, and a work under way begun anew.
  public var overwrites = false

  /// The word that tells sources that a model made from others.
  ///
  /// It has no letters and no digits, so that it changes nothing that is learned of capitals, and a sentence
  /// with it is the same sentence to `Fingerprint`. No form of typing changes it.
  ///
  /// Reference: Caswell et al. 2019, arXiv:1906.06442.
  public static let tag = "\u{2021}"

  /// Asks for translations of text.
  public init(models: [String], texts: [String], directory: String) {
    self.models = models
    self.texts = texts
    self.directory = directory
  }
}
