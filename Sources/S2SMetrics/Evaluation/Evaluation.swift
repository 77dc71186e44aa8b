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
    /// Some examples are of classes that the model does not know; they count as mistakes.
    case unknownClasses(examples: Int, names: [String])
    /// Some models have scores that others do not have, so these are not compared.
    case scoresOfSomeRuns([String])
    /// Some pictures of a test set have no caption and are not scored.
    case uncaptionedPictures(Int)
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

  /// A setting of the search.
  public struct Setting: Sendable, Equatable {
    /// Its name, as the command has it.
    public let name: String
    /// Its value.
    public let value: String

    /// Names a value.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Another system's texts under the same metrics.
  public struct System: Sendable {
    /// Its name, such as a path.
    public let name: String
    /// Its texts.
    public let texts: ScoredTexts
  }

  /// The system: a file, or a model and its languages.
  public var name: String
  /// The language of the texts as a BCP 47 code, where it is known.
  public var language: String?
  /// The scores, in the order in which they are shown.
  public var scores: [MetricScore]
  /// The texts that are scored.
  public private(set) var texts: ScoredTexts?
  /// The other systems, in the order in which they were named.
  public private(set) var others: [System] = []
  /// Whether they differ from this one by chance.
  public private(set) var comparison: PairedComparison?
  /// The runs of a system that was trained several times, perhaps beside those of others; the scores
  /// are then means over the runs.
  public private(set) var runs: RunsComparison?
  /// What gave the scores their intervals.
  public private(set) var intervals: Bootstrap?
  /// How well the model predicts the references.
  public private(set) var fit: ModelFit?
  /// The files of the test set and of the systems.
  public var files: [EvaluatedFile] = []
  /// How translations were searched for.
  public var search: [Setting] = []
  /// The speed of the system.
  public var sentencesPerSecond: Double?
  /// The text that the model was trained on, target side.
  public var trainingText: TrainingText?
  /// How the training of the model went.
  public var curve: LearningCurve?
  /// Numbers that are not of texts, such as a confusion matrix, in the order in which they are shown.
  public var tables: [EvaluationTable] = []
  /// What deserves a word.
  public var warnings: [Warning] = []

  /// Collects scores of any kind.
  public init(name: String, scores: [MetricScore]) {
    self.name = name
    self.scores = scores
  }

  /// Takes the means over the runs of a system of the scores that all of them have.
  public init(name: String, runs: [String], scores: [[MetricScore]]) {
    self.init(name: name, runs: RunsComparison(runs: runs, scores: scores))
    let partial = RunsComparison.partialNames(scores)
    if !partial.isEmpty { warnings.append(.scoresOfSomeRuns(partial)) }
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

  /// Scores texts, and what a model makes of their references.
  ///
  /// - Parameters:
  ///   - fit: how well the model predicts the first reference of each sentence.
  ///   - measures: which measures of the fit are scores.
  ///   - report: is called with what is done, on any thread.
  /// - Throws: `MetricError` with any code.
  public init(
    _ subject: EvaluationSubject, metrics: [any Metric],
    significance: Significance = Significance(), fit: ModelFit? = nil,
    measures: [ModelMeasure] = [],
    report: @escaping @Sendable (EvaluationStep) -> Void = { _ in }
  ) throws {
    let ofModel: [any Metric] = fit.map { [ModelFitMetric($0, measures)] } ?? []
    let texts = try ScoredTexts(subject, metrics: metrics + ofModel, report: report)
    self.init(name: subject.name, scores: texts.scores(significance.bootstrap, report: report))
    language = subject.language
    self.texts = texts
    self.fit = fit
    intervals = significance.bootstrap
    others = try significance.systems.map { system in
      var other = subject
      other.hypotheses = system.hypotheses
      return System(name: system.name, texts: try ScoredTexts(other, metrics: metrics))
    }
    comparison = significance.pairedTest.map { test in
      texts.compared(under: subject.name, with: others, by: test, report: report)
    }
    if texts.corpus.looksTokenized { warnings.append(.tokenizedHypotheses) }
  }
}
