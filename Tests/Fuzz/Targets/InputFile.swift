import Glibc
import Synchronization

/// A file that each input is written to in turn; in memory where the system has such a place.
final class InputFile: Sendable {
  let path: String

  /// Makes one.
  ///
  /// - Parameter suffix: the end of its name.
  init(suffix: String = "") {
    let place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(place)/s2s-fuzz-XXXXXX\(suffix)".utf8CString)
    let descriptor = mkstemps(&template, Int32(suffix.utf8.count))
    precondition(descriptor >= 0, "there is no place for a file")
    close(descriptor)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    Self.paths.withLock { $0.append(path) }
    Self.removesAtExit
  }

  private static let paths = Mutex<[String]>([])
  private static let removesAtExit: Void = {
    atexit { paths.withLock { for path in $0 { unlink(path) } } }
  }()

  /// Replaces the content, and returns the path.
  func holding(_ bytes: [UInt8]) -> String {
    let descriptor = open(path, O_WRONLY | O_TRUNC)
    precondition(descriptor >= 0 && write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    return path
  }
}
