import S2SCorpora
import S2SFiles
import S2SMetrics
import S2SModels
import S2STraining

/// Translates the test set of a model's corpus, or another, and scores the result.
public struct Evaluator: Sendable {
  private let translator: Translator
  private let bundle: TranslationBundle
  private let file: String

  /// Loads the model in a file or directory.
  ///
  /// - Throws: `ModelError`, `FileError`, `SafetensorsError` or `TextError` when it cannot be read,
  ///   `SearchError` for impossible options.
  public init(path: String, options: TranslationOptions = TranslationOptions()) throws {
    file = try ModelDirectory.file(at: path)
    bundle = try TranslationBundle(path: file)
    translator = try Translator([bundle], options: options)
  }

  /// Translates and scores.
  ///
  /// - Parameter isCancelled: as of `Translator.translate`.
  /// - Throws: as `translate` and `evaluate`.
  public func run(
    _ selection: CorpusSelection = CorpusSelection(),
    _ request: EvaluationRequest = EvaluationRequest(),
    isCancelled: @Sendable () -> Bool = { Task.isCancelled }
  ) throws -> Evaluation {
    try evaluate(
      translate(selection, isCancelled: isCancelled), request, isCancelled: isCancelled)
  }

  /// Translates a test set.
  ///
  /// - Parameter isCancelled: as of `Translator.translate`.
  /// - Throws: `CorpusError.noPart` when there is no test set; what reading a corpus throws;
  ///   `CancellationError`.
  public func translate(
    _ selection: CorpusSelection = CorpusSelection(),
    isCancelled: @Sendable () -> Bool = { Task.isCancelled }
  ) throws -> TranslatedTestSet {
    let files = try testFiles(selection)
    let pairs = try files.read()
    let start = MonotonicClock.seconds()
    let hypotheses = try translator.translate(pairs.sources, isCancelled: isCancelled)
      .map(\.text)
    return TranslatedTestSet(
      files: files.paths, pairs: pairs, hypotheses: hypotheses,
      seconds: MonotonicClock.seconds() - start)
  }

  /// Scores what `translate` made, and measures the model where that is asked for.
  ///
  /// - Parameter isCancelled: asked while the model is measured, as by `Translator.fit`.
  /// - Throws: `MetricError`; `FileError` and `LineError` for the other files that a request names;
  ///   `CancellationError`.
  public func evaluate(
    _ testSet: TranslatedTestSet, _ request: EvaluationRequest = EvaluationRequest(),
    isCancelled: @Sendable () -> Bool = { Task.isCancelled }
  ) throws -> Evaluation {
    var subject = EvaluationSubject(
      "\(file), \(bundle.source) to \(bundle.target)", hypotheses: testSet.hypotheses,
      references: [testSet.pairs.targets])
    subject.language = bundle.target
    subject.sources = testSet.pairs.sources
    var request = request
    request.trainingText =
      request.trainingText ?? TrainingFacts(bundle.facts).trainingText(in: bundle.target)
    var evaluation = try request.evaluate(subject)
    if !request.metrics.measures.isEmpty {
      evaluation.fit = try translator.fit(testSet.pairs, isCancelled: isCancelled)
    }
    evaluation.sentencesPerSecond = testSet.sentencesPerSecond
    if request.details.contains(.history) { evaluation.addCurve(beside: file) }
    return evaluation
  }

  /// The named test set, else that of the directory that was named, else that of the corpus that
  /// the model was trained on.
  private func testFiles(_ selection: CorpusSelection) throws -> CorpusFiles {
    var selection = selection
    selection.directory = selection.directory ?? TrainingFacts(bundle.facts).corpusDirectory
    if let files = try selection.files(.test, source: bundle.source, target: bundle.target) {
      return files
    }
    let folder = selection.directory ?? ModelDirectory.inHome("corpora/phrasebook")
    throw CorpusError.noPart(
      .test, directory: folder, LanguagePair(source: bundle.source, target: bundle.target),
      isNamed: selection.directory != nil)
  }
}
