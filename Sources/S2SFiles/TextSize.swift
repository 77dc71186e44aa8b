import Glibc

/// The size of a text that is read once, where it is known before: that of a plain file, not of a pipe or
/// of compressed text.
package enum TextSize {
  /// The bytes of the files from their beginnings; `nil` where one of them is not known.
  ///
  /// - Parameter paths: `-` is standard input, from where it stands.
  package static func bytes(of paths: [String]) -> Int? {
    var sum = 0
    for path in paths {
      guard let bytes = path == "-" ? bytes(of: STDIN_FILENO) : bytes(at: path) else { return nil }
      sum += bytes
    }
    return sum
  }

  /// Whether a descriptor is that of an ordinary file, which never waits.
  static func isRegular(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static func bytes(at path: String) -> Int? {
    // Without waiting for the other end of a pipe.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return bytes(of: descriptor)
  }

  private static func bytes(of descriptor: Int32) -> Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let offset = max(0, lseek(descriptor, 0, SEEK_CUR))
    var start: [UInt8] = [0, 0]
    let isCompressed = pread(descriptor, &start, 2, offset) == 2 && start == [0x1f, 0x8b]
    return isCompressed ? nil : max(0, Int(status.st_size) - offset)
  }
}
