import Glibc
import S2SFiles

/// The history of a run as TensorBoard reads it: files of events in a directory of the run's own.
///
/// A run that goes on begins another file, and says in it from where: TensorBoard then forgets what a run
/// that was killed had written beyond its last state. Every event is written as a whole, so the file of a
/// run that is killed can be read.
public final class EventLog {
  /// The file.
  public let path: String
  private let descriptor: Int32
  private let writer: FileWriter
  private var source = TrainingSource()

  /// The name of a file of events, before and behind the seconds since 1970.
  private static let (prefix, suffix) = ("events.out.tfevents.", ".s2s")

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - directory: that of the run; it is made.
  ///   - step: the updates done in the state that a run goes on from; `nil` for a new run.
  ///   - history: the records up to there, which are written first where the directory has no events.
  /// - Throws: `TrainingError.eventsExist`, `foreignEvents` where a new run finds events of another;
  ///   `FileError`.
  public init(
    directory: String, resumingAt step: Int? = nil, history: [TrainingRecord] = []
  ) throws {
    try Directory.create(directory)
    let older = Self.files(in: directory)
    if step == nil { try Self.check(older, of: directory, overwrites: false) }
    // Files are read in the order of their names.
    let last = older.compactMap(Self.seconds).max() ?? 0
    path = "\(directory)/\(Self.prefix)\(max(Int(Self.now), last + 1))\(Self.suffix)"
    DiskStep.next()
    descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw FileError.cannotCreate(.open, path: path, errorNumber: errno)
    }
    writer = FileWriter(descriptor: descriptor, path: path)
    try write(RunEvent(time: Self.now, step: 0, content: .version))
    if let step, !older.isEmpty {
      try write(RunEvent(time: Self.now, step: step + 1, content: .goesOn))
      for record in history { _ = source.counts(record) }
    } else {
      try append(past: history)
    }
  }

  deinit { close(descriptor) }

  /// Adds a record of now, as a whole or not at all.
  ///
  /// - Throws: `FileError.inputOutput`.
  public func append(_ record: TrainingRecord) throws { try append(record, time: Self.now) }

  /// Adds records of the past; the last of them is of now.
  private func append(past records: [TrainingRecord]) throws {
    let end = records.last?.seconds ?? 0
    for record in records { try append(record, time: Self.now - max(0, end - record.seconds)) }
  }

  private func append(_ record: TrainingRecord, time: Double) throws {
    let scalars = record.scalars(withTraining: source.counts(record))
    try write(RunEvent(time: time, step: record.step, content: .scalars(scalars)))
  }

  private func write(_ event: RunEvent) throws {
    let end = lseek(descriptor, 0, SEEK_END)
    do {
      try writer.write(event.record)
      try writer.flush()
    } catch {
      if end >= 0 { _ = ftruncate(descriptor, end) }
      throw error
    }
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

// MARK: - The files of a directory

extension EventLog {
  /// The directory of a run among those that TensorBoard shows beside each other: it has the name of the
  /// model's.
  ///
  /// - Parameter directory: what TensorBoard is started with.
  public static func directory(in directory: String, ofModel model: String) -> String {
    let name = AbsolutePath(model).text.split(separator: "/").last ?? "run"
    return "\(directory)/\(name)"
  }

  /// Finds out early whether a new run can have a directory.
  ///
  /// - Throws: `TrainingError.eventsExist`, `foreignEvents`; `FileError.notADirectory`.
  package static func check(_ directory: String, overwrites: Bool) throws {
    try Directory.check(directory)
    try check(files(in: directory), of: directory, overwrites: overwrites)
  }

  private static func check(
    _ files: [String], of directory: String, overwrites: Bool
  ) throws {
    guard files.allSatisfy({ $0.hasSuffix(suffix) }) else {
      throw TrainingError.foreignEvents(directory: directory)
    }
    guard overwrites || files.isEmpty else {
      throw TrainingError.eventsExist(directory: directory)
    }
  }

  /// Removes the files of older runs that were written here; those of other programs stay.
  ///
  /// - Throws: `FileError.cannotCreate`.
  package static func removeAll(in directory: String) throws {
    for name in files(in: directory) where name.hasSuffix(suffix) {
      DiskStep.next()
      guard unlink("\(directory)/\(name)") == 0 || errno == ENOENT else {
        throw FileError.cannotCreate(.remove, path: "\(directory)/\(name)", errorNumber: errno)
      }
    }
  }

  /// The names of all files of events in a directory, whoever wrote them.
  private static func files(in directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.contains("tfevents") { names.append(name) }
    }
    return names
  }

  private static func seconds(_ name: String) -> Int? {
    guard name.hasPrefix(prefix) else { return nil }
    return Int(name.dropFirst(prefix.count).prefix { $0.isASCII && $0.isNumber })
  }
}
