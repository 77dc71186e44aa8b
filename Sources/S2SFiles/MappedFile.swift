import Glibc

/// A whole file as read-only memory, loaded by the system page by page as it is touched.
///
/// The bytes stay readable for the life of the object, also after the file has been removed or
/// replaced by `AtomicFile`. A program that shortens the file in place takes pages away from
/// under the reader; nothing in this package does.
public final class MappedFile: Sendable {
  /// The file, as the caller named it.
  public let path: String
  /// The file's size in bytes.
  public let count: Int

  /// Nothing writes through it, and it lives until `deinit`; `nil` for an empty file.
  nonisolated(unsafe) private let base: UnsafeMutableRawPointer?

  /// Maps a file.
  ///
  /// - Throws: `FileError`: `missingInput` when it is not there, not readable or not a regular
  ///   file; `inputOutput` when it cannot be mapped.
  public init(path: String) throws {
    guard !path.utf8.contains(0) else {
      throw FileError.missingInput(.open, path: path, errorNumber: ENOENT)
    }
    // Non-blocking, not to hang on a pipe that nobody writes to.
    let descriptor = retryingInterrupted { open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
    guard descriptor >= 0 else {
      throw FileError.missingInput(.open, path: path, errorNumber: errno)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw FileError.inputOutput(.read, path: path, errorNumber: errno)
    }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG else {
      throw FileError.missingInput(
        .read, path: path, errorNumber: kind == S_IFDIR ? EISDIR : EINVAL)
    }
    self.path = path
    count = Int(status.st_size)
    base = try Self.map(descriptor, count: count, path: path)
  }

  deinit {
    if let base { munmap(base, count) }
  }

  /// Gives the file's bytes to a closure, which must not keep the pointer.
  public func withUnsafeBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try withExtendedLifetime(self) {
      try body(UnsafeRawBufferPointer(start: base, count: count))
    }
  }

  private static func map(
    _ descriptor: Int32, count: Int, path: String
  ) throws -> UnsafeMutableRawPointer? {
    // The system refuses to map nothing.
    if count == 0 { return nil }
    let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let address, address != MAP_FAILED else {
      throw FileError.inputOutput(.map, path: path, errorNumber: errno)
    }
    return address
  }
}
