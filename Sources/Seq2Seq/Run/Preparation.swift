import Glibc
import S2SCorpora
import S2SFiles
import S2SModels
import S2SOptions
import S2STraining

/// The parts that a run is made from: examples, options, and its beginning.
struct Preparation<Task: LearningTask> {
  let request: TrainingRequest<Task.Corpus, Task.Options>
  /// The examples: those of the request, else those of the run or model that the run goes on from.
  let corpus: Task.Corpus
  let directory: ModelDirectory
  /// The right to write into the directory; `nil` where there was none yet, or nothing is written.
  private let existingLock: DirectoryLock?
  let data: Task.Data
  let setup: RunSetup<Task.Options>
  /// The preset's choices that what was given replaces.
  private let replaced: [OptionDifference]
  let beginning: RunBeginning<Task>
  let clockStart: Double
  let report: (TrainingEvent) -> Void

  /// Checks the directory, reads the corpus, and chooses the options.
  ///
  /// - Parameter writes: whether a run is to follow, and not only a forecast.
  init(
    _ request: TrainingRequest<Task.Corpus, Task.Options>, clockStart: Double, writes: Bool,
    report: @escaping (TrainingEvent) -> Void
  ) throws {
    self.request = request
    self.clockStart = clockStart
    self.report = report
    try Self.checkOptions(request)
    let new = try request.mode == .resume ? request.corpus : Self.newCorpus(request)
    directory = try Self.directory(request, new)
    try Self.check(directory, request, writes: writes)
    if writes, request.mode != .resume, let events = Self.events(request, directory) {
      try EventLog.check(events, overwrites: request.mode == .overwrite)
    }
    existingLock =
      writes && ModelDirectory.exists(directory.path) ? try directory.lock() : nil
    let stored = try request.mode == .resume ? StoredRun<Task>(directory) : nil
    corpus =
      try stored.map { [directory] in
        try Self.corpus(of: $0, in: directory, given: request.corpus)
      } ?? new
    let languages = try Task.languages(corpus)
    try Self.checkOutputs(directory, request, corpus)
    let base = try request.from.map { try BaseModel<Task>($0, languages: languages) }
    var seeded = LearningOptions()
    if let seed = request.options["seed"] {
      try LearningOptions.options.apply(["seed": seed], to: &seeded)
    }
    data = try Task.Data(
      corpus,
      seed: request.options["seed"] == nil
        ? stored?.setup.options.learning.seed ?? seeded.seed : seeded.seed)
    try Self.check(data.files, against: request.sha256)
    var (setup, replaced) = try Self.setup(request, languages, data, stored: stored, base: base)
    setup.origin = CorpusOrigin(corpus, model: directory)
    (self.setup, self.replaced) = (setup, replaced)
    beginning = stored.map { .stored($0) } ?? base.map { .base($0) } ?? .random
    announce()
  }

  /// The directory of the run's events; `nil` for none.
  var events: String? { Self.events(request, directory) }

  private static func events(
    _ request: TrainingRequest<Task.Corpus, Task.Options>, _ directory: ModelDirectory
  ) -> String? {
    request.tensorboard.map { EventLog.directory(in: $0, ofModel: directory.path) }
  }

  /// Trains.
  func run(isCancelled: @escaping @Sendable () -> Bool) throws -> TrainingOutcome {
    try LearningRun(self, isCancelled: isCancelled).run()
  }

  /// Measures what a run needs.
  func forecast() throws -> TrainingForecast<Task.Options> {
    try TrainingRehearsal(self).forecast()
  }

  /// The workers.
  var threads: Int { Self.threads(request) }

  private static func threads(
    _ request: TrainingRequest<Task.Corpus, Task.Options>
  ) -> Int { request.threads ?? defaultThreadCount() }

  /// Takes the right to write into the directory, which is there by now.
  ///
  /// - Throws: `ModelError.inUse`, or `runExists` for a run that came in the meantime.
  func lock() throws -> DirectoryLock {
    if let existingLock { return existingLock }
    let lock = try directory.lock()
    try Self.check(directory, request, writes: true)
    return lock
  }

