import S2SCorpora
import S2SPhrasebook
import TestSupport
import Testing

/// What the doctor notes of single pairs, and what training is warned of.
@Suite struct PairChecksTests {
  let folder = TemporaryDirectory()
  let languages = LanguagePair(source: "fr", target: "en")

  private func files(_ pairs: [(String, String)]) -> CorpusFiles {
    .aligned(
      source: folder.write(pairs.map { $0.0 + "\n" }.joined(), to: "train.fr"),
      target: folder.write(pairs.map { $0.1 + "\n" }.joined(), to: "train.en"))
  }

  private func problems(_ source: String, _ target: String) throws -> Set<String> {
    let examination = try CorpusDoctor(languages, threads: 1)
      .examine([(.train, files([(source, target)]))])
    return Set(examination.parts[0].findings.map(\.problem.name))
  }

  @Test(arguments: [
    ("Il fait\u{200B} froid.", "It is cold.", "invisible-character"),
    ("Il fait froid.", "It is co\u{AD}ld.", "invisible-character"),
    ("\u{202A}Il fait froid.\u{202C}", "It is cold.", "invisible-character"),
    ("Il fait\u{2060} froid.", "It\u{FEFF} is cold.", "invisible-character"),
    ("<b>Cliquez</b> ici", "<b>Click</b> here", "markup"), ("a <br/> b", "a b", "markup"),
    ("Le 12 mai", "May 13", "differing-numbers"), ("Il a 25 ans", "He is old", "differing-numbers"),
    ("١٢ كتابا", "13 books", "differing-numbers"), ("...", "...", "no-letters"),
    ("12:30", "12:30", "no-letters"),
    ("bonjour", "!", "no-letters"),
  ])
  func notesWhatIsStrange(source: String, target: String, problem: String) throws {
    #expect(try problems(source, target) == [problem])
  }

  @Test(arguments: [
    ("Il fait froid.", "It is cold."), ("À 10h30", "At 10:30"),
    ("1 234,5 francs", "1,234.5 francs"),
    ("deux chats", "2 cats"), ("a < b et c > d", "a < b and c > d"), ("I <3 toi", "I <3 you"),
    ("نمی\u{200C}خواهم", "👨\u{200D}👩\u{200D}👧 no"), ("١٢ كتابا", "12 books"),
    ("{0} fichiers", "{0} files"),
  ])
  func notesNothingElse(source: String, target: String) throws {
    #expect(try problems(source, target) == [])
  }

  @Test func aCopyHasNoInvisibleCharacters() throws {
    let examination = try CorpusDoctor(languages, threads: 1)
      .examine([(.train, files([("Il fait\u{200B} fro\u{AD}id.", "\u{200F}It is cold.")]))])
    #expect(examination.verdict == .fit)
    try examination.writeCopy(to: folder.file("clean"))
    #expect(folder.text(of: "clean/train.fr") == "Il fait froid.\n")
    #expect(folder.text(of: "clean/train.en") == "It is cold.\n")
  }

  private static let phrasebook: [(String, String)] = {
    let splits = try? Phrasebook.splits(pairs: 5_000, seed: 3)
    return (splits?.train ?? []).map { ($0.french, $0.english) }
  }()

  private func warnings(_ pairs: some Collection<(String, String)>) throws -> [CorpusWarning] {
    var checkup = CorpusCheckup()
    _ = try CleanCorpus([files(Array(pairs))], checkup: &checkup)
    return checkup.warnings(languages)
  }

  @Test func warnsOfWhatIsWrongWithManyPairs() throws {
    let pairs = Self.phrasebook.prefix(1_400)
    #expect(try warnings(pairs) == [])
    #expect(try warnings(pairs.map { ($0.1, $0.0) }) == [.swappedSides(languages)])
    let untranslated = try warnings(pairs.map { ($0.1, $0.1 + "!") })
    #expect(untranslated.contains(.otherLanguage(side: "fr", looksLike: "en")))
    // A line is missing in the middle, and some pairs are the wrong way round.
    let late = pairs[700...].map(\.1)
    let shifted = zip(pairs[700...], late.dropFirst() + late.prefix(1)).map { ($0.0, $1) }
    let half = pairs[..<700].enumerated().map { $0 % 4 == 0 ? ($1.1, $1.0) : $1 }
    let problems = try warnings(half + shifted).map { warning in
      if case .frequent(let problem, _) = warning { problem.name } else { "side" }
    }
    #expect(problems == ["swapped-sides", "out-of-step"])
  }

  @Test func saysNothingOfFewPairs() throws {
    #expect(try warnings([("a", "b"), ("", "")]) == [])
    #expect(try warnings((0..<99).map { ("<b>\($0)", "!") }) == [])
  }
}
