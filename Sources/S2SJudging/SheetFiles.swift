import S2SCorpora
import S2SFiles

/// The files of a study in a directory: a page and a table for each judge, and the key.
public struct SheetFiles: Sendable {
  /// The study.
  public let study: JudgingStudy
  /// The directory.
  public let directory: String

  /// Names the directory, which need not exist.
  public init(_ study: JudgingStudy, directory: String) {
    var directory = directory
    while directory.utf8.count > 1, directory.hasSuffix("/") { directory.removeLast() }
    (self.study, self.directory) = (study, directory)
  }

  /// The key, which judges must not see.
  public var keyPath: String { directory + "/key.json" }
  /// The page of a judge, counted from 0.
  public func pagePath(of judge: Int) -> String { "\(directory)/judge-\(judge + 1).html" }
  /// The table of a judge, counted from 0.
  public func tablePath(of judge: Int) -> String { "\(directory)/judge-\(judge + 1).csv" }

  private var paths: [String] {
    study.sheets.indices.flatMap { [pagePath(of: $0), tablePath(of: $0)] } + [keyPath]
  }

  /// Finds out before anything is written whether files are in the way.
  ///
  /// - Throws: `CorpusError`: `replacesInput`, `exists`; `FileError.notADirectory`.
  package func checkFree(inputs: [String], overwrites: Bool) throws {
    try Directory.check(directory)
    try OutputFiles(paths).checkFree(inputs: inputs, overwrites: overwrites)
  }

  /// Writes all files, or none.
  ///
  /// - Throws: `FileError`; what the encoder of the key throws.
  public func write() throws {
    let key = try study.key()
    try Directory.create(directory)
    try OutputFiles(paths).write(paths) { writers in
      for judge in study.sheets.indices {
        try writers[2 * judge].write(study.page(of: judge))
        try writers[2 * judge + 1].write(study.table(of: judge))
      }
      try writers[paths.count - 1].write(key)
    }
  }
}
