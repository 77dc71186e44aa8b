import S2SFiles

/// A file and the digest of its contents.
public struct FileDigest: Codable, Equatable, Sendable {
  /// The path as it was named.
  public var path: String
  /// The SHA-256 of its bytes, in hexadecimal digits.
  public var sha256: String

  /// Groups the two.
  package init(path: String, sha256: String) {
    self.path = path
    self.sha256 = sha256
  }

  /// Reads a file.
  ///
  /// - Throws: `FileError`.
  package init(ofFile path: String) throws {
    self.init(path: path, sha256: try SHA256.digest(ofFile: path))
  }
}
