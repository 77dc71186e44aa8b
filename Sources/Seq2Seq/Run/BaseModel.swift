import S2SFiles
import S2SLayers
import S2SModels
import S2SOptions
import S2SText
import S2STensors
import S2STraining

/// A model that a run begins with in place of random weights.
struct BaseModel<Task: LearningTask> {
  /// Its file, as the origin of the new model.
  let origin: FileDigest
  /// Everything in its file besides weights.
  let header: ModelHeader
  /// The tokenizers.
  let texts: Texts
  /// The weights.
  let parameters: ParameterBuffer

  /// Loads it.
  ///
  /// - Throws: `ModelError` when there is none, or it is for another task or other languages than
  ///   the run, or has weights of eight bits; `FileError`, `SafetensorsError`, `TextError`.
  init(_ path: String, languages: [String: String]) throws {
    let file = try SafetensorsReader(path: try ModelDirectory.file(at: path))
    let header = try ModelHeader(file)
    try header.check(task: Task.name)
    let found = Dictionary(
      uniqueKeysWithValues: try languages.keys.map { ($0, try header.language($0)) })
    guard found == languages else {
      throw ModelError.otherLanguages(path: file.path, languages: found, wanted: languages)
    }
    origin = try FileDigest(ofFile: file.path)
    texts = Dictionary(
      uniqueKeysWithValues: try Task.textRoles.map { ($0, try header.text($0)) })
    let options = try Task.options(Task.Options(), keeping: header, texts)
    let storage = try NetworkStorage(reading: file, Task.layout(options, texts))
    guard !storage.isQuantized else {
      throw ModelError.quantized(path: file.path, .training)
    }
    self.header = header
    parameters = storage.parameters
  }

  /// Options with the model's shape and tokenizers in place of theirs.
  ///
  /// Dropout is the model's too, but may be changed: no weight depends on it.
  func options(_ options: Task.Options) throws -> Task.Options {
    try Task.options(options, keeping: header, texts)
  }

  /// Refuses options that the model's shape or tokenizers contradict.
  ///
  /// - Parameter given: the options that were given.
  /// - Throws: `TrainingError` (`otherShape`).
  func check(_ options: Task.Options, given: OptionValues) throws {
    var kept = try self.options(options)
    // The weights are drawn already.
    kept.learning.initialization = .uniform
    let clashes = try options.clashes(with: kept, given: given) {
      !$0.mayChange && !$0.isTrainingOnly
    }
    guard clashes.isEmpty else {
      throw TrainingError.otherShape(path: origin.path, clashes: clashes)
    }
  }
}
