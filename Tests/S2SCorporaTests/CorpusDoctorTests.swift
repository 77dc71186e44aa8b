import S2SCorpora
import S2SPhrasebook
import TestSupport
import Testing

/// What is put into a corpus is found there, at its line, and nothing else is.
@Suite struct CorpusDoctorTests {
  let folder = TemporaryDirectory()

  /// The bundled corpus in small, to put faults into.
  private static let phrasebook: [(String, String)] = {
    let splits = try? Phrasebook.splits(pairs: 5_000, seed: 3)
    return (splits?.train ?? []).map { ($0.french, $0.english) }
  }()

  private static let german = ["Der Hund", "Das Kind", "Die Frau", "Ein Mann", "Mein Freund"]
    .flatMap { subject in
      ["ist nicht in dem Haus", "und ich sind schon hier", "geht heute mit uns ins Kino"].flatMap {
        ["\(subject) \($0).", "\(subject) \($0), aber das ist gut.", "Sie sagt: \(subject) \($0)."]
      }
    }

  private func write(_ pairs: [(String, String)], _ part: String = "train") -> CorpusFiles {
    .aligned(
      source: folder.write(pairs.map { $0.0 + "\n" }.joined(), to: part + ".fr"),
      target: folder.write(pairs.map { $0.1 + "\n" }.joined(), to: part + ".en"))
  }

  private func examine(
    _ files: CorpusFiles, valid: CorpusFiles? = nil, threads: Int = 1
  ) throws -> CorpusExamination {
    try CorpusDoctor(LanguagePair(source: "fr", target: "en"), threads: threads)
      .examine([(.train, files)] + (valid.map { [(.valid, $0)] } ?? []))
  }

  /// The lines of the training pairs with a problem.
  private func lines(_ examination: CorpusExamination, _ problem: CorpusProblem) throws -> [Int] {
    try examination.writeList(to: folder.file("list"))
    return (folder.text(of: "list") ?? "").split(separator: "\n").compactMap { row in
      let columns = row.split(separator: "\t")
      return columns[0] == "train" && columns[2] == problem.name ? Int(columns[1]) : nil
    }
  }

  @Test func findsNothingInTheBundledCorpus() throws {
    let splits = try Phrasebook.splits(pairs: 5_000, seed: 3)
    let valid = write(splits.valid.map { ($0.french, $0.english) }, "valid")
    let examination = try examine(write(Self.phrasebook), valid: valid)
    #expect(examination.verdict == .fit, "\(examination.text(advice: nil))")
    #expect(examination.parts.map(\.count) == [Self.phrasebook.count, splits.valid.count])
  }

  @Test func reportsEveryLineThatCannotBeRead() throws {
    var bytes: [UInt8] = []
    for line in 1...9 {
      bytes += Array("source \(line)".utf8) + (line % 4 == 2 ? [0xe9, 0xff] : []) + [10]
    }
    let source = folder.write(bytes, to: "train.fr")
    let target = folder.write(
      (1...9).map { "line \($0)\($0 == 5 ? "\0" : "")\n" }.joined(), to: "t")
    let examination = try examine(.aligned(source: source, target: target))
    #expect(try lines(examination, .notUTF8) == [2, 6])
    #expect(try lines(examination, .nulByte) == [5])
    #expect(examination.verdict == .unusable(["3 lines of train cannot be read"]))
    #expect(examination.obstacles.isEmpty)
  }

  @Test func readsTabSeparatedLinesWithoutTabs() throws {
    let path = folder.write("a\tb\nc\nd\te\tmore\n", to: "a.tsv")
    let examination = try examine(.tabSeparated(path, targetFirst: false))
    #expect(try lines(examination, .noTab) == [2])
    #expect(examination.parts[0].keptCount == 2)
  }

