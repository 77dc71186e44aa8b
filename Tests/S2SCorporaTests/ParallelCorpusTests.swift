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

  @Test func setsAsideWithoutSharingASentence() {
    let corpus = ParallelCorpus(pairs: (0..<500).map { ("s\($0 % 90)", "t\($0 % 110)") })
    var generator = SeededGenerator(seed: 1)
    let (rest, aside) = corpus.settingAside(20, using: &generator)
    #expect(aside.count == 20)
    #expect(rest.count > 100)
    #expect(Set(rest.sources).isDisjoint(with: aside.sources))
    #expect(Set(rest.targets).isDisjoint(with: aside.targets))
    var again = SeededGenerator(seed: 1)
    #expect(corpus.settingAside(20, using: &again).aside == aside)
  }
}

@Suite struct CorpusFinderTests {
  let folder = TemporaryDirectory()
  let finder = CorpusFinder(source: "fr", target: "en")

  private func make(_ names: String...) throws {
    for name in names { try AtomicFile.write(to: folder.file(name)) { try $0.write("x\n") } }
  }

  @Test func findsPlainAndCompressedParts() throws {
    try make("train.fr", "train.en.gz", "dev.fr", "dev.en", "test_2016.fr", "test_2016.en")
    let path = folder.path
    #expect(
      try finder.find(.train, in: path)
        == .aligned(source: "\(path)/train.fr", target: "\(path)/train.en.gz"))
    #expect(
      try finder.find(.valid, in: path)
        == .aligned(source: "\(path)/dev.fr", target: "\(path)/dev.en"))
    #expect(
      try finder.find(.test, in: path)
        == .aligned(source: "\(path)/test_2016.fr", target: "\(path)/test_2016.en"))
  }

  @Test func saysWhichSideIsMissing() throws {
    try make("train.fr")
    let error = #expect(throws: CorpusError.self) { try finder.find(.train, in: folder.path) }
    #expect(error?.message.contains("train.en") == true)
    #expect(try finder.find(.valid, in: folder.path) == nil)
  }

  @Test func asksWhichOfSeveralTestSets() throws {
    try make("test_a.fr", "test_a.en", "test_b.fr", "test_b.en")
    let error = #expect(throws: CorpusError.self) { try finder.find(.test, in: folder.path) }
    #expect(error?.message.contains("test_a, test_b") == true)
  }

  @Test func takesNamedFiles() throws {
    try make("all.tsv", "mine.fr", "mine.en")
    #expect(try finder.named(folder.file("all.tsv")) == .tabSeparated(folder.file("all.tsv")))
    #expect(
      try finder.named(folder.file("mine"))
        == .aligned(source: folder.file("mine.fr"), target: folder.file("mine.en")))
    #expect(throws: CorpusError.self) { try finder.named(folder.file("none")) }
    #expect(throws: CorpusError.self) { try finder.named(folder.file("none.tsv")) }
  }
}
