import FoundationEssentials
import S2SFiles
import S2SOptions
import S2STensors

/// The complete state of a run in one file: parameters, moments, and the `TrainerState`.
package enum Checkpoint {
  private static let version = "1"
  /// The metadata's field of the seconds that a run had when its time limit ended it, all in all.
  package static let usedTimeKey = "time_limit_seconds"

  /// What the names of tensors begin with that a model carries from batch to batch.
  package static let carriedPrefix = "carried."

  /// Replaces the file by the present state.
  ///
  /// - Parameters:
  ///   - carried: what the model carries from batch to batch, if anything.
  ///   - metadata: texts to store with it, such as the options of the run.
  /// - Throws: `FileError`; the old file is then untouched.
  package static func write(
    to path: String, _ state: TrainerState, parameters: ParameterBuffer,
    optimizer: any Optimizer, carried: ParameterBuffer? = nil, metadata: [String: String]
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var metadata = metadata
    metadata["format"] = "s2s-training"
    metadata["format_version"] = version
    metadata["state"] = String(decoding: try encoder.encode(state), as: UTF8.self)
    try ParameterFile.write(
      to: path, groups: groups(parameters, optimizer, carried), metadata: metadata)
  }

  /// Opens a checkpoint and reads its state; `restore` fills the buffers.
  ///
  /// - Throws: `FileError`, `SafetensorsError`, or `TrainingError` when it is not a checkpoint.
  package static func open(
    _ path: String
  ) throws -> (file: SafetensorsReader, state: TrainerState) {
    let file = try SafetensorsReader(path: path)
    // Byte by byte: to compare as texts takes quadratic time for a hostile one.
    func has(_ value: String, _ key: String) -> Bool {
      file.metadata[key]?.utf8.elementsEqual(value.utf8) == true
    }
    guard has("s2s-training", "format"), has(version, "format_version") else {
      throw TrainingError.notACheckpoint(path: path)
    }
    do {
      let json = file.metadata["state"] ?? ""
      let state = try StrictJSON.decode(TrainerState.self, from: json.utf8)
      try state.validate()
      return (file, state)
    } catch let fault as JSONFault {
      throw TrainingError.malformedCheckpoint(
        path: path, problem: .unreadable(part: "state", fault))
    } catch TrainingError.impossibleState(let name, let value) {
      throw TrainingError.malformedCheckpoint(
        path: path, problem: .impossibleState(name: name, value: value))
    } catch let error as OptionError {
      throw TrainingError.malformedCheckpoint(path: path, problem: .option(error))
    }
  }

  /// Fills parameters, and if they are given the moments of an optimiser and what is carried.
  ///
  /// - Throws: `SafetensorsError` when a tensor is missing or has another shape.
  package static func restore(
    _ file: SafetensorsReader, parameters: ParameterBuffer, optimizer: (any Optimizer)?,
    carried: ParameterBuffer? = nil
  ) throws {
    try ParameterFile.read(file, into: groups(parameters, optimizer, carried))
  }

  private static func groups(
    _ parameters: ParameterBuffer, _ optimizer: (any Optimizer)?, _ carried: ParameterBuffer?
  ) -> [ParameterFile.Group] {
    let moments = (optimizer?.moments ?? []).map {
      ParameterFile.Group(prefix: "\($0.name).", $0.values)
    }
    return [ParameterFile.Group(parameters)] + moments
      + (carried.map { [ParameterFile.Group(prefix: carriedPrefix, $0)] } ?? [])
  }
}
