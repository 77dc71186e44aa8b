import S2SText

/// What is known about a system: scores, and what explains them.
///
/// Scores need not be of texts: a language model has its perplexity per word, a tagger its accuracy.
/// What is only known about texts, about a model or about its training is `nil` elsewhere.
public struct Evaluation: Sendable {
  /// What deserves a word beside the scores.
  public enum Warning: Sendable {
    /// Many hypotheses end in a full stop on its own: a score of tokenised text compares with no
    /// other.
    case tokenizedHypotheses
    /// The history of the model's training is there and cannot be read, so there is no curve.
    case unreadableHistory(any Error)
    /// The text that the model was trained on is there and cannot be read, so there are no
    /// frequencies.
    case unreadableTrainingText(any Error)
    /// Some sources have characters that the model never learned.
    case unknownCharacters(UnknownCharacters)
  }

  /// A text that the system learned from.
  public struct TrainingText: Sendable {
    /// Its name, such as a path.
    public let name: String
    /// Its words.
    public let frequencies: WordFrequencies

    /// Names the words of a text.
    public init(name: String, frequencies: WordFrequencies) {
      self.name = name
      self.frequencies = frequencies
    }
  }

  /// The system: a file, or a model and its languages.
  public var name: String
  /// The language of the texts as a BCP 47 code, where it is known.
  public var language: String?
  /// The scores, in the order in which they are shown.
  public var scores: [MetricScore]
  /// The texts that are scored.
  public private(set) var texts: ScoredTexts?
  /// Other systems beside this one.
  public private(set) var comparison: PairedComparison?
  /// How well the model predicts the references.
  public var fit: ModelFit?
  /// The speed of the system.
  public var sentencesPerSecond: Double?
  /// The text that the model was trained on, target side.
  public var trainingText: TrainingText?
  /// How the training of the model went.
  public var curve: LearningCurve?
  /// What deserves a word.
  public var warnings: [Warning] = []

  /// Collects scores of any kind.
  public init(name: String, scores: [MetricScore]) {
    self.name = name
    self.scores = scores
  }

  /// Scores texts.
  ///
  /// - Parameter report: is called with what is done, on any thread.
  /// - Throws: `MetricError` with any code.
  public init(
    _ subject: EvaluationSubject, metrics: [any Metric],
    significance: Significance = Significance(),
    report: @escaping @Sendable (EvaluationStep) -> Void = { _ in }
  ) throws {
    let texts = try ScoredTexts(subject, metrics: metrics, report: report)
    self.init(name: subject.name, scores: texts.scores(significance.bootstrap, report: report))
    language = subject.language
    self.texts = texts
    comparison = try significance.pairedTest.map { test in
      try texts.compared(
        under: subject.name, with: significance.systems, by: test, report: report)
    }
    if texts.corpus.looksTokenized { warnings.append(.tokenizedHypotheses) }
  }
}
