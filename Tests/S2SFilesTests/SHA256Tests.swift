import S2SFiles
import TestSupport
import Testing

@Suite struct SHA256Tests {
  /// The examples of FIPS 180-4 and of RFC 6234.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func equalsThePublishedDigests(text: String, digest: String) {
    #expect(SHA256.digest(of: text) == digest)
  }

  @Test func piecesDoNotMatter() {
    let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var whole = SHA256()
    bytes.withUnsafeBytes { whole.update($0) }
    var pieces = SHA256()
    var (start, size) = (0, 1)
    while start < bytes.count {
      let end = min(bytes.count, start + size)
      Array(bytes[start..<end]).withUnsafeBytes { pieces.update($0) }
      (start, size) = (end, size % 130 + 7)
    }
    #expect(whole.finish() == pieces.finish())
  }

  /// As `sha256sum` prints it, also for compressed files.
  @Test func namesFilesByTheirBytes() throws {
    let folder = TemporaryDirectory()
    let bytes = gzip("abc")
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update($0) }
    #expect(try SHA256.digest(ofFile: folder.write(bytes, to: "abc.gz")) == hash.finish())
    #expect(
      try SHA256.digest(ofFile: folder.write(String(repeating: "a", count: 1_000_000), to: "a"))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    #expect(throws: FileError.self) { try SHA256.digest(ofFile: folder.file("none")) }
  }
}
