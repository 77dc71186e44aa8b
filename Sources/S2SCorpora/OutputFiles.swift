import Glibc
import S2SFiles

/// Files that are written together: none appears before all of them are whole, and even if the
/// process is killed, none stands beside an older one of another content.
package struct OutputFiles {
  /// All files that there may be; older ones of these names go when the new ones come.
  package let paths: [String]

  /// Files at these paths.
  package init(_ paths: [String]) { self.paths = paths }

  /// The plain form of a corpus in a directory: `train.LANG`, `valid.LANG` and `test.LANG`.
  init(directory: String, _ languages: LanguagePair) {
    paths = Self.names(languages).map { "\(directory)/\($0)" }
  }

  /// The names of the plain form, part by part.
  static func names(_ languages: LanguagePair) -> [String] {
    ["train", "valid", "test"].flatMap { part in
      [languages.source, languages.target].map { "\(part).\($0)" }
    }
  }

  /// Finds out before the work whether files are in its way.
  ///
  /// - Throws: `CorpusError.replacesInput` for a file that is one of the inputs, by whatever name;
  ///   `exists` for one that may not be overwritten.
  package func checkFree(inputs: [String], overwrites: Bool) throws {
    let inputs = Set(inputs.compactMap { FileIdentity(path: $0) })
    for path in paths {
      guard let there = FileIdentity(path: path) else { continue }
      guard !inputs.contains(there) else { throw CorpusError.replacesInput(path) }
      guard overwrites else { throw CorpusError.exists(path) }
    }
  }

  /// Finds out before the work whether the files can be written.
  ///
  /// - Throws: `CorpusError.namedTwice`; `FileError.cannotCreate`.
  package func checkCanWrite() throws {
    try checkDistinct()
    for path in paths { try AtomicFile.checkCanWrite(to: path) }
  }

  /// Finds out before the work whether two of the files are one.
  ///
  /// - Throws: `CorpusError.namedTwice`; `FileError.cannotCreate` for a name that no file can have.
  func checkDistinct() throws {
    var places: Set<[AnyHashable]> = []
    for path in paths {
      guard try places.insert(ReplacedFile(path).place).inserted else {
        throw CorpusError.namedTwice(path)
      }
    }
  }

  /// Where a file really is, if it is there.
  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Writes some of the files; the others are gone afterwards.
  ///
  /// - Parameters:
  ///   - names: those of `paths` that are written.
  ///   - content: is handed a writer for each.
  /// - Throws: `FileError`; what `content` throws.
  package func write(_ names: [String], _ content: ([FileWriter]) throws -> Void) throws {
    try Self.write(to: names[...]) { writers in
      try content(writers)
      for writer in writers { try writer.synchronize() }
      // From here on files are renamed; between two of those the old files must not stand beside
      // new.
      for path in paths {
        guard let old = Self.resolved(path) else { continue }
        DiskStep.next()
        unlink(old)
      }
    }
  }

  private static func write(
    to paths: ArraySlice<String>, _ writers: [FileWriter] = [],
    _ content: ([FileWriter]) throws -> Void
  ) throws {
    guard let path = paths.first else { return try content(writers) }
    try AtomicFile.write(to: path) { writer in
      try write(to: paths.dropFirst(), writers + [writer], content)
    }
  }
}
