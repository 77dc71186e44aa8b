import S2SMetrics
import S2SModels
import S2SSearch
import S2STraining

/// Captions the test set of a captioner's corpus, or another, and scores the result.
///
/// Several captioners are the runs of one system, such as with several seeds.
public struct CaptionerEvaluator: Sendable {
  /// How captions are searched for.
  public var search = Captioner.usualSearch
  /// Worker threads; `nil` for the processor's cores.
  public var threads: Int?
  private let runs: [Run]

  /// A captioner as it was named.
  private struct Run: Sendable {
    let name: String
    let captioner: Captioner

    init(path: String) throws {
      name = path
      captioner = try Captioner(path: path)
    }
  }

  /// Another system: a captioner, or the captions in a file, one for each vector.
  private enum Other {
    case run(Run)
    case captions(PairedTest.System)

    init(path: String) throws {
      self =
        ModelDirectory.isModel(path)
        ? .run(try Run(path: path))
        : .captions(PairedTest.System(path, hypotheses: try EvaluationFiles.lines(path)))
    }
  }

  /// Loads the model in a file or directory.
  ///
  /// - Throws: as `Captioner.init`.
  public init(path: String) throws { try self.init(runs: [path]) }

  /// Loads the runs of one system.
  ///
  /// - Throws: as `Captioner.init`; `CaptionError.otherLanguage`; `ModelError.noModel` for no run.
  public init(runs paths: [String]) throws {
    guard !paths.isEmpty else { throw ModelError.noModel }
    runs = try paths.map(Run.init(path:))
    try checkLanguages(runs)
  }

  /// Captions and scores; all files are read before the first picture is captioned.
  ///
  /// - Parameters:
  ///   - request: its compared files may be captioners, too.
  ///   - finished: is called with each model's captions.
  ///   - isCancelled: as of `Translator.translate`.
  /// - Throws: `CaptionError`, `FeatureError`, `OriginError`, `MetricError`; what reading files throws;
  ///   `CancellationError`.
  public func run(
    _ selection: CaptionSelection = CaptionSelection(),
    _ request: EvaluationRequest = EvaluationRequest(),
    finished: @escaping (CaptionedTestSet) throws -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { Task.isCancelled }
  ) throws -> Evaluation {
    var request = request
    if runs.count > 1 { request.details = [] }
    let others = try request.comparedFiles.map(Other.init(path:))
    request.comparedFiles = []
    let test = try CaptionedPictures(testFiles(selection))
    try check(others, test)
    let sides = try request.sideFiles(language: language, knownText: knownText)
    let pass = Pass(
      test: test, search: search, threads: threads, report: request.report, finished: finished,
      isCancelled: isCancelled)
    let sets = try runs.map(pass.captioned)
    request.significance.systems += try others.map(pass.system)
    let fits =
      try request.metrics.measures.isEmpty ? [] : runs.map { try pass.fit(of: $0.captioner) }
    var evaluation: Evaluation
    if runs.count == 1 {
      evaluation = try self.evaluation(of: sets[0], test, fit: fits.first, request, sides)
    } else {
      evaluation = try request.evaluate(
        runs: sets.map { subject($0.model, $0, test) }, sides)
      if others.isEmpty { evaluation.addScores(ofRuns: fits.map(\.scores)) }
    }
    if test.uncaptionedCount > 0 {
      evaluation.warnings.append(.uncaptionedPictures(test.uncaptionedCount))
    }
    return evaluation
  }

  /// The scores of one captioner, and all that explains them.
  private func evaluation(
    of set: CaptionedTestSet, _ test: CaptionedPictures, fit: ModelFit?,
    _ request: EvaluationRequest, _ sides: EvaluationRequest.SideFiles
  ) throws -> Evaluation {
    let file = runs[0].captioner.file
    var evaluation = try request.evaluate(
      subject("\(file), \(language)", set, test), sides, fit: fit)
    evaluation.sentencesPerSecond = set.picturesPerSecond
    evaluation.search = search.beamSettings + [.init("max-repeats", "\(search.maximumRepeats)")]
    evaluation.files = try files(request, test) + request.files(of: sides)
    if request.details.contains(.history) { evaluation.addCurve(beside: file) }
    return evaluation
  }

