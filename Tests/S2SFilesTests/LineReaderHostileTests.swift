import Dispatch
import Glibc
import S2SFiles
import TestSupport
import Testing

@Suite struct LineReaderHostileTests {
  let folder = TemporaryDirectory()

  /// What a reader says about each line: its bytes, or the kind of error.
  enum Outcome: Equatable {
    case line([UInt8])
    case notUTF8, nulByte
  }

  static func outcomes(_ reader: LineReader) throws -> [Outcome] {
    var all: [Outcome] = []
    while true {
      do {
        guard let line = try reader.next() else { return all }
        all.append(.line(Array(line.utf8)))
      } catch LineError.invalidUTF8(_, let line, _) {
        #expect(line == all.count + 1)
        all.append(.notUTF8)
      } catch LineError.nulByte(_, let line) {
        #expect(line == all.count + 1)
        all.append(.nulByte)
      }
    }
  }

  /// The same by the plainest means: split, trim, validate.
  static func expected(_ bytes: [UInt8]) -> [Outcome] {
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    let text = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
    let end: UInt8 = text.contains(10) ? 10 : 13
    var pieces = text.split(separator: end, omittingEmptySubsequences: false)
    if pieces.last?.isEmpty == true { pieces.removeLast() }
    return pieces.map { $0.last == 13 ? $0.dropLast() : $0 }.map { line in
      if line.contains(0) { return .nulByte }
      return String(validating: line, as: UTF8.self) == nil ? .notUTF8 : .line(Array(line))
    }
  }

  private static let alphabet: [[UInt8]] = [
    [10], [10], [13, 10], [13], [97], [32], [9], [11], [0], [0xff], [0xc3, 0xa9], [0xc3],
    [0xe2, 0x80, 0xa8], [0xc2, 0x85], [0xef, 0xbb, 0xbf], [0xed, 0xa0, 0x80],
    [0xf0, 0x9f, 0x98, 0x80], [0xf0, 0x9f], [0x80], Array("word ".utf8),
  ]

  static func randomText(_ generator: inout some RandomNumberGenerator) -> [UInt8] {
    (0..<Int.random(in: 0..<40, using: &generator)).flatMap { _ in
      alphabet.randomElement(using: &generator) ?? []
    }
  }

  @Test func agreesWithPlainSplittingOnRandomBytes() throws {
    var generator = Knuth(state: 20_261_121)
    for _ in 0..<400 {
      let bytes = Self.randomText(&generator)
      let plain = try LineReader(path: folder.write(bytes, to: "plain"))
      #expect(try Self.outcomes(plain) == Self.expected(bytes), "\(bytes)")
      let cut = bytes.isEmpty ? 0 : Int.random(in: 0..<bytes.count, using: &generator)
      let members = gzip(Array(bytes[..<cut])) + gzip(Array(bytes[cut...]))
      let compressed = try LineReader(path: folder.write(members, to: "compressed"))
      #expect(try Self.outcomes(compressed) == Self.expected(bytes), "\(bytes)")
    }
  }

  /// Characters and line ends that fall on the edges of buffers of 65,536 bytes.
  @Test(arguments: Array(65_530...65_540))
  func linesAcrossBuffersAreWhole(length: Int) throws {
    let lines = ["x" + String(repeating: "é", count: length / 2), "", "\u{1F600}", "end"]
    let path = folder.write(lines.joined(separator: "\r\n"), to: "long")
    #expect(try LineReader(path: path).readAll() == lines)
  }

