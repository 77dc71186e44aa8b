import Glibc

/// A directory of a test's own, removed with everything in it when the test is over.
package final class TemporaryDirectory {
  /// Where it is.
  package let path: String

  /// Makes an empty directory.
  ///
  /// - Parameter inMemory: for tests that sync files hundreds of times: not on a disk, where the
  ///   system has such a place.
  package init(inMemory: Bool = false) {
    let place = inMemory && access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(place)/s2s-tests-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { preconditionFailure("cannot make \(template)") }
    path = template.withUnsafeBufferPointer { name in
      String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }

  deinit { Self.remove(path) }

  /// Removes a file, or a directory with everything in it.
  private static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    for name in names(in: path) { remove(path + "/" + name) }
    rmdir(path)
  }

  /// The path of a file in it.
  package func file(_ name: String) -> String { path + "/" + name }

  /// The names of the files in it, sorted.
  package var names: [String] { Self.names(in: path) }

  private static func names(in path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Writes a file in it, as simply as can be.
  @discardableResult
  package func write(_ bytes: [UInt8], to name: String) -> String {
    guard let stream = fopen(file(name), "wb") else { preconditionFailure("cannot write \(name)") }
    defer { fclose(stream) }
    precondition(fwrite(bytes, 1, bytes.count, stream) == bytes.count)
    return file(name)
  }

  /// Writes a text file in it.
  @discardableResult
  package func write(_ text: String, to name: String) -> String {
    write(Array(text.utf8), to: name)
  }

  /// The bytes of a file in it; `nil` when there is no such file.
  package func bytes(of name: String) -> [UInt8]? {
    guard let stream = fopen(file(name), "rb") else { return nil }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    while case let byte = getc(stream), byte != EOF { bytes.append(UInt8(byte)) }
    return bytes
  }

  /// The text of a file in it; `nil` when there is no such file.
  package func text(of name: String) -> String? {
    bytes(of: name).map { String(decoding: $0, as: UTF8.self) }
  }
}
