import S2STensors
import S2STraining

/// The input is the metadata of a stored run, a line each; the tensors stay.
///
/// A state that loads
/// has to go on.
enum CheckpointFuzzing {
  private static let keys = ["state", "format", "format_version"]
  private static let inputFile = InputFile()

  private static let table: ParameterTable = {
    var table = ParameterTable()
    _ = table.add("a", rows: 2, columns: 3)
    return table
  }()

  private struct Parts {
    let metadata: [String: String]
    let tensors: [UInt8]
    let data: [UInt8]
  }

  private static let parts = Result { try makeParts() }

  private static func makeParts() throws -> Parts {
    var configuration = LearningRateSchedule.Configuration()
    configuration.warmupSteps = 3
    var state = TrainerState(
      schedule: try LearningRateSchedule(configuration), stopping: try EarlyStopping(patience: 3))
    _ = state.stopping.record(ValidationResult(loss: 2.5), step: 7)
    state.step = 7
    state.elapsedSeconds = 1.5
    state.ending = .patience
    try Checkpoint.write(
      to: inputFile.path, state, parameters: ParameterBuffer(table), optimizer: Adam(table),
      metadata: [:])
    let file = try SafetensorsReader(path: inputFile.path)
    return Parts(
      metadata: file.metadata, tensors: StoredFile.tensorMembers(file),
      data: try StoredFile.data(file))
  }

  static func run(_ input: [UInt8]) throws {
    let parts = try parts.get()
    let lines = input.split(separator: 10, omittingEmptySubsequences: false)
    var metadata = parts.metadata
    for (key, line) in zip(keys, lines) { metadata[key] = String(decoding: line, as: UTF8.self) }
    let stored = StoredFile.bytes(metadata: metadata, tensors: parts.tensors, data: parts.data)
    var (file, state) = try Checkpoint.open(inputFile.holding(stored))
    try Checkpoint.restore(file, parameters: ParameterBuffer(table), optimizer: Adam(table))
    state.step += 1
    state.epoch += 1
    state.position += 1
    state.epochLoss += LossSum(objective: 1, negativeLogLikelihood: 1, tokenCount: 1 << 30)
    claim(state.schedule.rate(at: state.step) >= 0, "a learning rate is at least 0")
    state.schedule.didValidate(improved: false)
    _ = state.stopping.record(ValidationResult(loss: 1), step: state.step)
    _ = Int(state.elapsedSeconds.rounded())
  }

  static func seeds() throws -> [[UInt8]] {
    let metadata = try parts.get().metadata
    return [Array(keys.map { metadata[$0] ?? "" }.joined(separator: "\n").utf8)]
  }
}
