import Glibc
import S2SCorpora
import S2SFiles
import S2STensors
import TestSupport
import Testing

@Suite struct ParallelCorpusTests {
  let folder = TemporaryDirectory()

  private func file(_ name: String, _ text: String) throws -> String {
    try AtomicFile.write(to: folder.file(name)) { try $0.write(text) }
    return folder.file(name)
  }

  @Test func pairsLines() throws {
    let corpus = try ParallelCorpus(
      sourcePath: file("a.fr", "un\r\ndeux\n"), targetPath: file("a.en", "one\ntwo"))
    #expect(corpus == ParallelCorpus(pairs: [("un", "one"), ("deux", "two")]))
  }

  @Test func namesBothCountsWhenSidesDiffer() throws {
    let (source, target) = (try file("a.fr", "un\ndeux\n"), try file("a.en", "one\n"))
    let error = #expect(throws: CorpusError.self) {
      try ParallelCorpus(sourcePath: source, targetPath: target)
    }
    #expect(error?.code == .unequal)
    #expect(
      error?.message
        == "\(source) has 2 lines but \(target) has 1; the sides of a corpus must match line by "
        + "line.")
  }

  @Test func refusesEmptyFiles() throws {
    let (source, target) = (try file("a.fr", ""), try file("a.en", ""))
    let error = #expect(throws: CorpusError.self) {
      try ParallelCorpus(sourcePath: source, targetPath: target)
    }
    #expect(error?.code == .empty)
  }

  @Test func readsColumnsAndIgnoresFurtherOnes() throws {
    let corpus = try ParallelCorpus(tsvPath: file("a.tsv", "a\tb\nc\td\tCC-BY x\ty\n\t\n"))
    #expect(corpus == ParallelCorpus(pairs: [("a", "b"), ("c", "d"), ("", "")]))
  }

  @Test func namesTheLineWithoutTab() throws {
    let path = try file("a.tsv", "a\tb\nc d\n")
    let error = #expect(throws: CorpusError.self) { try ParallelCorpus(tsvPath: path) }
    #expect(error?.message.contains("line 2 has no tab") == true)
  }

  @Test func passesOnWhatIsNoText() throws {
    let path = folder.file("bad")
    try AtomicFile.write(to: path) { try $0.write([0x61, 0x09, 0xff, 0x0a] as [UInt8]) }
    #expect(throws: LineError.self) { try ParallelCorpus(tsvPath: path) }
  }

  @Test func readsColumnsInTheOtherOrder() throws {
    let path = folder.write("b\ta\textra\nd\tc\n", to: "b-a.tsv")
    let corpus = try CorpusFiles.tabSeparated(path, targetFirst: true).read()
    #expect(corpus == ParallelCorpus(pairs: [("a", "b"), ("c", "d")]))
  }

  /// Files that are no corpus, and what is said about each.
  @Test(arguments: [
    ("", "has no lines"),
    ("\u{FEFF}", "has no lines"),
    ("no tab\n", "line 1 has no tab; each line has to be source, tab, target."),
    ("a\tb\n\nc\td\n", "line 2 has no tab"),
    ("a\tb\n\u{2028}\n", "line 2 has no tab"),
    ("a\tb\nc\0\td\n", "line 2 holds a NUL byte"),
  ])
  func refusesWhatIsNoCorpus(text: String, complaint: String) {
    let path = folder.write(text, to: "bad.tsv")
    let error = #expect(throws: (any Error).self) { try ParallelCorpus(tsvPath: path) }
    let message = error.map { "\($0)" } ?? ""
    #expect(message.contains(path) && message.contains(complaint))
  }

  @Test(arguments: [
    ("a\nb\n", "a\n", "has 2 lines but", "has 1;"),
    ("a\n", "", "has 1 line but", "has 0;"),
    (
      String(repeating: "a\n", count: 29_000), String(repeating: "b\n", count: 28_999),
      "has 29,000 lines but", "has 28,999;"
    ),
    // A last line without a line feed is a line; U+2028 begins none.
    ("a\nb", "a\u{2028}b\n", "has 2 lines but", "has 1;"),
  ])
  func countsLinesOfUnequalSides(
    source: String, target: String, first: String, second: String
  ) {
    let paths = (folder.write(source, to: "x.fr"), folder.write(target, to: "x.en"))
    let error = #expect(throws: CorpusError.self) {
      try ParallelCorpus(sourcePath: paths.0, targetPath: paths.1)
    }
    #expect(error?.code == .unequal)
    #expect(error?.message.contains(first) == true && error?.message.contains(second) == true)
  }

  @Test func namesTheMissingFile() {
    let path = folder.write("a\n", to: "x.fr")
    let missing = folder.file("x.en")
    #expect(throws: FileError.missingInput(.open, path: missing, errorNumber: ENOENT)) {
      try ParallelCorpus(sourcePath: path, targetPath: missing)
    }
  }
}
