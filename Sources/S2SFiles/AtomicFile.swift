import Glibc

/// Replaces a file in one step: whoever opens it finds the old content or the new one, whole.
///
/// The new content goes to a temporary file in the same directory, is synced to the disk and
/// renamed over the old one; then the directory is synced. A failure at any point removes the
/// temporary and leaves the old file alone. A killed process leaves its temporary behind,
/// `.s2s-0123456789abcdef.tmp`, which the next save in that directory removes: whoever writes a
/// temporary holds a lock on it, so one that nobody has locked belongs to nobody.
///
/// Reference: Pillai et al. 2014, "All File Systems Are Not Created Equal", OSDI.
public enum AtomicFile {
  /// Writes a file by way of a temporary one.
  ///
  /// The new file keeps the old one's permissions. A symbolic link stays one: the file that it
  /// points to is replaced.
  ///
  /// - Parameters:
  ///   - path: the file to create or to replace; its directory must exist.
  ///   - content: writes the new content; when it throws, nothing has happened to `path`.
  /// - Throws: `FileError.cannotCreate` or `inputOutput`, or what `content` throws.
  public static func write(to path: String, _ content: (FileWriter) throws -> Void) throws {
    let target = try ReplacedFile(path)
    removeStaleTemporaries(in: target.directory)
    let temporary = try TemporaryFile(in: target.directory, for: path)
    // Closing lets the lock go; by then the name that it guards is gone either way.
    defer { close(temporary.descriptor) }
    do {
      let writer = FileWriter(descriptor: temporary.descriptor, path: path)
      try content(writer)
      DiskStep.next()
      if let mode = target.existingMode { _ = fchmod(temporary.descriptor, mode) }
      try writer.synchronize()
      DiskStep.next()
      guard rename(temporary.path, target.path) == 0 else {
        throw FileError.cannotCreate(.replace, path: path, errorNumber: errno)
      }
    } catch {
      DiskStep.next()
      unlink(temporary.path)
      throw error
    }
    try synchronizeDirectory(target.directory, for: path)
  }

  /// Finds out early whether files can be saved in a directory.
  ///
  /// - Throws: `FileError.cannotCreate`.
  package static func checkCanCreate(in directory: String) throws {
    let temporary = try TemporaryFile(in: directory, for: directory)
    unlink(temporary.path)
    close(temporary.descriptor)
  }

  /// Removes the temporaries that killed processes left in a directory.
  ///
  /// Those that are being written are left alone, whichever process writes them. What cannot be
  /// removed stays; that is no error.
  package static func removeStaleTemporaries(in directory: String) {
    guard let stream = opendir(directory) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if TemporaryFile.isName(name) { removeIfUnlocked(directory + "/" + name) }
    }
  }

  private static func removeIfUnlocked(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return }
    DiskStep.next()
    unlink(path)
  }

  private static func synchronizeDirectory(_ directory: String, for path: String) throws {
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    // A directory that may be written but not read cannot be synced; the file itself is safe.
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    DiskStep.next()
    let result = retryingInterrupted { fsync(descriptor) }
    // Some file systems have no such thing as syncing a directory.
    guard result == 0 || errno == EINVAL || errno == ENOTSUP else {
      throw FileError.inputOutput(.save, path: path, errorNumber: errno)
    }
  }
}

/// The file to replace: where it really is, and what is there now.
private struct ReplacedFile {
  let path: String
  let directory: String
  /// The permissions of the file to be replaced; `nil` when there is none.
  let existingMode: mode_t?

  init(_ name: String) throws {
    guard let last = name.utf8.last, !name.utf8.contains(0) else {
      throw FileError.cannotCreate(.create, path: name, errorNumber: ENOENT)
    }
    guard last != UInt8(ascii: "/") else {
      throw FileError.cannotCreate(.create, path: name, errorNumber: EISDIR)
    }
    var path = name
    if let resolved = realpath(name, nil) {
      path = String(cString: resolved)
      free(resolved)
    }
    var status = stat()
    if stat(path, &status) == 0 {
      let kind = status.st_mode & S_IFMT
      guard kind == S_IFREG else {
        throw FileError.cannotCreate(
          .replace, path: name, errorNumber: kind == S_IFDIR ? EISDIR : EINVAL)
      }
      existingMode = status.st_mode & 0o777
    } else {
      // A name that cannot be is better found before the content has been written.
      guard errno == ENOENT else {
        throw FileError.cannotCreate(.create, path: name, errorNumber: errno)
      }
      existingMode = nil
    }
    self.path = path
    if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) {
      directory = slash == path.startIndex ? "/" : String(path[..<slash])
    } else {
      directory = "."
    }
  }
}

/// A locked temporary file that no other process will remove.
private struct TemporaryFile {
  let path: String
  let descriptor: Int32

  private static let prefix = ".s2s-"
  private static let suffix = ".tmp"
  private static let digitCount = 16
  /// More failures in a row than chance or a cleaning neighbour can explain.
  private static let attempts = 64

  static func isName(_ name: String) -> Bool {
    name.hasPrefix(prefix) && name.hasSuffix(suffix)
      && name.utf8.count == prefix.utf8.count + digitCount + suffix.utf8.count
  }

  init(in directory: String, for target: String) throws {
    for _ in 0..<Self.attempts {
      let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
      let zeros = String(repeating: "0", count: Self.digitCount - digits.utf8.count)
      let path = directory + "/" + Self.prefix + zeros + digits + Self.suffix
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
      if fstat(descriptor, &status) == 0 && status.st_nlink > 0 {
        self.path = path
        self.descriptor = descriptor
        return
      }
      unlink(path)
      close(descriptor)
    }
    throw FileError.cannotCreate(.create, path: target, errorNumber: EEXIST)
  }
}
