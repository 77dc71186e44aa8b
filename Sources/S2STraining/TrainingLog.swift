import Glibc
import S2SFiles

/// The history of a run, `history.jsonl`: one JSON object per line, appended during the run.
///
/// A record is written before the state that follows it is saved. Then a resumed run, which
/// removes the records after the step that it goes on from, has neither gaps nor duplicates in its
/// history. A line torn by a crash is dropped when the file is read.
public final class TrainingLog {
  /// The file.
  public let path: String
  private let descriptor: Int32
  private let writer: FileWriter

  /// Opens a history, empty or cut back to the step that a run goes on from.
  ///
  /// - Parameters:
  ///   - path: the file to create, to replace or to go on with.
  ///   - step: the updates done in the state that is resumed; `nil` begins anew.
  /// - Throws: `FileError`; `TrainingError` (`malformedHistory`) when a line other than the last
  ///   is no record.
  public init(path: String, resumingAt step: Int? = nil) throws {
    self.path = path
    try Self.cut(path, after: step)
    let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC
    DiskStep.next()
    descriptor = open(path, flags, 0o666)
    guard descriptor >= 0 else {
      throw FileError.cannotCreate(.open, path: path, errorNumber: errno)
    }
    writer = FileWriter(descriptor: descriptor, path: path)
  }

  deinit { close(descriptor) }

  /// Adds a record, as a whole or not at all.
  ///
  /// - Throws: `FileError.inputOutput`.
  public func append(_ record: TrainingRecord) throws {
    let end = lseek(descriptor, 0, SEEK_END)
    do {
      try writer.write(record.line + "\n")
      try writer.flush()
    } catch {
      if end >= 0 { _ = ftruncate(descriptor, end) }
      throw error
    }
  }

  /// Waits until the disk has all records.
  ///
  /// - Throws: `FileError.inputOutput`.
  public func synchronize() throws { try writer.synchronize() }

  /// Reads the records of a history.
  ///
  /// - Throws: as `init`; `FileError.missingInput` when there is none.
  public static func records(in path: String) throws -> [TrainingRecord] {
    var records: [TrainingRecord] = []
    try forEachEntry(in: path) { record, _ in records.append(record) }
    return records
  }

  /// Reads the records one by one, with the bytes that each was read from.
  private static func forEachEntry(
    in path: String, _ body: (TrainingRecord, UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try MappedFile(path: path).withUnsafeBytes { bytes in
      var (start, number) = (0, 1)
      // The text after the last line end is empty, or a torn line.
      while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
        do {
          try body(TrainingRecord(line: line), line)
        } catch let fault as JSONFault {
          throw TrainingError.malformedHistory(path: path, line: number, fault)
        }
        (start, number) = (end + 1, number + 1)
      }
    }
  }

  /// Rewrites the file with the records up to a step.
  private static func cut(_ path: String, after step: Int?) throws {
    guard let step else { return try AtomicFile.write(to: path) { _ in } }
    guard access(path, F_OK) == 0 else { return }
    try AtomicFile.write(to: path) { writer in
      try forEachEntry(in: path) { record, line in
        guard record.step <= step else { return }
        try writer.write(line)
        try writer.write("\n")
      }
    }
  }
}
