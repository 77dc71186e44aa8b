import S2SCorpora
import S2SFiles
import S2SPhrasebook
import TestSupport
import Testing

/// The checks before a training that a few pairs are enough for.
@Suite struct CorpusCheckupTests {
  private let folder = TemporaryDirectory()

  private static let phrasebook: [(String, String)] = {
    let splits = try? Phrasebook.splits(pairs: 5_000, seed: 3)
    return (splits?.train ?? []).prefix(200).map { ($0.french, $0.english) }
  }()

  /// The warnings of a checkup.
  private func warnings(
    _ pairs: some Collection<(String, String)>, from source: String = "fr",
    to target: String = "en", heldOut: ParallelCorpus? = nil
  ) throws -> [CorpusWarning] {
    let files = CorpusFiles.aligned(
      source: folder.write(pairs.map { $0.0 + "\n" }.joined(), to: "source"),
      target: folder.write(pairs.map { $0.1 + "\n" }.joined(), to: "target"))
    var checkup = CorpusCheckup(heldOut: heldOut)
    _ = try CleanCorpus([files], checkup: &checkup)
    return checkup.warnings(LanguagePair(source: source, target: target))
  }

  @Test(arguments: [
    ("fr", "fr", true), ("fr", "FR", true), ("fra", "fr", true), ("fr", "fr-FR", true),
    ("fr_CA", "fr-ca", true), ("fre", "fra", true), ("pt-BR", "pt-PT", false), ("fr", "en", false),
  ])
  func saysThatBothSidesAreOneLanguage(source: String, target: String, isOne: Bool) throws {
    let found = try warnings([("un", "deux")], from: source, to: target)
    #expect(found == (isOne ? [.oneLanguage(LanguagePair(source: source, target: target))] : []))
  }

  @Test func saysThatTheFirstPairIsAHeader() throws {
    let pairs = [("French", "English")] + Self.phrasebook
    #expect(try warnings(pairs) == [.headerRow(["French", "English"])])
  }

  @Test(arguments: [8, 200])
  func saysThatSidesAreIdentical(count: Int) throws {
    let pairs = Self.phrasebook.prefix(count).map { ($0.0, $0.0) }
    #expect(try warnings(pairs).contains(.frequent(.identicalSides, share: 1)))
  }

  /// Quotes around all cells, or around some and doubled inside.
  @Test(arguments: [8, 200])
  func saysThatCellsAreQuoted(count: Int) throws {
    let quoted = Self.phrasebook.prefix(count).map { ("\"\($0.0)\"", $0.1) }
    #expect(try warnings(quoted) == [.frequent(.spreadsheetQuotes, share: 1)])
    let some = Self.phrasebook.enumerated().map { index, pair in
      index % 10 == 0 ? (pair.0, "\"He says \"\"\(pair.1)\"\"\"") : pair
    }
    let found = try warnings(some)
    #expect(found == [.frequent(.spreadsheetQuotes, share: 0.1)], "\(found)")
  }

  @Test func countsTrainingPairsThatAreHeldOut() throws {
    let pairs = Self.phrasebook
    let heldOut = ParallelCorpus(
      pairs: [
        (pairs[0].0.uppercased(), pairs[0].1 + "!"), (pairs[1].0, "Another text."), ("x", "y"),
      ])
    #expect(try warnings(pairs, heldOut: heldOut) == [.heldOutPairs(1, otherSources: 1)])
    let others = ParallelCorpus(pairs: [("une phrase", "a sentence")])
    #expect(try warnings(pairs, heldOut: others) == [])
  }

  @Test func doctorRepairsQuotesAndDropsTheHeader() throws {
    let rows = [("fr", "en"), ("\"Il dit \"\"oui\"\".\"", "He says yes."), ("Non.", "\"No\"")]
    let files = CorpusFiles.aligned(
      source: folder.write(rows.map { $0.0 + "\n" }.joined(), to: "train.fr"),
      target: folder.write(rows.map { $0.1 + "\n" }.joined(), to: "train.en"))
    let examination = try CorpusDoctor(LanguagePair(source: "fr", target: "en"), threads: 1)
      .examine([(.train, files)])
    let found = examination.parts[0].findings
    #expect(found.first { $0.problem == .headerRow }?.examples.map(\.line) == [1])
    #expect(found.first { $0.problem == .spreadsheetQuotes }?.examples.map(\.line) == [2])
    try examination.writeCopy(to: folder.file("copy"))
    let copy = try ParallelCorpus(
      sourcePath: folder.file("copy/train.fr"), targetPath: folder.file("copy/train.en"))
    #expect(
      copy == ParallelCorpus(pairs: [("Il dit \"oui\".", "He says yes."), ("Non.", "\"No\"")]))
  }

  /// A side that stands in quotes all over is a spreadsheet's; the other one may have its own.
  @Test func doctorTakesQuotesFromASide() throws {
    let sources = ["Oui.", "Non.", "Peut-être."], targets = ["Yes.", "\"No.\"", "Maybe."]
    let files = CorpusFiles.aligned(
      source: folder.write(sources.map { "\"\($0)\"\n" }.joined(), to: "train.fr"),
      target: folder.write(targets.map { $0 + "\n" }.joined(), to: "train.en"))
    let examination = try CorpusDoctor(LanguagePair(source: "fr", target: "en"), threads: 1)
      .examine([(.train, files)])
    let finding = examination.parts[0].findings.first { $0.problem == .spreadsheetQuotes }
    #expect(finding?.count == 3)
    try examination.writeCopy(to: folder.file("copy"))
    #expect(folder.text(of: "copy/train.fr") == sources.map { $0 + "\n" }.joined())
  }

  /// Two files of one language are one file; a table may have two texts.
  @Test func asksForTwoLanguages() throws {
    _ = folder.write("un\n", to: "train.fr")
    _ = folder.write("un\tdeux\n", to: "a.tsv")
    _ = folder.write("", to: "a.tmx")
    for (source, target) in [("fr", "fr"), ("fr", "FR"), ("fra", "fr")] {
      let finder = CorpusFinder(source: source, target: target)
      let error = CorpusError.sameLanguage(LanguagePair(source: source, target: target))
      #expect(throws: error) { try finder.find(.train, in: folder.path) }
      #expect(throws: error) { try finder.named(folder.file("train")) }
      #expect(throws: error) { try finder.named(folder.file("a.tmx")) }
      #expect(try finder.named(folder.file("a.tsv")).read().count == 1)
    }
  }
}
