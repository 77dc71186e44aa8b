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
  /// The runs of a system that was trained several times, perhaps beside those of others; the scores
  /// are then means over the runs.
  public private(set) var runs: RunsComparison?
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

  /// Takes the means over the runs of a system.
  public init(name: String, runs: RunsComparison) {
    self.init(
      name: name,
      scores: runs.columns.map {
        MetricScore(name: $0.name, score: $0.results[0].mean, signature: $0.signature)
      })
    self.runs = runs
  }

  /// Adds what is known of each run of the system besides its texts.
  ///
  /// - Precondition: no other system is compared with it.
  public mutating func addScores(ofRuns scores: [[MetricScore]]) {
    guard let runs else { return }
    let others = RunsComparison(runs: runs.systems[0], scores: scores)
    self.runs = runs.adding(others)
    self.scores += Evaluation(name: name, runs: others).scores
  }

  /// Scores texts.
  ///
  /// - Throws: `MetricError` with any code.
  public init(
    _ subject: EvaluationSubject, metrics: [any Metric], significance: Significance = Significance()
  ) throws {
    let texts = try ScoredTexts(subject, metrics: metrics)
    self.init(name: subject.name, scores: texts.scores(significance.bootstrap))
    language = subject.language
    self.texts = texts
    comparison = try significance.pairedTest.map { test in
      try texts.compared(under: subject.name, with: significance.systems, by: test)
    }
    if texts.corpus.looksTokenized { warnings.append(.tokenizedHypotheses) }
  }
}