  @Test func answersAnEmptyLineAtOnce() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { ends.forEach { close($0) } }
    let reader = LineReader(descriptor: ends[0], name: "pipe")
    #expect(write(ends[1], "\n", 1) == 1)
    #expect(try reader.next() == "")
  }

  @Test func waitsForADescriptorThatDoesNotBlock() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { close(ends[0]) }
    #expect(fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0)
    let reader = LineReader(descriptor: ends[0], name: "pipe")
    let writeEnd = ends[1]
    DispatchQueue.global().async {
      _ = write(writeEnd, "late\n", 5)
      close(writeEnd)
    }
    #expect(try reader.readAll() == ["late"])
  }

  @Test func aByteOrderMarkIsNoLine() throws {
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    #expect(try LineReader(path: folder.write(mark, to: "mark")).readAll().isEmpty)
    #expect(try LineReader(path: folder.write(mark + [10], to: "mark")).readAll() == [""])
  }

  @Test func goesOnBehindABadLine() throws {
    let bytes = Array("a\n".utf8) + [0xff, 10, 0, 10] + Array("b\n".utf8)
    let reader = try LineReader(path: folder.write(bytes, to: "bad"))
    #expect(try Self.outcomes(reader) == [.line([97]), .notUTF8, .nulByte, .line([98])])
  }

  @Test(arguments: [false, true])
  func refusesALineLongerThanItsLimit(isCompressed: Bool) throws {
    let bytes = Array("short\n".utf8) + [UInt8](repeating: 0, count: 5_000_000)
    let path = folder.write(isCompressed ? gzip(bytes) : bytes, to: "zeros")
    let reader = try LineReader(path: path, nul: .keep, maximumLineBytes: 100_000)
    #expect(try reader.next() == "short")
    #expect(throws: LineError.lineTooLong(path: path, line: 2, limit: 100_000)) {
      try reader.next()
    }
  }

  /// A hundred thousand bytes of gzip that hold a hundred million bytes of spaces.
  @Test func refusesAGzipBomb() throws {
    var bytes = [UInt8](repeating: 32, count: 100_000_000)
    for index in stride(from: 0, to: bytes.count, by: 100_000) { bytes[index] = 10 }
    let path = folder.write(gzip(bytes), to: "bomb.gz")
    let reader = try LineReader(path: path)
    #expect(throws: LineError.expandsTooMuch(path: path, limit: 200)) {
      while try reader.next() != nil {}
    }
    #expect((600..<800).contains(reader.lineCount))
  }

  /// A list of like sentences is no bomb: it may be read to its end.
  @Test func readsWhatExpandsFiftyfold() throws {
    let text = (0..<1_000).map { number in
      String(repeating: "This is the sentence with the number \(number). ", count: 20)
    }
    let bytes = Array(text.joined(separator: "\n").utf8)
    let compressed = gzip(bytes)
    #expect(compressed.count < bytes.count / 50)
    let members = Array(repeatElement(compressed, count: 80_000_000 / bytes.count).joined())
    let reader = try LineReader(path: folder.write(members, to: "like.gz"))
    while try reader.next() != nil {}
    #expect(reader.lineCount > 70_000)
  }

  @Test func theLimitItselfIsAllowed() throws {
    let path = folder.write("123456\n1234567\n", to: "limit")
    let reader = try LineReader(path: path, maximumLineBytes: 6)
    #expect(try reader.next() == "123456")
    #expect(throws: LineError.lineTooLong(path: path, line: 2, limit: 6)) { try reader.next() }
  }

  @Test func deliversTheLinesBeforeTheDamage() throws {
    var bytes = gzip("one\ntwo\n")
    bytes[bytes.count - 6] ^= 1  // The checksum.
    let path = folder.write(bytes, to: "damaged.gz")
    let reader = try LineReader(path: path)
    #expect(try reader.next() == "one")
    #expect(try reader.next() == "two")
    #expect(throws: LineError.corruptGzip(path: path)) { try reader.next() }
  }

  /// Every prefix of a compressed file, and the file with any byte changed behind the header.
  @Test func noDamagedGzipPassesForTheWhole() throws {
    let lines = ["a", "bb", "ccc"]
    let whole = gzip(lines.joined(separator: "\n"))
    for count in 2..<whole.count {
      let reader = try LineReader(path: folder.write(Array(whole.prefix(count)), to: "cut"))
      #expect(throws: LineError.self, "\(count)") { try reader.readAll() }
    }
    for index in 10..<whole.count {
      var changed = whole
      changed[index] ^= 0x10
      let reader = try LineReader(path: folder.write(changed, to: "changed"))
      // Some bits only fill a byte.
      let read = Result { try reader.readAll() }
      if case .success(let read) = read { #expect(read == lines, "\(index)") }
    }
  }

  @Test func zerosMayPadGzipButNothingElse() throws {
    let padded = gzip("a\n") + [UInt8](repeating: 0, count: 512)
    #expect(try LineReader(path: folder.write(padded, to: "padded")).readAll() == ["a"])
    let path = folder.write(gzip("a\n") + [1, 2], to: "trailing")
    let trailing = try LineReader(path: path)
    #expect(throws: LineError.corruptGzip(path: path)) { try trailing.readAll() }
  }

  @Test func aPathWithNULIsMissing() {
    let path = "/dev/null\0x"
    #expect(throws: FileError.missingInput(.open, path: path, errorNumber: ENOENT)) {
      try LineReader(path: path)
    }
  }
}

/// Knuth's linear congruential generator, from MMIX; its upper half is random enough for a test.
private struct Knuth: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    func half(_ state: inout UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 32
    }
    return half(&state) << 32 | half(&state)
  }
}
