import Glibc

/// The right to write into a directory, which one owner has at a time.
///
/// It is a lock on the open directory itself, so it leaves nothing behind and goes with its owner,
/// however that ends. Where directories cannot be locked, as on NFS, a file `.s2s-lock` in it is locked;
/// the file stays, its lock does not. A file system without locks refuses nobody.
///
/// Reference: flock(2).
package final class DirectoryLock: Sendable {
  private let path: String
  private let identity: FileIdentity
  /// -1 where the file system has no locks.
  private let descriptor: Int32

  private static let fileName = ".s2s-lock"
  /// More replacements of a directory in a row than chance can explain.
  private static let attempts = 64

  /// Takes the lock of a directory; `nil` when another owner has it.
  ///
  /// - Throws: `FileError.missingInput` when there is no such directory.
  package convenience init?(_ path: String) throws {
    try self.init(path, opening: Self.openedDirectory)
  }

  /// Takes the lock of a directory by its file, as where directories cannot be locked.
  package convenience init?(byFileIn path: String) throws {
    try self.init(path, opening: { _ in -1 })
  }

  private init?(_ path: String, opening directory: (String) -> Int32) throws {
    for _ in 0..<Self.attempts {
      guard let identity = FileIdentity(path: path) else {
        throw FileError.missingInput(.open, path: path, errorNumber: errno)
      }
      var lock = Self.lock(directory(path))
      if lock == .unsupported { lock = Self.lock(Self.openedFile(in: path)) }
      if lock == .taken { return nil }
      let descriptor: Int32 = if case .held(let held) = lock { held } else { -1 }
      // Another directory may have come to this place in the meantime.
      if FileIdentity(path: path) == identity {
        (self.path, self.identity, self.descriptor) = (path, identity, descriptor)
        return
      }
      if descriptor >= 0 { close(descriptor) }
    }
    return nil
  }

  deinit {
    guard descriptor >= 0 else { return }
    // A process that was just started may hold a copy of the descriptor until it runs its program.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// Whether the directory is still at its path: not moved away, and not replaced by another.
  package var isInPlace: Bool { FileIdentity(path: path) == identity }

  /// Whether the directory, wherever it was, is there no more, as far as that is known.
  package var isRemoved: Bool {
    var status = stat()
    return descriptor >= 0 && fstat(descriptor, &status) == 0 && status.st_nlink == 0
  }

  private enum Attempt: Equatable {
    case held(Int32), taken, unsupported
  }

  /// Locks a descriptor without waiting, or closes it.
  private static func lock(_ descriptor: Int32) -> Attempt {
    guard descriptor >= 0 else { return .unsupported }
    if retryingInterrupted({ flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 {
      return .held(descriptor)
    }
    let isTaken = errno == EWOULDBLOCK
    close(descriptor)
    return isTaken ? .taken : .unsupported
  }

  private static func openedDirectory(_ path: String) -> Int32 {
    retryingInterrupted { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
  }

  /// NFS locks only what is open for writing.
  private static func openedFile(in path: String) -> Int32 {
    retryingInterrupted { open(path + "/" + fileName, O_RDWR | O_CREAT | O_CLOEXEC, 0o666) }
  }
}
