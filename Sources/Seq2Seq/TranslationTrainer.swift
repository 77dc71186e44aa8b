import FoundationEssentials
import S2SCorpora
import S2SFiles
import S2SModels
import S2STensors
import S2SText
import S2STraining

/// From a request to a model directory: reads, learns tokenizers, trains, validates, saves.
///
/// What it does is told on standard error.
public struct TranslationTrainer {
  private let request: TrainingRequest
  private let directory: ModelDirectory
  private let clockStart = MonotonicClock.seconds()

  /// How a run came to its end.
  public enum Outcome: Sendable, Equatable {
    /// All that was asked for is done.
    case finished
    /// The time given is over; the run can be resumed.
    case outOfTime
    /// A signal asked to stop; the run can be resumed.
    case interrupted
  }

  /// Sets up a run.
  public init(_ request: TrainingRequest) {
    self.request = request
    directory =
      request.modelPath.map { ModelDirectory($0) }
      ?? .standard(source: request.source, target: request.target)
  }

  /// Trains.
  ///
  /// - Throws: what is wrong with the corpus, the options, the directory or the run: `CorpusError`,
  ///   `LineError`, `FileError`, `ModelError`, `TextError`, `TrainingError`.
  public func run() throws -> Outcome {
    let (data, setup, beginning) = try prepare()
    let session = try TrainingSession(
      setup, data: data, directory: directory, request: request, beginning: beginning,
      clockStart: clockStart)
    return try session.run()
  }

  /// Tells what `run` would need, after a few seconds of computing; nothing is written.
  ///
  /// - Throws: as `run`.
  public func forecast() throws -> TrainingForecast {
    let (data, setup, beginning) = try prepare()
    return try TrainingRehearsal(
      setup, data: data, request: request, beginning: beginning, clockStart: clockStart
    ).forecast()
  }

  // MARK: - Before the run

  private func prepare() throws -> (TrainingData, RunSetup, RunBeginning) {
    try checkDirectory()
    let stored = try request.mode == .resume ? StoredRun(directory) : nil
    let base = try request.from.map {
      try BaseModel($0, source: request.source, target: request.target)
    }
    let seed = request.overrides.seed ?? stored?.setup.options.seed ?? 1
    let data = try TrainingData(
      request.corpus, source: request.source, target: request.target, seed: seed)
    let setup = try self.setup(data, stored: stored, base: base)
    announce(data, setup)
    return (data, setup, stored.map { .stored($0) } ?? base.map { .base($0) } ?? .random)
  }

  private func checkDirectory() throws {
    guard request.mode != .resume || request.from == nil else {
      throw TrainingError.resumedFrom
    }
    switch request.mode {
    case .create:
      guard !directory.hasModel && !directory.hasTraining else {
        throw ModelError(
          .alreadyExists,
          "\(directory.path) has a model already; go on with it by --resume, replace it by "
            + "--overwrite, or name another directory with --model.")
      }
    case .resume:
      guard directory.hasTraining else {
        throw ModelError(
          .notFound,
          "\(directory.path) has no run to resume; leave --resume out to begin one.")
      }
    case .overwrite: break
    }
  }

  private func setup(
    _ data: TrainingData, stored: StoredRun?, base: BaseModel?
  ) throws -> RunSetup {
    let preset = TrainingPreset(pairs: data.train.count)
    if let stored {
      try stored.check(request, data)
      var setup = stored.setup
      setup.options = request.overrides.applied(to: setup.options)
      try setup.options.validate()
      return setup
    }
    let options = request.overrides.applied(to: base?.options(preset.options) ?? preset.options)
    try options.validate()
    guard options.minimumRisk != true || base != nil else { throw TrainingError.riskFromNothing }
    try base?.check(options)
    return RunSetup(
      source: request.source, target: request.target, preset: preset.rawValue,
      options: options, files: data.files, base: base?.origin)
  }

  private func announce(_ data: TrainingData, _ setup: RunSetup) {
    let options = setup.options
    say(
      "Corpus: \(grouped(data.train.count)) training and \(grouped(data.valid.count)) validation "
        + "pairs (\(data.train.summary)"
        + (data.hasOwnValidation ? ")" : "; validation pairs set aside by the seed)"))
    say("Preset \(setup.preset): \(options.summary)")
    if let base = setup.base { say("From \(base.path): weights, shape and tokenizers") }
  }
}

/// What a run is, apart from where it stands; stored with its state.
struct RunSetup: Codable, Equatable {
  var source: String
  var target: String
  var preset: String
  var options: TrainingOptions
  var files: [TrainingData.FileDigest]
  /// The model that the run began with; `nil` for random weights.
  var base: TrainingData.FileDigest?
}

/// A run that was stopped.
struct StoredRun {
  let path: String
  let file: SafetensorsReader
  let state: TrainerState
  let setup: RunSetup
  let sourceText: TextPipeline
  let targetText: TextPipeline

  /// Opens the run of a directory; its weights are read later.
  init(_ directory: ModelDirectory) throws {
    path = directory.trainingFile
    (file, state) = try Checkpoint.open(path)
    setup = try decodeJSON(file.metadata["setup"] ?? "", "the setup in \(path)")
    do {
      try setup.options.validate()
    } catch let error as TrainingError {
      throw TrainingError.malformedCheckpoint(path, error.message)
    }
    sourceText = try TextPipeline(serialized: file.metadata["source_text"] ?? "")
    targetText = try TextPipeline(serialized: file.metadata["target_text"] ?? "")
    let configuration = setup.options.modelConfiguration(
      source: sourceText, target: targetText)
    try TranslationModel.checkSize(
      of: file, against: configuration, copies: 1 + setup.options.momentCount)
  }

  /// Refuses a run that would go on with other data, languages or sizes.
  func check(_ request: TrainingRequest, _ data: TrainingData) throws {
    var differences = request.overrides.applied(to: setup.options)
      .differences(from: setup.options)
    if request.source != setup.source || request.target != setup.target {
      differences.append(
        "it translates \(setup.source) to \(setup.target), not \(request.source) to "
          + request.target)
    }
    if data.files.map(\.sha256) != setup.files.map(\.sha256) {
      let names = data.files.map(\.path).joined(separator: ", ")
      differences.append("the contents of \(names) are others")
    }
    guard differences.isEmpty else {
      throw TrainingError.otherRun(path, differences: differences)
    }
  }
}

/// Tells something on standard error.
package func say(_ text: String) { Terminal.write(text + "\n") }

/// The number of processors that this process may use.
package func defaultThreadCount() -> Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }
