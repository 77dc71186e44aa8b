import S2SCorpora
import TestSupport
import Testing

@Suite struct CorpusFinderTests {
  let folder = TemporaryDirectory()
  let finder = CorpusFinder(source: "fr", target: "en")

  private func make(_ names: String...) {
    for name in names { folder.write("x\n", to: name) }
  }

  @Test func findsPlainAndCompressedParts() throws {
    make("train.fr", "train.en.gz", "dev.fr", "dev.en", "test_2016.fr", "test_2016.en")
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
    make("train.fr")
    let error = CorpusError.missingSide(folder.file("train.en"), beside: folder.file("train.fr"))
    #expect(throws: error) { try finder.find(.train, in: folder.path) }
    #expect(try finder.find(.valid, in: folder.path) == nil)
  }

  @Test func asksWhichOfSeveralTestSets() throws {
    make("test_a.fr", "test_a.en", "test_b.fr", "test_b.en")
    let error = CorpusError.severalTestSets(directory: folder.path, names: ["test_a", "test_b"])
    #expect(throws: error) { try finder.find(.test, in: folder.path) }
  }

  @Test func takesNamedFiles() throws {
    make("all.tsv", "mine.fr", "mine.en")
    #expect(
      try finder.named(folder.file("all.tsv"))
        == .table(folder.file("all.tsv"), LanguagePair(source: "fr", target: "en")))
    #expect(
      try finder.named(folder.file("mine"))
        == .aligned(source: folder.file("mine.fr"), target: folder.file("mine.en")))
    #expect(throws: CorpusError.self) { try finder.named(folder.file("none")) }
    #expect(throws: CorpusError.self) { try finder.named(folder.file("none.tsv")) }
  }

  /// A file that says its order is believed: half of a corpus swapped would train in silence.
  @Test(arguments: [
    ("train.tsv", false), ("train.fr-en.tsv", false), ("train.en-fr.tsv", true),
    ("train.en-fr.tsv.gz", true),
  ])
  func takesColumnsInTheOrderOfTheName(name: String, targetFirst: Bool) throws {
    make(name)
    let files = CorpusFiles.table(
      folder.file(name), LanguagePair(source: "fr", target: "en"),
      targetFirst ? .targetFirst : .sourceFirst)
    #expect(try finder.named(folder.file(name)) == files)
    #expect(try finder.find(.train, in: folder.path) == files)
    #expect(files.paths == [folder.file(name)])
  }

  /// The kinds of file whose names say what they are.
  @Test(arguments: [
    "valid.tmx", "valid.TMX", "valid.tmx.gz", "valid.po", "valid.po.gz", "valid.mo",
  ])
  func takesOtherFormatsByTheirNames(name: String) throws {
    make(name)
    let path = folder.file(name)
    let languages = LanguagePair(source: "fr", target: "en")
    let files: CorpusFiles =
      name.hasSuffix(".mo")
      ? .compiledCatalogue(path, languages)
      : name.contains(".po") ? .catalogue(path, languages) : .translationMemory(path, languages)
    #expect(try finder.named(path) == files)
    #expect(files.paths == [path])
    if name != "valid.TMX" { #expect(try finder.find(.valid, in: folder.path) == files) }
    #expect(throws: CorpusError.self) { try finder.named(folder.file("none-\(name)")) }
  }

  @Test func prefersAlignedFilesAndTheNameValid() throws {
    make("valid.fr", "valid.en", "dev.fr", "dev.en", "valid.tsv")
    #expect(
      try finder.find(.valid, in: folder.path)
        == .aligned(source: folder.file("valid.fr"), target: folder.file("valid.en")))
  }

  @Test func aNameOfOtherLettersIsNoTestSet() throws {
    make("testimony.fr", "testimony.en")
    #expect(try finder.find(.test, in: folder.path) == nil)
  }

  @Test func saysWhatItLookedFor() {
    make("mine.fr")
    let languages = LanguagePair(source: "fr", target: "en")
    func refuses(_ name: String, _ error: CorpusError) {
      #expect(throws: error) { try finder.named(folder.file(name)) }
    }
    refuses("none", .noSides(name: folder.file("none"), languages, stem: nil))
    refuses("none.tsv", .noFile(folder.file("none.tsv")))
    refuses("mine.fr", .noSides(name: folder.file("mine.fr"), languages, stem: folder.file("mine")))
  }
}
