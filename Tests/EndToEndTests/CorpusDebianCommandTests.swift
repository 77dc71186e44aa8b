import Foundation
import S2SCommand
import S2SCorpora
import Testing

/// `s2s corpus debian`, with downloads made by hand.
@Suite struct CorpusDebianCommandTests {
  let command: Command

  init() throws { command = try Command() }

  private func writeDownloads(_ count: Int = 60) throws {
    for (language, start) in [("fr", "jeu pour"), ("en", "a game for")] {
      let stanzas = (0..<count).map { number in
        "Description-md5: \(number)\nDescription-\(language): \(start) \(number) players here\n\n"
      }
      try command.write(
        stanzas.joined(), to: "corpora/debian-downloads/lists/host_i18n_Translation-\(language)")
    }
  }

  private let words = ["corpus", "debian", "--src", "fr", "--tgt", "en"]

  @Test func writesACorpusThatTrains() throws {
    try writeDownloads()
    let made = try command.run(words + ["--valid", "5", "--test", "5"])
    #expect(made.status == 0 && made.output.isEmpty, "\(made.error)")
    let lines = made.error.split(separator: "\n")
    #expect(lines.first == "A, package descriptions: kept 60 of 60 pairs in 60 texts")
    #expect(lines.dropFirst().first == "B, LibreOffice: kept 0 of 0 pairs in 0 texts")
    #expect(lines.last?.hasPrefix("Wrote 50 training, 5 validation, 5 test pairs to ") == true)
    #expect(lines.last?.hasSuffix("/corpora/debian-fr-en.") == true)
    #expect(
      try command.names(in: "corpora/debian-fr-en") == [
        "README.md", "SHA256SUMS", "test.en", "test.fr", "train.en", "train.fr", "valid.en",
        "valid.fr",
      ])
    let trained = try command.trainSmall("--corpus", "corpora/debian-fr-en", "--steps", "2")
    #expect(trained.status == 0, "\(trained.error)")
    let again = try command.run(words + ["--valid", "5", "--test", "5"])
    #expect(again.status == 73 && again.error.contains("exists already"), "\(again.error)")
    #expect(
      try command.run(words + ["--parts", "a b", "--valid", "5", "--overwrite"]).status == 65)
  }

  /// Arguments, exit code, and a part of the sentence.
  @Test(arguments: [
    ("--downloads none", Int32(66), "none has no texts in both languages for parts A, B, C"),
    ("--parts D", 66, "for part D; download them with make corpora"),
    ("", 65, "gives 60 usable pairs in fr and en, too few to train on when 4,000 are set aside"),
    ("--parts X", 64, "--parts is X; it has to be letters from A to E"),
    ("--output file/x", 73, "file"), ("--valid -1", 64, "--valid"),
  ])
  func oneSentenceAndACode(arguments: String, status: Int32, part: String) throws {
    try writeDownloads()
    try command.write("in the way", to: "file")
    let result = try command.run(words + arguments.split(separator: " ").map(String.init))
    #expect(result.status == status, "\(result.error)")
    let errors = result.error.split(separator: "\n").filter { $0.hasPrefix("error: ") }
    #expect(errors.count == 1 && errors.first?.contains(part) == true, "\(result.error)")
    #expect(!FileManager.default.fileExists(atPath: command.home.path + "/corpora/debian-fr-en"))
  }

  @Test func findsWordsForErrors() {
    let errors: [(DebianError, SystemExitCode, String)] = [
      (
        .notEnglish(LanguagePair(source: "fr", target: "de")), .usage,
        "--src fr and --tgt de are not English and another language; Debian's texts are translated from "
          + "English, so give en for one of them."
      ),
      (
        .noDownloads("d", [.books]), .missingInput,
        "d has no texts in both languages for part D; download them with make corpora, or name another "
          + "directory with --downloads."
      ),
      (
        .tooFewPairs("d", LanguagePair(source: "fr", target: "en"), usable: 1, setAside: 0), .data,
        "d gives 1 usable pair in fr and en, too few to train on; set fewer aside, or read more --parts."
      ),
    ]
    for (error, code, sentence) in errors {
      #expect(error.sentence == sentence)
      #expect(error.exitCode == code)
    }
  }
}
