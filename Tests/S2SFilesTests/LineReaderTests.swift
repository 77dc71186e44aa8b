import Glibc
import S2SFiles
import Synchronization
import TestSupport
import Testing

@Suite struct LineReaderTests {
  let folder = TemporaryDirectory()

  private func write(_ bytes: [UInt8], _ name: String = "text") throws -> String {
    let path = folder.file(name)
    try AtomicFile.write(to: path) { try $0.write(bytes) }
    return path
  }

  private func lines(_ text: String) throws -> [String] {
    try LineReader(path: write(Array(text.utf8))).readAll()
  }

  @Test(arguments: [
    ("", []),
    ("\n", [""]),
    ("a\nb\n", ["a", "b"]),
    ("a\nb", ["a", "b"]),
    ("a\r\nb\r\n", ["a", "b"]),
    ("a\rb\n", ["a\rb"]),
    ("\n\na\n\n", ["", "", "a", ""]),
    ("\u{FEFF}a\n\u{FEFF}b\n", ["a", "\u{FEFF}b"]),
    ("a\u{2028}b\u{2029}c\u{85}d\u{0B}e\u{0C}f\n", ["a\u{2028}b\u{2029}c\u{85}d\u{0B}e\u{0C}f"]),
    ("\\ud800 \u{202E}\u{0301}\n", ["\\ud800 \u{202E}\u{0301}"]),
  ])
  func onlyLineFeedsEndLines(text: String, expected: [String]) throws {
    // Compared byte by byte: equal strings may differ in their scalars.
    #expect(try lines(text).map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  }

  /// Without a line feed in the file, carriage returns end lines.
  @Test(arguments: [
    ("a\rb\r", ["a", "b"]), ("a\rb", ["a", "b"]), ("a\r", ["a"]), ("\r\ra\r", ["", "", "a"]),
    ("\u{FEFF}a\rb", ["a", "b"]), ("a\r\nb\r", ["a", "b"]), ("a\rb\nc\rd\r", ["a\rb", "c\rd"]),
  ])
  func carriageReturnsAloneEndLines(text: String, expected: [String]) throws {
    #expect(try lines(text).map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  }

  /// In a large file it is decided early, and what comes late ends lines too.
  @Test func carriageReturnsEndTheLinesOfLargeFiles() throws {
    let line = String(repeating: "é", count: 40) + "\r"
    let text = String(repeating: line, count: 50_000) + "x\ny\r\nz"
    let read = try lines(text)
    #expect(read.count == 50_003)
    #expect(read.prefix(50_000).allSatisfy { $0.utf8.count == 80 })
    #expect(read.suffix(3) == ["x", "y", "z"])
  }

  /// What is read twice cannot come from a pipe; nobody waits for its other end.
  @Test func refusesPipesThatAreReadTwice() throws {
    let path = folder.file("pipe")
    #expect(mkfifo(path, 0o600) == 0)
    #expect(throws: FileError.readOnce(path: path, .pipe)) { try LineReader(repeatedly: path) }
    #expect(throws: FileError.readOnce(path: path, .pipe)) { try SHA256.digest(ofFile: path) }
    #expect(throws: FileError.readOnce(path: "/dev/zero", .device)) {
      try LineReader(repeatedly: "/dev/zero")
    }
    #expect(throws: FileError.missingInput(.read, path: "/tmp", errorNumber: EISDIR)) {
      try LineReader(repeatedly: "/tmp")
    }
  }

  @Test func deliversLongLinesWhole() throws {
    let long = String(repeating: "é", count: 100_000)
    #expect(try lines("a\n\(long)\n\(long)") == ["a", long, long])
  }

  @Test func namesTheLineAndByteThatAreNotUTF8() throws {
    let path = try write(Array("one\ntwo\n".utf8) + [0x61, 0xff, 0x62, 0x0a])
    let reader = try LineReader(path: path)
    #expect(try reader.next() == "one")
    #expect(try reader.next() == "two")
    #expect(throws: LineError.invalidUTF8(path: path, line: 3, byte: 2)) { try reader.next() }
  }

  @Test(arguments: [[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]])
  func refusesOverlongSurrogateAndCutSequences(bytes: [UInt8]) throws {
    let path = try write(bytes)
    #expect(throws: LineError.self) { try LineReader(path: path).readAll() }
  }

