/// What a student is to learn from: the translations of its teachers.
public struct DistillationRequest: SyntheticCorpusRequest, Sendable {
  /// Which of a teacher's translations a source goes with.
  public enum Choice: String, Sendable, CaseIterable {
    /// The best one.
    case best
    /// The one of the beam that is closest to the reference, by sentence BLEU.
    case closest
  }

  /// The models that translate, as an ensemble where there are several.
  public var teachers: [String]
  /// The training pairs; those of the first teacher unless some are named.
  public var corpus = CorpusSelection()
  /// Where `train.LANG` of both languages go.
  public var directory: String
  /// Which translation a source goes with.
  public var choice = Choice.closest
  /// Whether the pairs of the corpus are written, too, each before its translation.
  public var keepsPairs = false
  /// How the teachers translate.
  public var translation = TranslationOptions()
  /// Whether to go on with a distillation that is under way in the directory.
  public var resumes = false
  /// Whether files that are there may be replaced, and a distillation under way begun anew.
  public var overwrites = false

  /// Asks for a distillation.
  public init(teachers: [String], directory: String) {
    self.teachers = teachers
    self.directory = directory
  }
}