  static func check(
    _ directory: ModelDirectory, _ request: TrainingRequest<Task.Corpus, Task.Options>,
    writes: Bool = true
  ) throws {
    guard !directory.path.isEmpty else {
      throw FileError.cannotCreate(.create, path: "", errorNumber: ENOENT)
    }
    try Directory.check(directory.path)
    switch request.mode {
    // A forecast replaces nothing.
    case .create where !writes: break
    case .create:
      guard !directory.hasModel && !directory.hasTraining else {
        throw ModelError.runExists(directory: directory.path)
      }
      // What belongs to no model is somebody's own.
      if let file = directory.files.first(where: ModelDirectory.exists) {
        throw CorpusError.exists(file)
      }
    case .resume:
      guard directory.hasTraining else {
        throw ModelError.noRun(directory: directory.path)
      }
    case .overwrite: break
    }
  }

  private static func setup(
    _ request: TrainingRequest<Task.Corpus, Task.Options>, _ languages: [String: String],
    _ data: Task.Data, stored: StoredRun<Task>?, base: BaseModel<Task>?
  ) throws -> (RunSetup<Task.Options>, replaced: [OptionDifference]) {
    if let stored {
      try stored.check(request.options, languages, data.files)
      var setup = stored.setup
      setup.options = try setup.options.changed(by: request.options)
      try Task.Options.options.check(setup.options, given: request.options)
      try setup.options.validate()
      let environment = RunEnvironment(
        threads: threads(request), precision: setup.options.learning.precision)
      return (setup.goingOn(at: stored.state.step, by: environment), [])
    }
    let preset = Task.Options.preset(
      exampleCount: data.trainingCount, given: request.options)
    let given = request.options
    let (options, replaced) = try (base?.options(preset.options) ?? preset.options)
      .fitted(to: given) { options in
        try Task.Options.options.check(options, given: given)
        try options.validate()
        try options.check(beginsWithModel: base != nil)
        try base?.check(options, given: given)
      }
    let environment = RunEnvironment(
      threads: threads(request), precision: options.learning.precision)
    let setup = RunSetup(
      task: Task.name, languages: languages, preset: preset.name, options: options,
      files: data.files, base: base?.origin,
      stretches: [RunStretch(step: 0, environment: environment)])
    return (setup, replaced)
  }

  private func announce() {
    if request.mode == .resume { report(.goesOn(directory: directory.path)) }
    if corpus.paths != request.corpus.paths {
      report(.tookCorpus(files: data.files.map(\.path)))
    }
    report(
      .readCorpus(
        CorpusFacts(
          trainingCount: data.trainingCount, validationCount: data.validationCount,
          summary: data.summary, hasOwnValidation: data.hasOwnValidation,
          setsEndAside: data.setsEndAside(setup.options))))
    for warning in data.warnings { report(.warns(warning)) }
    report(.choseOptions(preset: setup.preset, summary: setup.options.summary))
    if !replaced.isEmpty { report(.replacedChoices(replaced)) }
    if let base = setup.base { report(.beginsWith(path: base.path)) }
    let card = CardFile(path: directory.cardFile)
    if (try? card.isEdited) == true { report(.keepsCard(path: card.path)) }
    if let (step, differences) = setup.change, case .stored(let run) = beginning,
      run.setup.stretches.count < setup.stretches.count
    {
      report(.computesOtherwise(step: step, differences))
    }
  }
}

extension LearningTask {
  /// The directory of a request's model: the one that is named, or `models/NAME`.
  ///
  /// - Throws: `OptionError` where the corpus lacks a needed option.
  package static func directory(
    of request: TrainingRequest<Corpus, Options>
  ) throws -> ModelDirectory {
    try Preparation<Self>.directory(request, request.corpus)
  }

  /// Checks, before anything is read, that the directory of a request can take its model.
  ///
  /// - Throws: `ModelError`, `CorpusError`, `TrainingError`.
  package static func checkDirectory(of request: TrainingRequest<Corpus, Options>) throws {
    try Preparation<Self>.check(directory(of: request), request)
  }
}
