import S2SModels
import S2STraining

extension ModelDirectory {
  /// The unfinished run under `models/` that was saved last; where there is but one run, that one.
  ///
  /// - Throws: `ModelError.noneUnfinished`.
  static func stopped(
    task: String, under folder: String = inHome("models")
  ) throws -> ModelDirectory {
    // A state that cannot be read is named by whoever resumes it by its name.
    let runs = all(under: folder).filter(\.hasTraining).compactMap { try? FoundRun($0) }
      .filter { $0.task == task }
    let unfinished = runs.filter { !$0.isFinished }.map(\.directory)
    if let newest = newest(unfinished, by: \.trainingFile) { return newest }
    if runs.count == 1 { return runs[0].directory }
    throw ModelError.noneUnfinished(
      directory: folder, task: task, finished: runs.map(\.directory.path))
  }
}

/// A run that is stored in a directory.
private struct FoundRun {
  let directory: ModelDirectory
  let task: String
  let isFinished: Bool

  init(_ directory: ModelDirectory) throws {
    self.directory = directory
    let path = directory.trainingFile
    let (file, state) = try Checkpoint.open(path)
    let stored: StoredTask = try decodeJSON(file.metadata["setup"] ?? "", .setup, in: path)
    task = stored.task
    isFinished = state.ending != nil
  }
}
