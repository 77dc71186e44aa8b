import S2SCorpora
import S2SFiles
import S2SMetrics
import S2SModels
import S2SText
import S2STraining

/// Translates the test set of a model's corpus, or another, and scores the result.
public struct Evaluator: Sendable {
  private let translator: Translator
  private let files: [String]

  /// The first model, whose corpus and languages count.
  private var bundle: TranslationBundle { translator.bundles[0] }

  /// Loads the model in a file or directory.
  ///
  /// - Throws: as `init(ensemble:options:)`.
  public init(path: String, options: TranslationOptions = TranslationOptions()) throws {
    try self.init(ensemble: [path], options: options)
  }

  /// Loads models in files or directories that translate together.
  ///
  /// - Throws: `ModelError`, `FileError`, `SafetensorsError` or `TextError` when one cannot be read,
  ///   `SearchError` for impossible options.
  public init(ensemble paths: [String], options: TranslationOptions = TranslationOptions()) throws {
    files = try paths.map(ModelDirectory.file(at:))
    translator = try Translator(files: files, options: options)
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
  /// - Throws: `CorpusError.noPart` when there is no test set in the directory that was named;
  ///   `OriginError` where none is named and none is known; what reading a corpus throws;
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
    let reader = try PairReader(files)
    let pairs = try ParallelCorpus(rest: reader)
    try CorpusError.check(pairs.sources, of: files.paths[0])
    try CorpusError.check(pairs.targets, of: files.paths[files.paths.count - 1])
    return TestPairs(files: files.paths, pairs: pairs, reading: reader.report?.summary)
  }

  private func sideFiles(_ request: EvaluationRequest) throws -> EvaluationRequest.SideFiles {
    try request.sideFiles(language: bundle.target) { [bundle] in
      try corpus.training(.trainingText).files(.train).first { path in
        [".\(bundle.target)", ".\(bundle.target).gz"].contains(where: path.hasSuffix)
      }
    }
  }

  /// The corpus that the model was made from.
  private var corpus: KnownCorpus<TranslationCorpus> {
    KnownCorpus(ofModel: files[0], bundle.facts)
  }

  /// The named test set, else that of the directory that was named, else that of the corpus that
  /// the model was made from.
  private func testFiles(_ selection: CorpusSelection) throws -> CorpusFiles {
    let isNamed = selection.test != nil || selection.directory != nil
    let found =
      isNamed
      ? try selection.files(.test, source: bundle.source, target: bundle.target)
      : try corpus.testing().testSet()
    if let found { return found }
    throw CorpusError.noPart(
      .test, directory: selection.directory ?? CorpusSelection.bundledDirectory,
      LanguagePair(source: bundle.source, target: bundle.target), isNamed: true)
  }
}

/// All that is read before a test set is translated.
extension Evaluator {
  /// A test set and its files.
  package struct TestPairs: Sendable {
    package let files: [String]
    let pairs: ParallelCorpus
    /// What was found out about the files in reading, if it is worth saying.
    package let reading: String?
    /// The lines to translate.
    package var sources: [String] { pairs.sources }
  }

  /// The test set, and the other files that a request names.
  package struct Inputs: Sendable {
    package let test: TestPairs
    package let sides: EvaluationRequest.SideFiles
  }

  /// The files that an evaluation reads, those of its request excepted.
  package func paths(_ selection: CorpusSelection) throws -> [String] {
    try files + testFiles(selection).paths + corpus.possibleFiles
  }

  /// Checks what the translation of a line must have.
  ///
  /// - Throws: `TranslationError`.
  package func check(_ request: TranslationRequest) throws { try translator.check(request) }

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
  /// - Parameter requests: its sources with what their translations must have; the sources alone
  ///   where it is `nil`.
  /// - Throws: `CancellationError`.
  package func translate(
    _ test: TestPairs, as requests: [TranslationRequest]? = nil,
    isCancelled: @Sendable () -> Bool = { Task.isCancelled },
    progress: @Sendable (TranslationProgress) -> Void = { _ in }
  ) throws -> TranslatedTestSet {
    let start = MonotonicClock.seconds()
    let requests = requests ?? test.sources.map { TranslationRequest($0) }
    progress(TranslationProgress(share: 0, lineCount: requests.count))
    let translations = try translator.translate(
      requests, isCancelled: isCancelled, progress: progress)
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
    if !request.metrics.measures.isEmpty { request.report(.measures) }
    let fit =
      request.metrics.measures.isEmpty
      ? nil
      : try fit(testSet.pairs, isCancelled: isCancelled, report: request.report)
    var evaluation = try request.evaluate(subject(testSet), sides, fit: fit)
    if testSet.unknownCharacters.lineCount > 0 {
      evaluation.warnings.append(.unknownCharacters(testSet.unknownCharacters))
    }
    evaluation.sentencesPerSecond = testSet.sentencesPerSecond
    evaluation.search = translator.options.settings
    evaluation.files = try evaluatedFiles(testSet, request) + request.files(of: sides)
    // The curve of one model of several would say nothing of the others.
    if request.details.contains(.history), files.count == 1 {
      evaluation.addCurve(beside: files[0])
    }
    return evaluation
  }

  /// A translated test set as it is scored.
  func subject(_ testSet: TranslatedTestSet) -> EvaluationSubject {
    var subject = EvaluationSubject(
      "\(files.joined(separator: " + ")), \(bundle.source) to \(bundle.target)",
      hypotheses: testSet.hypotheses,
      references: [testSet.pairs.targets.map(bundle.targetText.joined)])
    subject.language = bundle.target
    subject.sources = testSet.pairs.sources.map(bundle.sourceText.joined)
    return subject
  }

  /// Measures the model on pairs.
  func fit(
    _ pairs: ParallelCorpus, isCancelled: @Sendable () -> Bool,
    report: @Sendable (EvaluationStep) -> Void
  ) throws -> ModelFit {
    try translator.fit(pairs, isCancelled: isCancelled, report: report)
  }

  private func evaluatedFiles(
    _ testSet: TranslatedTestSet, _ request: EvaluationRequest
  ) throws -> [EvaluatedFile] {
    let roles: [EvaluatedFile.Role] =
      testSet.files.count == 2 ? [.sources, .references] : testSet.files.map { _ in .pairs }
    return try files.map { try request.file(.model, $0, count: nil) }
      + zip(roles, testSet.files).map { role, path in
        try request.file(role, path, count: testSet.pairs.count)
      }
  }
}
