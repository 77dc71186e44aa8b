import Glibc
import S2SFiles
import TestSupport
import Testing

@Suite struct MappedFileTests {
  let directory = TemporaryDirectory()

  @Test(arguments: [0, 1, 4095, 4096, 4097, 100_000])
  func givesTheBytes(size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let file = try MappedFile(path: directory.write(bytes, to: "data"))
    #expect(file.count == size)
    #expect(file.withUnsafeBytes { Array($0) } == bytes)
  }

  @Test func keepsTheOldBytesWhenTheFileIsReplaced() throws {
    let path = directory.write("old", to: "data")
    let file = try MappedFile(path: path)
    try AtomicFile.write(to: path) { try $0.write("new content") }
    #expect(file.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } == "old")
    unlink(path)
    #expect(file.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } == "old")
  }

  @Test func passesErrorsOn() throws {
    struct Stop: Error {}
    let file = try MappedFile(path: directory.write("x", to: "data"))
    #expect(throws: Stop.self) { try file.withUnsafeBytes { _ in throw Stop() } }
  }

  @Test func refusesAMissingFile() {
    let path = directory.file("nothing")
    #expect(throws: FileError.missingInput(.open, path: path, errorNumber: ENOENT)) {
      try MappedFile(path: path)
    }
  }

  @Test func refusesDirectoriesAndDevices() {
    #expect(throws: FileError.missingInput(.read, path: directory.path, errorNumber: EISDIR)) {
      try MappedFile(path: directory.path)
    }
    #expect(throws: FileError.missingInput(.read, path: "/dev/zero", errorNumber: EINVAL)) {
      try MappedFile(path: "/dev/zero")
    }
  }

  @Test func doesNotHangOnAPipe() {
    let path = directory.file("pipe")
    mkfifo(path, 0o600)
    #expect(throws: FileError.missingInput(.read, path: path, errorNumber: EINVAL)) {
      try MappedFile(path: path)
    }
  }

  @Test func refusesNamesWithANul() {
    directory.write("x", to: "data")
    #expect(throws: FileError.self) { try MappedFile(path: directory.file("data\0.txt")) }
  }
}
