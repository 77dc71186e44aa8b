import S2SFiles

/// The lines of several files, plain or `.gz`, one after the other; files that are read more than once.
struct JoinedLines {
  private var paths: ArraySlice<String>
  private var reader: LineReader?
  /// The lines read so far.
  private(set) var count = 0

  /// Reads files from the first line on.
  ///
  /// - Throws: `FileError` when one cannot be opened, or can be read only once.
  init(_ paths: [String]) throws {
    for path in paths { _ = try LineReader(repeatedly: path) }
    self.paths = paths[...]
  }

  /// The next line; `nil` after the last.
  ///
  /// - Throws: `FileError`, `LineError`.
  mutating func next() throws -> String? {
    while true {
      if let line = try reader?.next() {
        count += 1
        return line
      }
      guard let path = paths.popFirst() else { return nil }
      reader = try LineReader(repeatedly: path)
    }
  }
}
