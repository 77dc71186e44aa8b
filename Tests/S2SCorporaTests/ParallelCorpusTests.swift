import Glibc
import S2SCorpora
import S2SFiles
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
    let error = CorpusError.unequalSides(
      source: source, sourceLines: 2, target: target, targetLines: 1)
    #expect(throws: error) { try ParallelCorpus(sourcePath: source, targetPath: target) }
  }

  @Test func refusesEmptyFiles() throws {
    let (source, target) = (try file("a.fr", ""), try file("a.en", ""))
    #expect(throws: CorpusError.noLines([source, target])) {
      try ParallelCorpus(sourcePath: source, targetPath: target)
    }
  }

  @Test func readsColumnsAndIgnoresFurtherOnes() throws {
    let corpus = try ParallelCorpus(tsvPath: file("a.tsv", "a\tb\nc\td\tCC-BY x\ty\n\t\n"))
    #expect(corpus == ParallelCorpus(pairs: [("a", "b"), ("c", "d"), ("", "")]))
  }

  /// A carriage return may hide a row in a column that is ignored.
  @Test func refusesTablesThatMayHideRows() throws {
    let path = try file("a.tsv", "a\tb\nc\td\re\tf\n")
    #expect(throws: CorpusError.hiddenRow(path: path, line: 2)) {
      try ParallelCorpus(tsvPath: path)
    }
    #expect(try ParallelCorpus(tsvPath: file("b.tsv", "a\tb\rc\td\r")).count == 2)
    #expect(try ParallelCorpus(tsvPath: file("c.tsv", "a\rb\tc\n")).sources == ["a\rb"])
  }

  /// Files that two systems wrote on end lines in three ways.
  @Test func findsTheLinesBehindCarriageReturns() throws {
    let corpus = try ParallelCorpus(
      sourcePath: file("a.fr", "un\r\ndeux\rtrois\nquatre\r\r\n"),
      targetPath: file("a.en", "one\ntwo\rthree\r\nfour\n"))
    #expect(corpus.targets == ["one", "two", "three", "four"])
    #expect(corpus.sources.dropLast() == ["un", "deux", "trois"])
    let paths = try [
      file("b.fr", "un\ndeux\rtrois\nquatre\n"), file("b.en", "one\ntwo\nthree\rfour\n"),
    ]
    #expect(throws: CorpusError.hiddenLine(paths, line: 2)) {
      try ParallelCorpus(sourcePath: paths[0], targetPath: paths[1])
    }
    let languages = LanguagePair(source: "fr", target: "en")
    let examination = try CorpusDoctor(languages, threads: 1).examine([
      (.train, .aligned(source: folder.file("a.fr"), target: folder.file("a.en")))
    ])
    #expect(examination.parts[0].count == 4)
    let damaged = try CorpusDoctor(languages, threads: 1).examine([
      (.train, .aligned(source: paths[0], target: paths[1]))
    ])
    #expect(
      damaged.parts[0].findings.first { $0.problem == .hiddenRow }?.examples.map(\.line) == [2, 3])
  }

  @Test func namesTheLineWithoutTab() throws {
    let path = try file("a.tsv", "a\tb\nc d\n")
    #expect(throws: CorpusError.noTab(path: path, line: 2, targetFirst: false)) {
      try ParallelCorpus(tsvPath: path)
    }
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

  /// Files that are no corpus, and the line without a tab.
  @Test(arguments: [
    ("", nil), ("\u{FEFF}", nil), ("no tab\n", 1), ("a\tb\n\nc\td\n", 2),
    ("a\tb\n\u{2028}\n", 2),
  ])
  func refusesWhatIsNoCorpus(text: String, line: Int?) {
    let path = folder.write(text, to: "bad.tsv")
    let error: CorpusError =
      line.map { .noTab(path: path, line: $0, targetFirst: false) } ?? .noLines([path])
    #expect(throws: error) { try ParallelCorpus(tsvPath: path) }
  }

  @Test(arguments: [
    ("a\nb\n", 2, "a\n", 1), ("a\n", 1, "", 0),
    (
      String(repeating: "a\n", count: 29_000), 29_000,
      String(repeating: "b\n", count: 28_999), 28_999
    ),
    // A last line without a line feed is a line; U+2028 begins none.
    ("a\nb", 2, "a\u{2028}b\n", 1),
  ])
  func countsLinesOfUnequalSides(
    source: String, sourceLines: Int, target: String, targetLines: Int
  ) {
    let paths = (folder.write(source, to: "x.fr"), folder.write(target, to: "x.en"))
    let error = CorpusError.unequalSides(
      source: paths.0, sourceLines: sourceLines, target: paths.1, targetLines: targetLines)
    #expect(throws: error) { try ParallelCorpus(sourcePath: paths.0, targetPath: paths.1) }
  }

  @Test func namesTheMissingFile() {
    let path = folder.write("a\n", to: "x.fr")
    let missing = folder.file("x.en")
    #expect(throws: FileError.missingInput(.open, path: missing, errorNumber: ENOENT)) {
      try ParallelCorpus(sourcePath: path, targetPath: missing)
    }
  }
}
