import Glibc

/// Replaces a file in one step: whoever opens it finds the old content or the new one, whole.
///
/// The new content goes to a temporary file in the same directory, is synced to the disk and
/// renamed over the old one; then the directory is synced. A failure at any point leaves the old
/// file alone and no temporary behind. The temporary has no name until it is whole, so a process that
/// is killed leaves none either. Only where the file system has no files without names, or between
/// naming and renaming, `.s2s-0123456789abcdef.tmp` may stay behind; the next save in that directory
/// removes it: whoever writes a temporary holds a lock on it, so one that nobody has locked belongs
/// to nobody.
///
/// References: Pillai et al. 2014, "All File Systems Are Not Created Equal", OSDI; open(2), O_TMPFILE.
public enum AtomicFile {
  /// Writes a file by way of a temporary one.
  ///
  /// The new file keeps the old one's permissions. A symbolic link stays one: the file that it
  /// points to is replaced, or created.
  ///
  /// - Parameters:
  ///   - path: the file to create or to replace; its directory must exist.
  ///   - content: writes the new content; when it throws, nothing has happened to `path`.
  /// - Throws: `FileError.cannotCreate` or `inputOutput`, or what `content` throws.
  public static func write(to path: String, _ content: (FileWriter) throws -> Void) throws {
    let target = try ReplacedFile(path)
    removeStaleTemporaries(in: target.directory)
    let temporary = try TemporaryFile(in: target.directory, for: path)
    defer { temporary.discard() }
    let writer = FileWriter(descriptor: temporary.descriptor, path: path)
    try content(writer)
    DiskStep.next()
    if let mode = target.existingMode { _ = fchmod(temporary.descriptor, mode) }
    try writer.synchronize()
    try temporary.replace(target.path, for: path)
    try synchronizeDirectory(target.directory, for: path)
  }

  /// Finds out early whether files can be saved in a directory.
  ///
  /// - Throws: `FileError.cannotCreate`.
  package static func checkCanCreate(in directory: String) throws {
    try TemporaryFile(in: directory, for: directory).discard()
  }

  /// Finds out early whether a file can be written, without touching what is there.
  ///
  /// - Throws: `FileError.cannotCreate`.
  package static func checkCanWrite(to path: String) throws {
    try TemporaryFile(in: ReplacedFile(path).directory, for: path).discard()
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
