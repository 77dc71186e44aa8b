import FoundationEssentials
import Glibc

/// Files that are written side by side in several goes: what a process that was killed had written whole is
/// gone on with.
///
/// Until all is done a file is called `PATH.part`, and `PATH.progress` beside the first says what the work is
/// and how much of each file is whole. What was written behind that is cut off and written again.
package final class ResumableFiles {
  /// How far the work is.
  private struct Progress: Codable {
    /// What is done, in words that differ where the result would.
    var work: String
    /// The units of the work that are done.
    var done = 0
    /// The bytes of each file that are whole.
    var bytes: [Int]
    /// Whether nothing is left but to give the files their names.
    var isComplete = false
    /// What the work counts beside.
    var notes: [String: [Int]]?
  }

  private let paths: [String]
  private var progress: Progress
  private var files: [OpenFile] = []

  /// The units of the work that are done.
  package var done: Int { progress.done }

  /// What the work has counted beside, by name; nothing before the first `append`.
  package var notes: [String: [Int]] { progress.notes ?? [:] }

  /// Begins a work, or goes on with it.
  ///
  /// - Parameters:
  ///   - paths: at least one; their directories exist.
  ///   - work: what is done, in words that differ where the result would.
  ///   - mode: what happens to a work that is under way there.
  /// - Throws: `ResumableFileError`; `FileError`.
  package init(_ paths: [String], work: String, mode: Mode) throws {
    self.paths = paths
    let path = Self.progressPath(paths)
    let isLookedAt = mode != .beginAnew && FileIdentity(path: path) != nil
    let found = isLookedAt ? try Self.read(path) : nil
    switch (mode, found) {
    case (.begin, .some): throw ResumableFileError.underWay(path: paths[0])
    case (.goOn, nil): throw ResumableFileError.nothingUnderWay(path: paths[0])
    case (.goOn, .some(let found)):
      guard found.work == work, found.bytes.count == paths.count else {
        throw ResumableFileError.otherWork(path: paths[0])
      }
      progress = found
    case (.begin, nil), (.beginAnew, _):
      progress = Progress(work: work, bytes: paths.map { _ in 0 })
      try save()
    }
    guard !progress.isComplete else { return }
    files = try zip(paths, progress.bytes).map { try OpenFile($0 + ".part", keeping: $1) }
  }

  /// What happens to a work that is under way.
  package enum Mode: Sendable {
    /// It is in the way.
    case begin
    /// It goes on.
    case goOn
    /// It is begun anew.
    case beginAnew
  }

  /// Writes more of each file, so that it stays whatever happens.
  ///
  /// - Parameters:
  ///   - done: the units of the work that are then done.
  ///   - notes: what the work has counted beside, which stays as the texts do; some hundred numbers at most.
  /// - Throws: `FileError`.
  package func append(_ texts: [String], done: Int, notes: [String: [Int]] = [:]) throws {
    for (file, text) in zip(files, texts) { try file.writer.write(text) }
    for file in files { try file.writer.synchronize() }
    progress.bytes = files.map { $0.kept + $0.writer.count }
    progress.done = done
    progress.notes = notes.isEmpty ? nil : notes
    try save()
  }

  /// Gives the files their names.
  ///
  /// - Throws: `FileError`.
  package func finish() throws {
    progress.isComplete = true
    try save()
    // Those that have their names already were given them before a process was killed.
    let waiting = paths.filter { FileIdentity(path: $0 + ".part") != nil }
    // An older file must not stand beside a new one.
    for path in waiting {
      DiskStep.next()
      unlink(path)
    }
    for path in waiting {
      DiskStep.next()
      guard rename(path + ".part", path) == 0 else {
        throw FileError.cannotCreate(.replace, path: path, errorNumber: errno)
      }
    }
    DiskStep.next()
    unlink(Self.progressPath(paths))
  }

  private static func progressPath(_ paths: [String]) -> String { paths[0] + ".progress" }

  private static func read(_ path: String) throws -> Progress {
    let text = try MappedFile(path: path)
    do {
      let progress = try text.withUnsafeBytes {
        try StrictJSON.decode(Progress.self, from: Array($0))
      }
      guard progress.done >= 0 else { throw JSONFault(.impossibleValue, field: "done") }
      return progress
    } catch let fault as JSONFault {
      throw ResumableFileError.malformed(path: path, fault)
    }
  }

  private func save() throws {
    let bytes = Array(try JSONEncoder().encode(progress))
    try AtomicFile.write(to: Self.progressPath(paths)) { try $0.write(bytes) }
  }

  /// A file that is written on.
  private final class OpenFile {
    let writer: FileWriter
    let kept: Int
    private let descriptor: Int32

    init(_ path: String, keeping kept: Int) throws {
      self.kept = kept
      DiskStep.next()
      descriptor = retryingInterrupted { open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666) }
      writer = FileWriter(descriptor: descriptor, path: path)
      guard descriptor >= 0 else {
        throw FileError.cannotCreate(.create, path: path, errorNumber: errno)
      }
      DiskStep.next()
      guard lseek(descriptor, 0, SEEK_END) >= off_t(kept), ftruncate(descriptor, off_t(kept)) == 0,
        lseek(descriptor, 0, SEEK_END) == off_t(kept)
      else {
        throw ResumableFileError.shortened(path: path, bytes: kept)
      }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
  }
}

/// Why a work cannot begin or go on.
public enum ResumableFileError: Error, Equatable, Sendable {
  /// One is under way there.
  case underWay(path: String)
  /// None is under way there.
  case nothingUnderWay(path: String)
  /// Another is under way there, of other inputs or options.
  case otherWork(path: String)
  /// A file has less than was written.
  case shortened(path: String, bytes: Int)
  /// The file that says how far the work is cannot be read.
  case malformed(path: String, JSONFault)
}
