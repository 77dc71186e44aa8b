import S2SFiles
import S2SLayers
import S2SModels
import S2SOptions
import S2SText
import S2STensors
import S2STraining

/// A model that a run begins with in place of random weights: one of its task, or of a related one
/// that gives a part of the weights and of the tokenizers.
struct BaseModel<Task: LearningTask> {
  /// Its file, as the origin of the new model.
  let origin: FileDigest
  /// Everything in its file besides weights.
  let header: ModelHeader
  /// The tokenizers that it has of the task's.
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
    try Task.checkBase(header)
    let found = Dictionary(
      uniqueKeysWithValues: try languages.keys.map { ($0, try header.language($0)) })
    guard found == languages else {
      throw ModelError.otherLanguages(path: file.path, languages: found, wanted: languages)
    }
    origin = try FileDigest(ofFile: file.path)
    texts = Dictionary(
      uniqueKeysWithValues: try TaskKind.of(header).textRoles
        .filter(Task.textRoles.contains).map { ($0, try header.text($0)) })
    let storage = try NetworkStorage(reading: file, TaskKind.of(header).layout(of: header))
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
    try isRelated
      ? Task.options(options, beginningWith: header, texts)
      : Task.options(options, keeping: header, texts)
  }

  /// Whether it is of another task.
  private var isRelated: Bool { !header.task.utf8.elementsEqual(Task.name.utf8) }

  /// Its tokenizers, and those of the data for the roles that it does not have.
  ///
  /// - Throws: what learning tokenizers throws.
  func texts(completedBy data: Task.Data, _ options: Task.Options) throws -> Texts {
    guard isRelated else { return texts }
    return try data.learnTexts(options).merging(texts) { $1 }
  }

  /// Gives a model its weights; those that it does not have are drawn by the seed.
  func fill(_ model: Task.Model, _ learning: LearningOptions) {
    guard isRelated else { return model.parameters.copy(from: parameters) }
    model.initialize(seed: learning.seed, learning.initialization)
    let own = Dictionary(
      uniqueKeysWithValues: parameters.table.entries.map { ($0.name, $0) })
    for entry in model.parameters.table.entries {
      guard let found = own[entry.name], found.shape == entry.shape else { continue }
      model.parameters[entry.slot].copy(from: parameters[found.slot])
    }
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

extension LearningTask {
  /// Refuses a model that a run cannot begin with.
  ///
  /// - Throws: `ModelError.otherTask`.
  static func checkBase(_ header: ModelHeader) throws {
    guard !relatedTasks.contains(header.task) else { return }
    try header.check(task: name)
  }
}