  /// The files that an evaluation reads, those of its request excepted.
  package func paths(_ selection: CaptionSelection) throws -> [String] {
    try runs.map(\.captioner.file) + testFiles(selection).paths + corpus.possibleFiles
  }

  /// The language of the captions.
  private var language: String { runs[0].captioner.language }

  /// The corpus that the first model was made from.
  private var corpus: KnownCorpus<CaptionerCorpus> {
    KnownCorpus(ofModel: runs[0].captioner.file, runs[0].captioner.facts)
  }
}

// MARK: - What is read

extension CaptionerEvaluator {
  /// The named captions, else those of the directory that was named, else the test set beside the
  /// pictures that the model was made from.
  private func testFiles(_ selection: CaptionSelection) throws -> CaptionFiles {
    if let captions = selection.captions {
      return try CaptionFiles(captions: captions, features: selection.features)
    }
    let corpus =
      try selection.directory.map { CaptionerCorpus(directory: $0, target: language) }
      ?? corpus.testing()
    guard let found = try corpus.pictures(.test) else {
      throw CaptionError.noCaptions(
        .test, directory: corpus.directory ?? "", language: language)
    }
    return found
  }

  /// The captions that the model learned from, for frequencies; those of a table stand beside numbers.
  private func knownText() throws -> String? {
    try corpus.training(.trainingText).pictures(.train)?.captions.first {
      !CaptionFiles.isTable($0)
    }
  }

  private func checkLanguages(_ runs: [Run]) throws {
    for run in runs where run.captioner.language != self.runs[0].captioner.language {
      throw CaptionError.otherLanguage(
        path: run.name, language: run.captioner.language, first: self.runs[0].name,
        wanted: language)
    }
  }

  /// Checks, before any work, that all systems fit the pictures.
  private func check(_ others: [Other], _ test: CaptionedPictures) throws {
    for run in runs { try test.features.check(width: run.captioner.featureWidth) }
    for other in others {
      switch other {
      case .run(let run):
        try test.features.check(width: run.captioner.featureWidth)
        try checkLanguages([run])
      case .captions(let system) where system.hypotheses.count != test.features.count:
        throw MetricError.unequalCounts(
          .file(system.name, beside: test.features.name), count: system.hypotheses.count,
          sentences: test.features.count)
      case .captions: break
      }
    }
  }
}

// MARK: - What is made of it

extension CaptionerEvaluator {
  /// One test set that several captioners caption.
  private struct Pass {
    let test: CaptionedPictures
    let search: SearchOptions
    let threads: Int?
    let report: @Sendable (EvaluationStep) -> Void
    let finished: (CaptionedTestSet) throws -> Void
    let isCancelled: @Sendable () -> Bool

    func captioned(by run: Run) throws -> CaptionedTestSet {
      report(.measures)
      let start = MonotonicClock.seconds()
      let captions = try run.captioner.captions(
        of: test.features, search: search, threads: threads, isCancelled: isCancelled,
        report: report)
      let set = CaptionedTestSet(
        model: run.name, files: test.files.paths, captions: captions.map { $0.first?.text ?? "" },
        seconds: MonotonicClock.seconds() - start)
      try finished(set)
      return set
    }

    func system(_ other: Other) throws -> PairedTest.System {
      switch other {
      case .captions(let system):
        PairedTest.System(system.name, hypotheses: test.selected(system.hypotheses))
      case .run(let run):
        PairedTest.System(run.name, hypotheses: test.selected(try captioned(by: run).captions))
      }
    }

    func fit(of captioner: Captioner) throws -> ModelFit {
      report(.measures)
      return try captioner.fit(test, threads: threads, isCancelled: isCancelled, report: report)
    }
  }

  /// Captions beside their references.
  private func subject(
    _ name: String, _ set: CaptionedTestSet, _ test: CaptionedPictures
  ) -> EvaluationSubject {
    var subject = EvaluationSubject(
      name, hypotheses: test.selected(set.captions), references: test.references)
    subject.language = language
    return subject
  }

  private func files(
    _ request: EvaluationRequest, _ test: CaptionedPictures
  ) throws -> [EvaluatedFile] {
    let count = test.features.count
    return try [request.file(.model, runs[0].captioner.file, count: nil)]
      + [request.file(.sources, test.files.features, count: count)]
      + test.files.captions.map { try request.file(.references, $0, count: count) }
  }
}
