/// A system's texts, and what they are compared with.
public struct EvaluationSubject: Sendable {
  /// The system: a file, or a model and its languages.
  public var name: String
  /// The language of hypotheses and references as a BCP 47 code, where it is known.
  public var language: String?
  /// The system's texts, one per sentence.
  public var hypotheses: [String]
  /// The streams of references, each as long as `hypotheses`; `nil` where a stream has none.
  public var references: [[String?]]
  /// The sources, one per sentence, where they are known.
  public var sources: [String]?

  /// How words of the language are cut where no metric says so.
  var cutter: WordCutter { WordCutter(language: language) }

  /// Names texts and their references.
  public init(_ name: String, hypotheses: [String], references: [[String?]]) {
    self.name = name
    self.hypotheses = hypotheses
    self.references = references
  }
}
