import Glibc
import S2SFiles
import TestSupport
import Testing

/// What a closure throws that gives up half-way.
private struct GivenUp: Error {}

@Suite struct AtomicFileTests {
  let directory = TemporaryDirectory()

  @Test func createsAndReplaces() throws {
    let path = directory.file("model")
    try AtomicFile.write(to: path) { try $0.write("first") }
    #expect(directory.text(of: "model") == "first")
    try AtomicFile.write(to: path) { try $0.write("second, longer") }
    #expect(directory.text(of: "model") == "second, longer")
    #expect(directory.names == ["model"])
  }

  @Test func writesAnEmptyFile() throws {
    try AtomicFile.write(to: directory.file("empty")) { #expect($0.count == 0) }
    #expect(directory.bytes(of: "empty") == [])
  }

  @Test func joinsSmallAndLargePiecesInOrder() throws {
    var expected: [UInt8] = []
    try AtomicFile.write(to: directory.file("pieces")) { writer in
      for size in [1, 65_535, 1, 65_536, 200_000, 3, 0, 70_000] {
        let piece = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ size) }
        try writer.write(piece)
        expected += piece
        #expect(writer.count == expected.count)
      }
    }
    #expect(directory.bytes(of: "pieces") == expected)
  }

  @Test func keepsTheOldFileWhenTheClosureThrows() {
    directory.write("old", to: "model")
    #expect(throws: GivenUp.self) {
      try AtomicFile.write(to: directory.file("model")) { writer in
        try writer.write([UInt8](repeating: 1, count: 200_000))
        throw GivenUp()
      }
    }
    #expect(directory.text(of: "model") == "old")
    #expect(directory.names == ["model"])
  }

  @Test func showsTheOldFileUntilTheNewOneIsWhole() throws {
    directory.write("old", to: "model")
    try AtomicFile.write(to: directory.file("model")) { writer in
      try writer.write([UInt8](repeating: 1, count: 200_000))
      #expect(directory.text(of: "model") == "old")
    }
    #expect(directory.bytes(of: "model")?.count == 200_000)
  }

  @Test func keepsPermissions() throws {
    let path = directory.write("old", to: "private")
    chmod(path, 0o640)
    try AtomicFile.write(to: path) { try $0.write("new") }
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o640)
  }

  @Test func replacesWhatALinkPointsTo() throws {
    directory.write("old", to: "model")
    symlink("model", directory.file("link"))
    try AtomicFile.write(to: directory.file("link")) { try $0.write("new") }
    #expect(directory.text(of: "model") == "new")
    var status = stat()
    #expect(lstat(directory.file("link"), &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
  }

  /// A link to a file that is not there yet, by one name or two, stays a link.
  @Test(arguments: ["there/model", "second"])
  func createsWhatALinkPointsTo(target: String) throws {
    mkdir(directory.file("there"), 0o700)
    symlink(target, directory.file("link"))
    symlink("there/model", directory.file("second"))
    try AtomicFile.write(to: directory.file("link")) { try $0.write("new") }
    #expect(directory.text(of: "there/model") == "new")
    #expect(directory.text(of: "link") == "new")
    var status = stat()
    #expect(lstat(directory.file("link"), &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func refusesLinksInACircle() {
    symlink("two", directory.file("one"))
    symlink("one", directory.file("two"))
    let path = directory.file("one")
    #expect(throws: FileError.cannotCreate(.create, path: path, errorNumber: ELOOP)) {
      try AtomicFile.write(to: path) { try $0.write("x") }
    }
  }

  @Test(arguments: [
    ("missing/model", ENOENT), ("file/model", ENOTDIR), ("", EISDIR), ("sub/", EISDIR),
    (String(repeating: "x", count: 300), ENAMETOOLONG), ("a\0b", ENOENT),
  ])
  func refusesPathsThatCannotBe(name: String, errorNumber: Int32) {
    directory.write("a file", to: "file")
    let path = directory.file(name)
    #expect(throws: FileError.cannotCreate(.create, path: path, errorNumber: errorNumber)) {
      try AtomicFile.write(to: path) { try $0.write("x") }
    }
    #expect(directory.names == ["file"])
  }

  @Test func refusesWhatIsNoRegularFile() {
    #expect(throws: FileError.cannotCreate(.replace, path: "/tmp", errorNumber: EISDIR)) {
      try AtomicFile.write(to: "/tmp") { try $0.write("x") }
    }
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    let pipe = directory.file("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    symlink(pipe, directory.file("link"))
    let cases: [(String, FileError.SpecialFile)] = [
      ("/dev/null", .device), ("/dev/full", .device), (pipe, .pipe),
      (directory.file("link"), .pipe),
      ("/dev/fd/\(ends[1])", .pipe),
    ]
    for (path, kind) in cases {
      #expect(throws: FileError.notReplaceable(path: path, kind)) {
        try AtomicFile.write(to: path) { try $0.write("x") }
      }
    }
  }

  @Test func reportsAFullDisk() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    let path = "model.safetensors"
    let writer = FileWriter(descriptor: descriptor, path: path)
    #expect(throws: FileError.inputOutput(.write, path: path, errorNumber: ENOSPC)) {
      try writer.write("small, so it waits in the buffer")
      try writer.synchronize()
    }
  }

  @Test func keepsTheOldFileWhenTheDiskRefusesMore() async {
    let path = directory.write("old", to: "model")
    await #expect(processExitsWith: .success) { [path = path as String] in
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      #expect(throws: FileError.inputOutput(.write, path: path, errorNumber: EFBIG)) {
        try AtomicFile.write(to: path) { try $0.write([UInt8](repeating: 7, count: 300_000)) }
      }
    }
    #expect(directory.text(of: "model") == "old")
    #expect(directory.names == ["model"])
  }

  @Test func aKilledProcessLeavesNothingBehind() async throws {
    let path = directory.write("old", to: "model")
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      try AtomicFile.write(to: path) { writer in
        try writer.write([UInt8](repeating: 7, count: 300_000))
        kill(getpid(), SIGKILL)
      }
    }
    #expect(directory.text(of: "model") == "old")
    #expect(directory.names == ["model"])
    // Where there are no files without names, the next save removes what a killed process left.
    directory.write("half", to: ".s2s-0123456789abcdef.tmp")
    try AtomicFile.write(to: path) { try $0.write("new") }
    #expect(directory.text(of: "model") == "new")
    #expect(directory.names == ["model"])
  }

  @Test func leavesTheTemporariesOfOthersAlone() throws {
    let name = ".s2s-0123456789abcdef.tmp"
    let descriptor = open(directory.write("slow", to: name), O_RDONLY)
    #expect(flock(descriptor, LOCK_EX) == 0)
    try AtomicFile.write(to: directory.file("quick")) { try $0.write("quick") }
    #expect(directory.names == [name, "quick"])
    close(descriptor)
    try AtomicFile.write(to: directory.file("quick")) { try $0.write("quick") }
    #expect(directory.names == ["quick"])
  }

  @Test func findsOutEarlyWhatCannotBeWritten() throws {
    directory.write("old", to: "model")
    try AtomicFile.checkCanWrite(to: directory.file("model"))
    #expect(directory.text(of: "model") == "old" && directory.names == ["model"])
    #expect(throws: FileError.self) { try AtomicFile.checkCanWrite(to: directory.file("no/model")) }
    #expect(throws: FileError.self) { try AtomicFile.checkCanWrite(to: directory.path) }
  }

  @Test func removesOnlyWhatHasTheNameOfATemporary() throws {
    directory.write("", to: ".s2s-0123456789abcdef.tmp")
    directory.write("", to: ".s2s-0123.tmp")
    directory.write("", to: "notes.tmp")
    mkdir(directory.file(".s2s-0000000000000000.tmp"), 0o700)
    defer { rmdir(directory.file(".s2s-0000000000000000.tmp")) }
    AtomicFile.removeStaleTemporaries(in: directory.path)
    #expect(directory.names == [".s2s-0000000000000000.tmp", ".s2s-0123.tmp", "notes.tmp"])
  }
}
