import S2SCorpora
import S2SFiles

/// A directory that a command writes a corpus to that it makes.
struct CorpusFolder {
  /// The directory.
  let path: String
  /// Whether files that are there may be replaced.
  let overwrites: Bool
  private let outputs: OutputFiles

  /// A directory for the parts of a corpus, each in a file for each ending, such as a language; files
  /// that a corpus has not are gone afterwards.
  init(path: String, overwrites: Bool, endings: [String]) {
    self.path = path
    self.overwrites = overwrites
    outputs = OutputFiles(
      ["train", "valid", "test"].flatMap { part in endings.map { "\(path)/\(part).\($0)" } })
  }

  /// Finds out before the work whether files are in its way.
  ///
  /// - Throws: `CorpusError.exists`.
  func checkFree() throws { try outputs.checkFree(inputs: [], overwrites: overwrites) }

  /// Writes a corpus, all of it or nothing.
  ///
  /// - Throws: `CorpusError.exists`; `FileError`.
  func write(_ files: [(name: String, contents: String)]) throws {
    try checkFree()
    try Directory.create(path)
    try outputs.checkCanWrite()
    try outputs.write(files.map { "\(path)/\($0.name)" }) { writers in
      for (writer, file) in zip(writers, files) { try writer.write(file.contents) }
    }
  }
}
