import S2SMetrics
import S2SModels

/// Models on one test set: the runs of one system, such as with several seeds, and others beside them.
///
/// One model is loaded at a time.
public struct ModelRuns: Sendable {
  /// What the runs are compared with: a model's translations, or those in a file.
  private enum Other: Sendable {
    case model(named: String, file: String)
    case texts(PairedTest.System)
  }

  /// The models as they were named, and their files.
  private let runs: [(name: String, file: String)]
  private let others: [Other]
  private let options: TranslationOptions

  /// Names the models, by file or directory.
  ///
  /// - Parameters:
  ///   - runs: one model, or the runs of one system.
  ///   - compared: other systems, or as many runs of one other system: models, and files of translations.
  /// - Throws: `ModelError` where a model is of other languages or no translator; `FileError`,
  ///   `LineError`; `MetricError.unequalRuns`.
  public init(
    _ runs: [String], comparedWith compared: [String] = [],
    options: TranslationOptions = TranslationOptions()
  ) throws {
    guard !runs.isEmpty else { throw ModelError.noModel }
    if runs.count > 1 && !compared.isEmpty && compared.count != runs.count {
      throw MetricError.unequalRuns(count: compared.count, baseline: runs.count)
    }
    self.runs = try runs.map { ($0, try ModelDirectory.file(at: $0)) }
    others = try compared.map { path in
      ModelDirectory.isModel(path)
        ? .model(named: path, file: try ModelDirectory.file(at: path))
        : .texts(PairedTest.System(path, hypotheses: try EvaluationFiles.lines(path)))
    }
    self.options = options
    try Self.checkLanguages(self.runs.map(\.file) + otherModels)
  }

  private var otherModels: [String] {
    others.compactMap { if case .model(_, let file) = $0 { file } else { nil } }
  }

  private static func checkLanguages(_ files: [String]) throws {
    let languages = try files.map { file in
      let (source, target) = try TranslationBundle.languages(path: file)
      return ["source": source, "target": target]
    }
    for (file, own) in zip(files, languages) where own != languages[0] {
      throw ModelError.otherPair(
        path: file, languages: own, first: files[0], wanted: languages[0])
    }
  }

  /// The files that an evaluation reads, those of its request excepted.
  package func paths(_ selection: CorpusSelection) throws -> [String] {
    try Evaluator(path: runs[0].file, options: options).paths(selection) + runs.map(\.file)
      + otherModels
  }

  /// Translates the test set of the first model, or another, with each model, and scores the result.
  ///
  /// - Parameters:
  ///   - request: its compared files are further systems.
  ///   - progress: as of `Translator.translate`.
  ///   - report: is called with each model's name and translations.
  ///   - isCancelled: as of `Translator.translate`.
  /// - Throws: as `Evaluator.run`.
  public func evaluate(
    _ selection: CorpusSelection = CorpusSelection(),
    _ request: EvaluationRequest = EvaluationRequest(),
    progress: @escaping @Sendable (TranslationProgress) -> Void = { _ in },
    report: @escaping (String, TranslatedTestSet) throws -> Void = { _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { Task.isCancelled }
  ) throws -> Evaluation {
    var request = request
    if runs.count > 1 { request.details = [] }
    let first = try Evaluator(path: runs[0].file, options: options)
    let inputs = try first.inputs(selection, request)
    try checkOthers(inputs.test)
    let pass = Pass(
      inputs: inputs, progress: progress, report: report, isCancelled: isCancelled)
    if runs.count == 1 {
      let testSet = try pass.translate(runs[0].name, by: first)
      request.significance.systems += try systems(pass)
      return try first.evaluate(testSet, request, inputs.sides, isCancelled: isCancelled)
    }
    var (subjects, fits) = ([EvaluationSubject](), [[MetricScore]]())
    for (index, run) in runs.enumerated() {
      let evaluator = index == 0 ? first : try Evaluator(path: run.file, options: options)
      subjects.append(evaluator.subject(try pass.translate(run.name, by: evaluator)))
      subjects[index].name = run.name
      fits.append(try pass.fit(of: evaluator, request))
    }
    request.significance.systems += try systems(pass)
    var evaluation = try request.evaluate(runs: subjects, inputs.sides)
    if others.isEmpty { evaluation.addScores(ofRuns: fits) }
    return evaluation
  }

  /// One test set that several models translate.
  private struct Pass {
    let inputs: Evaluator.Inputs
    let progress: @Sendable (TranslationProgress) -> Void
    let report: (String, TranslatedTestSet) throws -> Void
    let isCancelled: @Sendable () -> Bool

    func translate(_ name: String, by evaluator: Evaluator) throws -> TranslatedTestSet {
      let testSet = try evaluator.translate(
        inputs.test, isCancelled: isCancelled, progress: progress)
      try report(name, testSet)
      return testSet
    }

    /// How well a model predicts the references, if that is asked for.
    func fit(of evaluator: Evaluator, _ request: EvaluationRequest) throws -> [MetricScore] {
      guard !request.metrics.measures.isEmpty else { return [] }
      request.report(.measures)
      return try evaluator.fit(
        inputs.test.pairs, isCancelled: isCancelled, report: request.report
      ).scores
    }
  }

  /// The translations of the other systems.
  private func systems(_ pass: Pass) throws -> [PairedTest.System] {
    try others.map { other in
      switch other {
      case .texts(let system): return system
      case .model(let name, let file):
        let evaluator = try Evaluator(path: file, options: options)
        return PairedTest.System(
          name, hypotheses: try pass.translate(name, by: evaluator).hypotheses)
      }
    }
  }

  /// Checks that files of translations have a line per sentence.
  private func checkOthers(_ test: Evaluator.TestPairs) throws {
    for case .texts(let system) in others where system.hypotheses.count != test.pairs.count {
      throw MetricError.unequalCounts(
        .file(system.name, beside: test.files.joined(separator: " and ")),
        count: system.hypotheses.count, sentences: test.pairs.count)
    }
  }
}

extension ModelEvaluation {
  /// Scores the runs of one system, of any task that writes no texts.
  ///
  /// - Throws: as the other `evaluate`.
  public func evaluate(runs paths: [String]) throws -> Evaluation {
    let evaluations = try paths.enumerated().map { index, path in
      var evaluation = self
      evaluation.request.report = { [report = request.report] step in
        report(step.after(index, of: paths.count))
      }
      return try evaluation.evaluate(path)
    }
    var evaluation = Evaluation(
      name: "\(paths.count) runs, the first is \(evaluations[0].name)", runs: paths,
      scores: evaluations.map(\.scores))
    evaluation.language = evaluations[0].language
    evaluation.warnings += evaluations.flatMap(\.warnings)
    return evaluation
  }
}
