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
    try checkFree(overwrite: overwrite)
    try Directory.create(path)
    let lock = try lock()
    try withExtendedLifetime(lock) {
      // Another may have come between.
      try checkFree(overwrite: overwrite)
      try model.write(to: modelFile)
    }
  }

  /// Finds out whether a model may be written to the directory.
  ///
  /// - Throws: `ModelError.modelExists` when it has one that is not to be replaced.
  package func checkFree(overwrite: Bool) throws {
    guard overwrite || !hasModel else { throw ModelError.modelExists(directory: path) }
  }
}
