import Glibc

/// A file that each input is written to in turn; in memory where the system has such a place.
final class ScratchFile: Sendable {
  let path: String

  init() {
    var template = Array("/dev/shm/s2s-fuzz-XXXXXX".utf8CString)
    var descriptor = mkstemp(&template)
    if descriptor < 0 {
      template = Array("/tmp/s2s-fuzz-XXXXXX".utf8CString)
      descriptor = mkstemp(&template)
    }
    precondition(descriptor >= 0, "there is no place for a file")
    close(descriptor)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { unlink(path) }

  /// Replaces the content, and returns the path.
  func holding(_ bytes: [UInt8]) -> String {
    let descriptor = open(path, O_WRONLY | O_TRUNC)
    precondition(descriptor >= 0 && write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    return path
  }
}
