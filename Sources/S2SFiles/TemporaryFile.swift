import Glibc

/// A file that takes the place of another when it is whole.
///
/// It has no name until then where the file system can do that, so it goes with its process. It is
/// locked, so that no other process takes it for one that nobody writes any more.
final class TemporaryFile {
  /// Open for writing, and locked.
  let descriptor: Int32
  private let directory: String
  /// `nil` while it has none.
  private var path: String?

  private static let prefix = ".s2s-"
  private static let suffix = ".tmp"
  private static let digitCount = 16
  /// More failures in a row than chance or a cleaning neighbour can explain.
  private static let attempts = 64
  /// `O_TMPFILE` of Linux, which is a composed constant that Swift does not see.
  private static let withoutName: Int32 = 0o20_000_000 | O_DIRECTORY

  /// Whether a file's name is one of ours.
  static func isName(_ name: String) -> Bool {
    name.hasPrefix(prefix) && name.hasSuffix(suffix)
      && name.utf8.count == prefix.utf8.count + digitCount + suffix.utf8.count
  }

  /// Makes an empty file in a directory.
  ///
  /// - Parameter target: the file that errors name.
  /// - Throws: `FileError.cannotCreate`.
  init(in directory: String, for target: String) throws {
    self.directory = directory
    if let unnamed = Self.unnamed(in: directory) {
      descriptor = unnamed
    } else {
      let (path, named) = try Self.named(in: directory, for: target)
      (self.path, descriptor) = (path, named)
    }
  }

  /// Puts it in the place of a file.
  ///
  /// - Throws: `FileError.cannotCreate`.
  func replace(_ place: String, for target: String) throws {
    let path = try self.path ?? named(for: target)
    self.path = path
    DiskStep.next()
    guard rename(path, place) == 0 else {
      throw FileError.cannotCreate(.replace, path: target, errorNumber: errno)
    }
    self.path = nil
  }

  /// Removes it, unless it has taken its place, and closes it, which lets the lock go.
  func discard() {
    if let path {
      DiskStep.next()
      unlink(path)
    }
    close(descriptor)
  }

  /// Opens a file without a name; `nil` where there is no such thing.
  private static func unnamed(in directory: String) -> Int32? {
    DiskStep.next()
    let descriptor = retryingInterrupted {
      open(directory, O_WRONLY | withoutName | O_CLOEXEC, 0o666)
    }
    guard descriptor >= 0 else { return nil }
    // It gets its name by way of this link, which not every container has.
    guard access(link(descriptor), F_OK) == 0 else {
      close(descriptor)
      return nil
    }
    _ = retryingInterrupted { flock(descriptor, LOCK_EX) }
    return descriptor
  }

  private static func link(_ descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }

  /// Gives a file without a name one.
  private func named(for target: String) throws -> String {
    for _ in 0..<Self.attempts {
      let path = Self.randomPath(in: directory)
      DiskStep.next()
      let result = linkat(
        AT_FDCWD, Self.link(descriptor), AT_FDCWD, path, AT_SYMLINK_FOLLOW)
      if result == 0 { return path }
      guard errno == EEXIST else {
        throw FileError.cannotCreate(.create, path: target, errorNumber: errno)
      }
    }
    throw FileError.cannotCreate(.create, path: target, errorNumber: EEXIST)
  }

  /// Opens a file with a name.
  private static func named(
    in directory: String, for target: String
  ) throws -> (path: String, descriptor: Int32) {
    for _ in 0..<attempts {
      let path = randomPath(in: directory)
      DiskStep.next()
      let descriptor = retryingInterrupted {
        open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      }
      if descriptor < 0 {
        if errno == EEXIST { continue }
        throw FileError.cannotCreate(.create, path: target, errorNumber: errno)
      }
      // A file system without locks has no cleaning either.
      DiskStep.next()
      _ = retryingInterrupted { flock(descriptor, LOCK_EX) }
      // A neighbour may have taken the file for a stale one before it was locked.
      var status = stat()
      if fstat(descriptor, &status) == 0 && status.st_nlink > 0 { return (path, descriptor) }
      unlink(path)
      close(descriptor)
    }
    throw FileError.cannotCreate(.create, path: target, errorNumber: EEXIST)
  }

  private static func randomPath(in directory: String) -> String {
    let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
    let zeros = String(repeating: "0", count: digitCount - digits.utf8.count)
    return directory + "/" + prefix + zeros + digits + suffix
  }
}
