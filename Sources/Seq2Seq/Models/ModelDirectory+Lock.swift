import S2SCorpora
import S2SFiles
import S2SModels

extension ModelDirectory {
  /// Takes the right to write into the directory, until the lock is gone.
  ///
  /// - Throws: `ModelError.inUse` when another run has it; `FileError` when there is no directory.
  func lock() throws -> DirectoryLock {
    guard let lock = try DirectoryLock(path) else { throw ModelError.inUse(directory: path) }
    return lock
  }

  /// Writes a model to the directory, which is created where it is not there yet.
  ///
  /// - Parameter overwrite: whether a model that is there may be replaced.
  /// - Throws: `ModelError`: `modelExists`, `inUse`; `FileError`.
  package func write(_ model: ModelFile, overwrite: Bool) throws {
    try Directory.create(path)
    let lock = try lock()
    try withExtendedLifetime(lock) {
      // Another may have come since the command began.
      try checkFree(overwrite: overwrite)
      try model.moved(to: self).write(to: modelFile)
    }
  }

  /// Finds out whether a model may be written to the directory.
  ///
  /// - Parameter inputs: the files that the new model is made of, which it never replaces.
  /// - Throws: `CorpusError.replacesInput`; `FileError.notADirectory`; `ModelError.modelExists` when there is a model that is not to
  ///   be replaced.
  package func checkFree(overwrite: Bool, inputs: [String] = []) throws {
    try Directory.check(path)
    if let there = FileIdentity(path: modelFile),
      inputs.contains(where: { FileIdentity(path: $0) == there })
    {
      throw CorpusError.replacesInput(modelFile)
    }
    guard overwrite || !hasModel else { throw ModelError.modelExists(directory: path) }
  }

  /// Finds out whether files that are no model's would be among those of a model.
  ///
  /// - Throws: `ModelError.isOfModel`.
  package static func checkOutputs(_ paths: [String]) throws {
    for path in paths {
      let place = AbsolutePath(path, followsLast: true)
      let directory = ModelDirectory(place.parent.text)
      guard directory.hasModel || directory.hasTraining else { continue }
      let names = directory.files.map { AbsolutePath($0).text }
      if names.contains(place.text) { throw ModelError.isOfModel(path: path) }
    }
  }
}
