import S2SCorpora
import S2SFiles
import S2SMetrics
import S2SModels
import S2SText
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
  /// All files are read before the first sentence is translated.
  ///
  /// - Parameter isCancelled: as of `Translator.translate`.
  /// - Throws: as `translate` and `evaluate`.
  public func run(
    _ selection: CorpusSelection = CorpusSelection(),
    _ request: EvaluationRequest = EvaluationRequest(),
    isCancelled: @Sendable () -> Bool = { Task.isCancelled }
  ) throws -> Evaluation {
    let inputs = try inputs(selection, request)
    return try evaluate(
      translate(inputs.test, isCancelled: isCancelled), request, inputs.sides,
      isCancelled: isCancelled)
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
    try translate(testPairs(selection), isCancelled: isCancelled)
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
    try evaluate(testSet, request, sideFiles(request), isCancelled: isCancelled)
  }

  private func testPairs(_ selection: CorpusSelection) throws -> TestPairs {
    let files = try testFiles(selection)
    let pairs = try files.read()
    try CorpusError.check(pairs.sources, of: files.paths[0])
    try CorpusError.check(pairs.targets, of: files.paths[files.paths.count - 1])
    return TestPairs(files: files.paths, pairs: pairs)
  }

  private func sideFiles(_ request: EvaluationRequest) throws -> EvaluationRequest.SideFiles {
    try request.sideFiles(
      language: bundle.target,
      knownText: TrainingFacts(bundle.facts).trainingText(in: bundle.target))
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

/// All that is read before a test set is translated.
extension Evaluator {
  /// A test set and its files.
  package struct TestPairs {
    let files: [String]
    let pairs: ParallelCorpus
  }

  /// The test set, and the other files that a request names.
  package struct Inputs {
    package let test: TestPairs
    package let sides: EvaluationRequest.SideFiles
  }

  /// The files that an evaluation reads, those of its request excepted.
  package func paths(_ selection: CorpusSelection) throws -> [String] {
    let facts = TrainingFacts(bundle.facts)
    return try [file] + testFiles(selection).paths + facts.files.map(\.path)
  }

  /// Reads and checks all files, so that nothing fails for them after minutes of translating.
  ///
  /// - Throws: as `run`.
  package func inputs(
    _ selection: CorpusSelection, _ request: EvaluationRequest
  ) throws -> Inputs {
    let sides = try sideFiles(request)
    let test = try testPairs(selection)
    try sides.check(
      sentences: test.pairs.count, of: test.files.joined(separator: " and "))
    return Inputs(test: test, sides: sides)
  }

  /// Translates a test set.
  ///
  /// - Throws: `CancellationError`.
  package func translate(
    _ test: TestPairs, isCancelled: @Sendable () -> Bool = { Task.isCancelled },
    progress: @Sendable (TranslationProgress) -> Void = { _ in }
  ) throws -> TranslatedTestSet {
    let start = MonotonicClock.seconds()
    let translations = try translator.translate(
      test.pairs.sources, isCancelled: isCancelled, progress: progress)
    return TranslatedTestSet(
      files: test.files, pairs: test.pairs, hypotheses: translations.map(\.text),
      unknownCharacters: translations.reduce(into: UnknownCharacters()) {
        $0.add($1.unknownCharacters)
      },
      seconds: MonotonicClock.seconds() - start)
  }

  /// Scores a translated test set.
  ///
  /// - Throws: as the other `evaluate`, reading excepted.
  package func evaluate(
    _ testSet: TranslatedTestSet, _ request: EvaluationRequest,
    _ sides: EvaluationRequest.SideFiles,
    isCancelled: @Sendable () -> Bool = { Task.isCancelled }
  ) throws -> Evaluation {
    var subject = EvaluationSubject(
      "\(file), \(bundle.source) to \(bundle.target)", hypotheses: testSet.hypotheses,
      references: [testSet.pairs.targets])
    subject.language = bundle.target
    subject.sources = testSet.pairs.sources
    var evaluation = try request.evaluate(subject, sides)
    if !request.metrics.measures.isEmpty {
      request.report(.measures)
      evaluation.fit = try translator.fit(testSet.pairs, isCancelled: isCancelled)
    }
    if testSet.unknownCharacters.lineCount > 0 {
      evaluation.warnings.append(.unknownCharacters(testSet.unknownCharacters))
    }
    evaluation.sentencesPerSecond = testSet.sentencesPerSecond
    if request.details.contains(.history) { evaluation.addCurve(beside: file) }
    return evaluation
  }
}