  @Test func refusesOrKeepsNULBytes() throws {
    let path = try write([0x61, 0x0a, 0x00, 0x0a])
    #expect(throws: LineError.nulByte(path: path, line: 2)) {
      try LineReader(path: path).readAll()
    }
    for policy in [LineReader.NULPolicy.keep, .refuseUTF16] {
      #expect(try LineReader(path: path, nul: policy).readAll() == ["a", "\0"])
    }
  }

  /// Text of UTF-16 without a mark is no text of UTF-8, although each of its bytes may be.
  @Test(arguments: ["a b\nc\n", "ab", "x\ny\n", "\nab\r\n", "где он", "λόγος και"])
  func refusesUTF16WhereNULBytesAreKept(text: String) throws {
    let units = Array(text.utf16)
    for bytes in [
      units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
      units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
    ] {
      let path = try write(bytes)
      #expect(throws: LineError.self, "\(bytes)") {
        try LineReader(path: path, nul: .refuseUTF16).readAll()
      }
    }
  }

  @Test(arguments: ["\u{1}\0\u{7F}", "un\0deux", "\0", "\0un", "un\0", "a\0b\0\0c", "\0\0"])
  func keepsOtherNULBytes(line: String) throws {
    let path = try write(Array(line.utf8))
    #expect(try LineReader(path: path, nul: .refuseUTF16).readAll() == [line])
  }

  @Test func readsGzipByItsFirstBytes() throws {
    let text = (1...20_000).map { "line \($0)\n" }.joined()
    let path = try write(gzip(text))
    let all = try LineReader(path: path).readAll()
    #expect(all.count == 20_000)
    #expect(all.last == "line 20000")
  }

  @Test func readsGzipOfSeveralMembers() throws {
    let path = try write(gzip("a\nb") + gzip("c\n") + gzip("") + gzip("d"))
    #expect(try LineReader(path: path).readAll() == ["a", "bc", "d"])
  }

  @Test func noticesGzipThatIsCutOffOrDamaged() throws {
    let whole = gzip((1...5_000).map { "\($0 &* 7919 % 10_007)\n" }.joined())
    let cut = try write(Array(whole.prefix(whole.count / 2)))
    #expect(throws: LineError.truncatedGzip(path: cut)) { try LineReader(path: cut).readAll() }
    var damaged = whole
    for index in 200..<240 { damaged[index] ^= 0x5a }
    let path = try write(damaged, "damaged")
    #expect(throws: LineError.corruptGzip(path: path)) { try LineReader(path: path).readAll() }
  }

  @Test func missingFilesAndDirectoriesAreErrors() {
    #expect(throws: FileError.self) { try LineReader(path: folder.file("none")).readAll() }
    #expect(throws: FileError.self) { try LineReader(path: folder.path).readAll() }
  }

  @Test func deliversALineAsSoonAsItIsThere() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { close(ends[0]) }
    let reader = LineReader(descriptor: ends[0], name: "pipe")
    #expect(Glibc.write(ends[1], "first\nsec", 9) == 9)
    #expect(try reader.next() == "first")
    #expect(!reader.hasBufferedLine)
    #expect(Glibc.write(ends[1], "ond\n", 4) == 4)
    #expect(try reader.next() == "second")
    close(ends[1])
    #expect(try reader.next() == nil)
    #expect(reader.lineCount == 2)
  }

  /// What is there is read, so that lines that came together are delivered together.
  @Test func readsAheadWhatIsThere() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { close(ends[0]) }
    let reader = LineReader(descriptor: ends[0], name: "pipe")
    #expect(try !reader.hasLineReady())
    for text in ["a\n", "b\nc"] {
      #expect(Glibc.write(ends[1], text, text.utf8.count) == text.utf8.count)
    }
    #expect(try reader.hasLineReady())
    #expect(try reader.next() == "a" && reader.hasLineReady() && reader.next() == "b")
    #expect(try !reader.hasLineReady(), "half a line is none")
    close(ends[1])
    #expect(try reader.hasLineReady() && reader.next() == "c" && reader.next() == nil)
  }

  @Test func stopsToWaitWhenItIsCancelled() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    let asked = Atomic<Int>(0)
    let reader = LineReader(descriptor: ends[0], name: "pipe") {
      asked.add(1, ordering: .relaxed).newValue > 3
    }
    #expect(Glibc.write(ends[1], "a\nb", 3) == 3)
    #expect(try reader.next() == "a")
    #expect(throws: CancellationError.self) { try reader.next() }
    // A pipe that nobody writes to can be opened.
    let path = folder.file("pipe")
    #expect(mkfifo(path, 0o600) == 0)
    let nobody = try LineReader(path: path) { true }
    #expect(throws: CancellationError.self) { try nobody.next() }
  }

  @Test func sizesOfPlainFilesAreKnown() throws {
    let plain = try write(Array("abc\nd".utf8))
    let other = try write(Array("x".utf8), "other")
    #expect(TextSize.bytes(of: [plain, other]) == 6 && TextSize.bytes(of: []) == 0)
    let compressed = try write(gzip("abc"), "abc.gz")
    #expect(TextSize.bytes(of: [plain, compressed]) == nil)
    #expect(TextSize.bytes(of: [folder.file("none")]) == nil)
    #expect(TextSize.bytes(of: ["/dev/null"]) == nil)
  }
}
