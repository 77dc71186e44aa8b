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
    let error = #expect(throws: CorpusError.self) { try finder.find(.train, in: folder.path) }
    #expect(error?.message.contains("train.en") == true)
    #expect(try finder.find(.valid, in: folder.path) == nil)
  }

  @Test func asksWhichOfSeveralTestSets() throws {
    make("test_a.fr", "test_a.en", "test_b.fr", "test_b.en")
    let error = #expect(throws: CorpusError.self) { try finder.find(.test, in: folder.path) }
    #expect(error?.message.contains("test_a, test_b") == true)
  }

  @Test func takesNamedFiles() throws {
    make("all.tsv", "mine.fr", "mine.en")
    #expect(
      try finder.named(folder.file("all.tsv"))
        == .tabSeparated(folder.file("all.tsv"), targetFirst: false))
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
    let files = CorpusFiles.tabSeparated(folder.file(name), targetFirst: targetFirst)
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

  @Test func explainsWhatItLookedFor() {
    make("mine.fr")
    let messages = ["none", "none.tsv", "mine.fr"].map { name -> String in
      let error = #expect(throws: CorpusError.self) { try finder.named(folder.file(name)) }
      #expect(error?.code == .missing)
      return (error?.message ?? "").split(separator: folder.path + "/").joined()
    }
    #expect(
      messages == [
        "there are no files none.fr and none.en, plain or .gz; name a .tsv, .tmx, .po or .mo, or "
          + "what stands before the language.",
        "there is no file none.tsv; check its path.",
        "there are no files mine.fr.fr and mine.fr.en, plain or .gz; mine.fr is one side, name "
          + "mine for both.",
      ])
  }

  @Test func findsNothingWhereThereIsNoDirectory() throws {
    #expect(try finder.find(.test, in: folder.file("none")) == nil)
  }
}
