import S2SCorpora
import S2SFiles
import S2SModels
import S2SOptions
import S2STraining

/// The corpus and the directory of a run: as they were named, else those of the run or of the model
/// that it goes on from.
extension Preparation {
  /// The corpus of a new run; one that begins with a model has that model's, unless another is named.
  ///
  /// - Throws: `ModelError`, `OriginError`, and what reading a model's file throws.
  static func newCorpus(
    _ request: TrainingRequest<Task.Corpus, Task.Options>
  ) throws -> Task.Corpus {
    guard let from = request.from else { return request.corpus }
    let header = try ModelHeader(path: ModelDirectory.file(at: from))
    try Task.checkBase(header)
    // A model of another task knows no examples of this one.
    guard header.task.utf8.elementsEqual(Task.name.utf8) else { return request.corpus }
    return try KnownCorpus(ofModel: header.path, header.facts).completing(request.corpus)
  }

  /// The corpus of a run that goes on.
  ///
  /// - Throws: `OriginError`; `TrainingError.otherRun` when its files have changed.
  static func corpus(
    of stored: StoredRun<Task>, in directory: ModelDirectory, given: Task.Corpus
  ) throws -> Task.Corpus {
    let known = KnownCorpus<Task.Corpus>(
      ofRun: directory, stored.setup.origin, files: stored.setup.files)
    do {
      let corpus = try known.completing(given)
      let languages = try Task.languages(corpus)
      guard languages == stored.setup.languages else {
        throw TrainingError.otherRun(
          path: stored.path,
          differences: [.languages(new: languages, old: stored.setup.languages)])
      }
      return corpus
    } catch OriginError.changed(let paths, _, _) {
      throw TrainingError.otherRun(path: stored.path, differences: [.contents(paths: paths)])
    }
  }

  /// The directory of the run: as it was named, else the corpus's usual one, else that of the run
  /// that was stopped last.
  ///
  /// - Throws: `OptionError` where the corpus lacks a language; `ModelError.noneUnfinished`.
  static func directory(
    _ request: TrainingRequest<Task.Corpus, Task.Options>, _ corpus: Task.Corpus
  ) throws -> ModelDirectory {
    if let path = request.modelPath { return ModelDirectory(path) }
    if request.mode == .resume {
      guard !corpus.isEmpty, let name = try? Task.modelName(corpus) else {
        return try ModelDirectory.stopped(task: Task.name)
      }
      return ModelDirectory(ModelDirectory.inHome("models/" + name))
    }
    return ModelDirectory(ModelDirectory.inHome("models/" + (try Task.modelName(corpus))))
  }

  /// Refuses a run that would write over what it reads, by whatever name or link.
  ///
  /// - Throws: `CorpusError.replacesInput`; what is wrong with the names of the corpus.
  static func checkOutputs(
    _ directory: ModelDirectory, _ request: TrainingRequest<Task.Corpus, Task.Options>,
    _ corpus: Task.Corpus
  ) throws {
    let inputs = try corpus.files(.train) + corpus.files(.valid) + request.otherInputs
    try OutputFiles(directory.files).checkFree(inputs: inputs, overwrites: true)
  }
}
