import S2SFiles
import S2STensors
import S2STraining
import TestSupport
import Testing

@Suite struct CheckpointTests {
  let directory = TemporaryDirectory()
  var path: String { directory.file("training.safetensors") }

  private static let table: ParameterTable = {
    var table = ParameterTable()
    _ = table.add("a", rows: 2, columns: 3)
    _ = table.add("b", count: 5)
    return table
  }()

  private static func state() throws -> TrainerState {
    TrainerState(
      schedule: try LearningRateSchedule(.init()), stopping: try EarlyStopping(patience: 3))
  }

  private func write(_ state: TrainerState, metadata: [String: String] = [:]) throws {
    try Checkpoint.write(
      to: path, state, parameters: ParameterBuffer(Self.table), optimizer: Adam(Self.table),
      metadata: metadata)
  }

  @Test func readsWhatItWrote() throws {
    var state = try Self.state()
    state.step = 12
    state.position = 3
    state.elapsedSeconds = 1.0 / 3
    state.epochLoss = LossSum(objective: 0.1, negativeLogLikelihood: 0.2, tokenCount: 7)
    try write(state, metadata: ["setup": "{}"])
    let stored = try Checkpoint.open(path)
    #expect(stored.state == state)
    #expect(stored.file.metadata["setup"] == "{}")
  }

  @Test(
    arguments: [
      ("format", "s2s", "notACheckpoint"), ("format_version", "2", "notACheckpoint"),
      ("format_version", nil, "notACheckpoint"), ("state", nil, "offset: Optional(0)"),
      ("state", "{}", #"field: "step""#),
      ("state", String(repeating: "{\"a\":", count: 10_000), "JSONProblem.tooDeep"),
    ] as [(String, String?, String)])
  func refusesMetadata(key: String, value: String?, part: String) throws {
    try write(Self.state())
    try rewrite(path) { $0[key] = value }
    let error = #expect(throws: TrainingError.self) { try Checkpoint.open(path) }
    let text = error.map { String(describing: $0) } ?? ""
    #expect(text.contains(part) && text.contains(path), "\(text)")
  }

  @Test(arguments: [
    (#""step":0"#, #""step":-1"#, #"name: "step", value: "-1""#),
    (#""step":0"#, #""step":9223372036854775807"#, "\"step\""),
    (#""step":0"#, #""step":9223372036854775808"#, "\"step\""),
    (#""step":0"#, #""step":0.5"#, "\"step\""),
    (#""epoch":0"#, #""epoch":-1"#, "\"epoch\""),
    (#""position":0"#, #""position":-5"#, "\"position\""),
    (#""part":0"#, #""part":-1"#, "\"part\""),
    (#""tokenCount":0"#, #""tokenCount":9223372036854775807"#, "tokenCount"),
    (#""validationsSinceBest":0"#, #""validationsSinceBest":9223372036854775807"#, "sinceBest"),
    (#""elapsedSeconds":0"#, #""elapsedSeconds":-1"#, "elapsedSeconds"),
    (#""elapsedSeconds":0"#, #""elapsedSeconds":1e300"#, "elapsedSeconds"),
    (#""scale":1"#, #""scale":2"#, #"schedule.scale", value: "2.0"#),
    (#""scale":1"#, #""scale":null"#, "scale"),
    (#""patience":3"#, #""patience":0"#, #"option: "patience", value: "0"#),
    (#""kind":"plateau""#, #""kind":"steps""#, "kind"),
  ])
  func refusesStates(part: String, replacement: String, message: String) throws {
    try write(Self.state())
    try rewrite(path) { metadata in
      let json = metadata["state"] ?? ""
      #expect(json.contains(part), "\(json)")
      metadata["state"] = json.replacing(part, with: replacement, maxReplacements: 1)
    }
    let error = #expect(throws: TrainingError.self) { try Checkpoint.open(path) }
    guard case .malformedCheckpoint(path, let problem) = error else {
      Issue.record("\(error.map { "\($0)" } ?? "no error")")
      return
    }
    let text = "\(problem)".replacing("\\", with: "")
    #expect(text.lowercased().contains(message.lowercased()), "\(text)")
  }

  /// A place behind the end of an epoch would be looked for again and again.
  @Test(arguments: [
    (0, 4, "position: 4 in a part of 3"), (1, 3, "position: 3 in a part of 3"),
    (1, 1 << 53, "position: "), (2, 0, "part: 2 in an epoch of 2"),
  ])
  func refusesAPlaceBehindTheEpoch(part: Int, position: Int, message: String) throws {
    let task = NothingToLearn(parameters: ParameterBuffer(Self.table))
    var state = try Self.state()
    state.part = part
    state.position = position
    var trainer = Trainer(
      DataParallel(task, workers: Workers(count: 1)), optimizer: Adam(Self.table),
      configuration: TrainerConfiguration(
        epochs: 2, steps: nil, validateEvery: nil, clipping: GradientClipping(maximumNorm: nil),
        seed: 1),
      state: state)
    let error = #expect(throws: TrainingError.self) { try trainer.train(ShortRun()) }
    guard case .impossibleState(let name, let value) = error else {
      Issue.record("\(error.map { "\($0)" } ?? "no error")")
      return
    }
    #expect("\(name): \(value)".hasPrefix(message))
  }

  /// The end of a part that is not the last: the next one follows.
  @Test func goesOnAtTheEndOfAPart() throws {
    let task = NothingToLearn(parameters: ParameterBuffer(Self.table))
    var state = try Self.state()
    state.position = 3
    var trainer = Trainer(
      DataParallel(task, workers: Workers(count: 1)), optimizer: Adam(Self.table),
      configuration: TrainerConfiguration(
        epochs: 1, steps: nil, validateEvery: nil, clipping: GradientClipping(maximumNorm: nil),
        seed: 1),
      state: state)
    try trainer.train(ShortRun())
    #expect(trainer.state.step == 3)
  }
}

/// A run of epochs in two parts of three batches.
private final class ShortRun: TrainingRun {
  let partCount = 2
  func batches(ofEpoch epoch: Int, part: Int) -> [Int] { [0, 1, 2] }
  func validate() throws -> ValidationResult { ValidationResult(loss: 1) }
  func saveModel(_ state: TrainerState) throws {}
  func saveState(_ state: TrainerState) throws {}
  func didStep(_ report: StepReport) {}
  func didValidate(_ report: ValidationReport) throws {}
  let stopRequest: StopRequest? = nil
  let secondsLeft: Double? = nil
  let now = 0.0
}
