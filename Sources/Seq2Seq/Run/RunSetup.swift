import S2SFiles
import S2SModels
import S2SOptions
import S2STensors
import S2SText
import S2STraining

/// The fixed settings of a run; stored with its state.
struct RunSetup<Options: TaskOptions>: Codable, Equatable {
  /// The task's name.
  var task: String
  /// The languages by their roles.
  var languages: [String: String]
  /// The name of the preset.
  var preset: String
  /// All options.
  var options: Options
  /// Where the corpus was; `nil` in states that older versions wrote.
  var origin: CorpusOrigin?
  /// The corpus's files.
  var files: [FileDigest]
  /// The model that the run began with; `nil` for random weights.
  var base: FileDigest?
  /// What computed the run, from which step on.
  var stretches: [RunStretch]

  /// What computes the run now.
  var environment: RunEnvironment? { stretches.last?.environment }

  /// Where the run was last computed by something else, and what changes its bits since; `nil` where
  /// nothing does.
  var change: (step: Int, differences: [EnvironmentDifference])? {
    guard let last = stretches.last, let before = stretches.dropLast().last else { return nil }
    let differences = last.environment.differences(from: before.environment)
    return differences.isEmpty ? nil : (last.step, differences)
  }

  /// Goes on in 32 bits where the processor multiplies no numbers of bfloat16, which the run did so far.
  mutating func fitPrecision() {
    guard options.learning.usesBFloat16, !BFloat16.isAvailable else { return }
    if let last = stretches.indices.last { stretches[last].environment.precision = .bfloat16 }
    options.learning.precision = .float32
  }

  /// The same run, which something else computes from a step on.
  func goingOn(at step: Int, by environment: RunEnvironment) -> RunSetup {
    guard environment != self.environment else { return self }
    var setup = self
    setup.stretches.append(RunStretch(step: step, environment: environment))
    return setup
  }
}

/// A run that was stopped.
struct StoredRun<Task: LearningTask> {
  let path: String
  let file: SafetensorsReader
  let state: TrainerState
  let setup: RunSetup<Task.Options>
  let texts: Texts
  /// What was measured since the last record, or the last of any kind, before it stopped.
  let intervals: [TrainingMeter.Sums]

  /// Opens the run of a directory; its weights are read later.
  init(_ directory: ModelDirectory) throws {
    path = directory.trainingFile
    (file, state) = try Checkpoint.open(path)
    // Another task's options are no options of this one.
    let task = try decodeJSON(file.metadata["setup"] ?? "", .setup, in: path) as StoredTask
    guard task.task.utf8.elementsEqual(Task.name.utf8) else {
      throw TrainingError.otherTask(path: path, task: task.task, wanted: Task.name)
    }
    do {
      var setup: RunSetup<Task.Options> = try decodeJSON(
        file.metadata["setup"] ?? "", .setup, in: path)
      setup.fitPrecision()
      try setup.options.validate()
      self.setup = setup
    } catch let error as OptionError {
      throw TrainingError.malformedCheckpoint(path: path, problem: .option(error))
    } catch let error as TrainingError {
      throw TrainingError.malformedCheckpoint(path: path, problem: .contradiction(error))
    }
    if let measured = file.metadata[Self.intervalsKey] {
      intervals = try decodeJSON(measured, .setup, in: path)
    } else {
      intervals = []
    }
    let file = file
    texts = Dictionary(
      uniqueKeysWithValues: try Task.textRoles.map {
        ($0, try TextPipeline(serialized: file.metadata[Self.textKey($0)] ?? ""))
      })
    try NetworkStorage.checkSize(
      of: file, against: Task.layout(setup.options, texts),
      copies: 1 + setup.options.learning.momentCount, except: Checkpoint.carriedPrefix)
  }

  /// The name of the measurements since the last record in the file.
  static var intervalsKey: String { "intervals" }

  /// The name of a tokenizer in the file.
  static func textKey(_ role: String) -> String { role + "_text" }

  /// Refuses a run that would go on with other data, languages or sizes.
  func check(_ given: OptionValues, _ languages: [String: String], _ files: [FileDigest]) throws {
    let wanted = try setup.options.changed(by: given)
    var differences = try wanted.clashes(with: setup.options, given: given)
      .map { RunDifference.option($0) }
    if languages != setup.languages {
      differences.append(.languages(new: languages, old: setup.languages))
    }
    let changed = zip(files, setup.files).filter { $0.sha256 != $1.sha256 }.map(\.0.path)
    if !changed.isEmpty || files.count != setup.files.count {
      differences.append(.contents(paths: changed.isEmpty ? files.map(\.path) : changed))
    }
    guard differences.isEmpty else {
      throw TrainingError.otherRun(path: path, differences: differences)
    }
  }
}

/// The task of a stored run, with any options.
struct StoredTask: Decodable {
  let task: String
}