  @Test func saysHowManyLinesASideHasMore() throws {
    let source = folder.write("a\nb\nc\nd", to: "train.fr")
    let target = folder.write("a\nb\n", to: "train.en")
    let examination = try examine(.aligned(source: source, target: target))
    #expect(examination.parts[0].surplus == (2, 0))
    #expect(examination.verdict.description.contains("train.fr has 2 lines more than"))
    #expect(throws: CorpusError.surplusLines(2, of: source, beside: target)) {
      try examination.writeCopy(to: folder.path)
    }
  }

  @Test func findsWhatALineAloneShows() throws {
    var pairs = Self.phrasebook
    pairs[10].0 = " "
    pairs[20] = ("", "\u{2003}")
    pairs[30].1 = String(repeating: "word ", count: 300)
    pairs[40] = ("the same in both languages", "the same in both languages")
    pairs[50].0 = "cafÃ© crÃ¨me"
    pairs[51].1 = "a lost \u{FFFD} letter"
    pairs[60].0 = "a bell \u{7} rings"
    pairs[61].1 = "next\u{85}line"
    pairs[70].0 = "Tom &amp; Marie"
    let examination = try examine(write(pairs))
    #expect(try lines(examination, .emptySide) == [11])
    #expect(try lines(examination, .emptyPair) == [21])
    #expect(try lines(examination, .tooLong) == [31])
    #expect(try lines(examination, .identicalSides) == [41])
    #expect(try lines(examination, .garbled) == [51, 52])
    #expect(try lines(examination, .controlCharacter) == [61, 62])
    #expect(try lines(examination, .entity) == [71])
  }

  @Test func findsRepetitions() throws {
    var pairs = Self.phrasebook
    pairs.append(pairs[7])
    pairs.append((pairs[8].0, "Something else."))
    let examination = try examine(write(pairs))
    #expect(try lines(examination, .repeated) == [pairs.count - 1])
    #expect(try lines(examination, .otherTranslation) == [pairs.count])
  }

  @Test func findsHeldOutPairsInTheTrainingPairs() throws {
    let pairs = Self.phrasebook
    let valid = [
      (pairs[7].0.uppercased(), pairs[7].1 + " !"), (pairs[9].0, "Not the same."),
      ("Rien de tout cela.", "Nothing of that."),
    ]
    let examination = try examine(write(pairs), valid: write(valid, "valid"))
    #expect(try lines(examination, .leakedPair) == [8])
    #expect(try lines(examination, .leakedSource) == [10])
    #expect(examination.verdict == .usable(dropping: 2))
  }

  @Test func findsSwappedAndUntranslatedSides() throws {
    var pairs = Self.phrasebook
    let swapped = Array(stride(from: 100, to: 2_800, by: 50))
    let untranslated = Array(stride(from: 125, to: 2_800, by: 50))
    for index in swapped { pairs[index] = (pairs[index].1, pairs[index].0) }
    for index in untranslated { pairs[index].1 = pairs[index].0 + " Oui." }
    let examination = try examine(write(pairs), threads: 2)
    // Some sentences are too short to tell.
    let found = try lines(examination, .swappedSides).map { $0 - 1 }
    #expect(found.count * 10 >= swapped.count * 9)
    #expect(Set(found).isSubset(of: swapped))
    let wrong = try lines(examination, .wrongLanguage).map { $0 - 1 }
    #expect(wrong.count * 10 >= untranslated.count * 9)
    #expect(Set(wrong).isSubset(of: untranslated + swapped))
  }

  @Test func findsAThirdLanguage() throws {
    var pairs = Self.phrasebook
    let foreign = Self.german.indices.map { 40 + $0 * 50 }
    for (index, line) in zip(foreign, Self.german) { pairs[index].0 = line }
    let found = try lines(try examine(write(pairs)), .wrongLanguage).map { $0 - 1 }
    #expect(found.count * 10 >= foreign.count * 8)
    #expect(Set(found).subtracting(foreign).count <= 3)
  }

  @Test func findsWhereSidesGetOutOfStep() throws {
    var targets = Self.phrasebook.map(\.1)
    targets.append(targets.remove(at: 1_500))
    let pairs = zip(Self.phrasebook, targets).map { ($0.0.0, $0.1) }
    let found = try lines(try examine(write(pairs)), .outOfStep)
    let first = try #require(found.first)
    #expect(first > 1_500 - 128)
    #expect(found.count * 2 > pairs.count - 1_500)
  }

  @Test func seesThatWholeSidesAreSwapped() throws {
    let examination = try examine(write(Self.phrasebook.map { ($0.1, $0.0) }))
    #expect(
      examination.verdict == .unusable(["the sides are swapped: fr holds en, and en fr"]))
    let alike = try examine(write(Self.phrasebook.map { ($0.1, $0.1 + "!") }))
    #expect(alike.verdict == .unusable(["the fr side looks like en"]))
  }

  @Test func copiesWhatIsWorthKeeping() throws {
    var pairs = Self.phrasebook
    pairs[0] = ("Tom &amp; Marie, n&#xb0; 1", "Tom &lt;3 Marie\u{7f}!")
    pairs[1].0 = ""
    pairs[2] = pairs[3]
    let examination = try examine(write(pairs))
    try examination.writeCopy(to: folder.file("clean"))
    let copied = (folder.text(of: "clean/train.fr") ?? "").split(separator: "\n").map(String.init)
    var expected = pairs.map(\.0)
    expected[0] = "Tom & Marie, n° 1"
    expected.remove(at: 3)
    expected.remove(at: 1)
    #expect(copied == expected)
    #expect(folder.text(of: "clean/train.en")?.hasPrefix("Tom <3 Marie !\n") == true)
    #expect(examination.parts[0].droppedCount == 2 && examination.parts[0].repairedCount == 1)
    let again = try examine(
      .aligned(source: folder.file("clean/train.fr"), target: folder.file("clean/train.en")))
    #expect(again.verdict == .fit)
  }

  @Test func comparesLinesAsTheyWillBeCopied() throws {
    let pairs = [
      ("Tom & Marie", "Tom & Mary"), ("Tom &amp; Marie", "Tom & Mary"), ("\u{7}", "bell"),
      ("&#x85;", "next"),
    ]
    let examination = try examine(write(pairs))
    #expect(try lines(examination, .repeated) == [2])
    #expect(try lines(examination, .emptySide) == [3])
    #expect(try lines(examination, .entity) == [2])
  }

  @Test func readsCataloguesAndSaysWhereTheirPairsAre() throws {
    let header = "msgid \"\"\nmsgstr \"Language: en\\n\"\n\n"
    let messages = [("un", "one"), ("deux", "two"), ("un", "one"), ("trois", "")]
    let path = folder.write(
      header + messages.map { "msgid \"\($0)\"\nmsgstr \"\($1)\"\n\n" }.joined(), to: "a.po")
    let files = CorpusFiles.catalogue(path, LanguagePair(source: "fr", target: "en"))
    let examination = try examine(files)
    #expect(try lines(examination, .repeated) == [10])
    #expect(examination.parts[0].reading?.summary == "left out 1 untranslated (line 13)")
    #expect(examination.text(advice: nil).contains("  reading: left out 1 untranslated"))
    try examination.writeCopy(to: folder.file("clean"))
    #expect(folder.text(of: "clean/train.fr") == "un\ndeux\n")
  }

  @Test func neverWritesOverWhatItReads() throws {
    let files = write([("un", "one"), ("deux", "two")])
    let doctor = CorpusDoctor(LanguagePair(source: "fr", target: "en"), threads: 1)
    for overwrites in [false, true] {
      let error = #expect(throws: CorpusError.self) {
        try doctor.checkOutput(
          [(.train, files)], copyTo: folder.path, listTo: nil, overwrites: overwrites)
      }
      let path = folder.file("train.fr")
      #expect(error == .replacesInput(path))
    }
  }

  @Test func noticesThatAFileChanged() throws {
    let files = write([("un", "one"), ("deux", "two")])
    let examination = try examine(files)
    _ = write([("un", "one")])
    #expect(throws: CorpusError.changed(files.paths)) {
      try examination.writeCopy(to: folder.path)
    }
  }

  @Test func findsTheSameWithAnyNumberOfThreads() throws {
    var pairs = Self.phrasebook
    for index in stride(from: 0, to: 2_000, by: 40) { pairs[index].1 = pairs[index].0 }
    let files = write(pairs)
    let texts = try [1, 2, 5].map { try examine(files, threads: $0).text(advice: nil) }
    #expect(Set(texts).count == 1)
  }

  @Test(arguments: ["", "\n", "\n\n\n", "x\n", "\u{FEFF}", "&;&#;&#xd800;&#9999999999;\n"])
  func survivesAlmostNothing(text: String) throws {
    let source = folder.write(text, to: "a.fr"), target = folder.write(text, to: "a.en")
    let examination = try examine(.aligned(source: source, target: target))
    #expect(examination.parts[0].count == text.count { $0 == "\n" })
  }
}
