import S2SCorpora
import S2SFiles
import S2SMetrics
import S2SModels
import S2STraining

/// Translates the test set of a model's corpus, or another, and scores the result.
public struct Evaluator: Sendable {
  private let translator: Translator
  private let bundle: TranslationBundle
  private let metrics: [any Metric]

  /// Scores a model by some metrics.
  ///
  /// - Throws: `SearchError` or `TranslationError` for impossible options.
  public init(
    _ bundle: TranslationBundle, options: TranslationOptions = TranslationOptions(),
    metrics: [any Metric]
  ) throws {
    self.bundle = bundle
    self.metrics = metrics
    translator = try Translator([bundle], options: options)
  }

  /// What was measured, and what was translated.
  public struct Result: Sendable {
    /// The files of the test set.
    public let files: [String]
    /// The test set.
    public let pairs: ParallelCorpus
    /// The translations of its sources.
    public let hypotheses: [String]
    /// Their scores.
    public let report: EvaluationReport
    /// The seconds that translating took.
    public let seconds: Double
    /// How well the model predicts the references, where that was asked for.
    public let fit: ModelFit?
  }

  /// Translates and scores.
  ///
  /// - Parameter measuresFit: whether to measure perplexity and accuracy too.
  /// - Throws: `CorpusError.noPart` when there is no test set, `MetricError`, and what
  ///   reading a corpus throws.
  public func run(
    _ selection: CorpusSelection, measuresFit: Bool = false
  ) throws -> Result {
    let files = try testFiles(selection)
    let pairs = try files.read()
    let start = MonotonicClock.seconds()
    let hypotheses = translator.translate(pairs.sources).map(\.text)
    let seconds = MonotonicClock.seconds() - start
    let scores = try metrics.flatMap {
      try $0.scores(hypotheses: hypotheses, references: [pairs.targets])
    }
    return Result(
      files: files.paths, pairs: pairs, hypotheses: hypotheses,
      report: EvaluationReport(scores: scores), seconds: seconds,
      fit: measuresFit ? translator.fit(pairs) : nil)
  }

  /// The named test set, else that of the directory that was named, else that of the corpus that
  /// the model was trained on.
  private func testFiles(_ selection: CorpusSelection) throws -> CorpusFiles {
    var selection = selection
    if selection.directory == nil, let trained = bundle.facts["corpus_directory"] {
      selection.directory = trained.isEmpty ? nil : trained
    }
    if let files = try selection.files(.test, source: bundle.source, target: bundle.target) {
      return files
    }
    let folder = selection.directory ?? ModelDirectory.inHome("corpora/phrasebook")
    throw CorpusError.noPart(
      .test, directory: folder, LanguagePair(source: bundle.source, target: bundle.target),
      isNamed: selection.directory != nil)
  }
}
