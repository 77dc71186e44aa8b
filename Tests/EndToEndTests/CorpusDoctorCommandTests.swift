import Foundation
import Testing

/// `s2s corpus doctor`: its exit code tells scripts whether to go on.
@Suite struct CorpusDoctorCommandTests {
  private static let look = ["corpus", "doctor", "--src", "fr", "--tgt", "en"]

  /// A corpus of one test: the counting corpus repeats nothing within its first thousand pairs.
  private func command() throws -> Command {
    let command = try Command()
    try command.makeCorpus()
    return command
  }

  @Test func soundCorporaAreFit() throws {
    let result = try command().run(Self.look)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.contains("train: 400 pairs in "))
    #expect(result.output.contains("valid: 40 pairs in ") && result.output.contains("test: 40"))
    #expect(result.output.hasSuffix("Verdict: fit to train.\n"), "\(result.output)")
    #expect(result.error.isEmpty)
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.contains("/") })
  }

  @Test func unreadableLinesAreAFailureUntilTheyAreGone() throws {
    let command = try command()
    let bad = command.home.appending(path: "corpora/phrasebook/train.fr")
    var bytes = try Data(contentsOf: bad)
    bytes[0] = 0xff
    try bytes.write(to: bad)
    let result = try command.run(Self.look)
    #expect(result.status == 65)
    #expect(result.output.contains("Verdict: not usable: 1 line of train cannot be read."))
    #expect(result.output.hasSuffix("With --output DIR it writes a copy without them.\n"))
    let copy = try command.run(Self.look + ["--output", "clean"])
    #expect(copy.status == 0, "\(copy.error)")
    #expect(copy.error.contains("train: 399 pairs in clean, 1 dropped, 0 repaired"))
    #expect(try command.run(Self.look + ["--corpus", "clean"]).status == 0)
    let again = try command.run(Self.look + ["--output", "clean"])
    #expect(again.status == 73)
    #expect(again.error.contains("clean/train.fr exists already") && again.output.isEmpty)
    #expect(try command.run(Self.look + ["--output", "clean", "--overwrite"]).status == 0)
    #expect(try Data(contentsOf: bad) == bytes)
  }

  /// Nothing is praised right above a verdict that nobody can train on it.
  @Test(arguments: [("a b c\n", "a\nb\n"), ("", "")])
  func praiseAndVerdictAgree(french: String, english: String) throws {
    let command = try Command()
    try command.write(french, to: "c/train.fr")
    try command.write(english, to: "c/train.en")
    let result = try command.run(Self.look + ["--corpus", "c"])
    #expect(result.status == 65, "\(result.output)\(result.error)")
    #expect(!result.output.contains("nothing to complain of"), "\(result.output)")
  }

  @Test func unequalSidesCannotBeCopied() throws {
    let command = try command()
    try command.write("un\n", to: "corpora/phrasebook/train.fr")
    let result = try command.run(Self.look + ["--output", "clean"])
    #expect(result.status == 65)
    #expect(result.output.contains("train.en has 399 lines more than "))
    #expect(result.error.contains("find the line that is missing"))
    #expect(!FileManager.default.fileExists(atPath: command.home.appending(path: "clean").path))
  }

  @Test func programsGetCountsAndExamples() throws {
    let command = try command()
    try command.write("un deux\tone two\n\tthree\nun deux\tone two\n", to: "a.tsv")
    let result = try command.run(
      Self.look + ["--train", "a.tsv", "--json", "--list", "found.tsv"])
    #expect(result.status == 0, "\(result.error)")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let fields = try #require(object as? [String: Any])
    #expect(fields["verdict"] as? String == "usable")
    let part = try #require((fields["parts"] as? [[String: Any]])?.first)
    #expect(part["pairs"] as? Int == 3 && part["kept"] as? Int == 1)
    let findings = try #require(part["findings"] as? [[String: Any]])
    #expect(findings.compactMap { $0["problem"] as? String } == ["empty-side", "repeated"])
    let example = try #require((findings[0]["examples"] as? [[String: Any]])?.first)
    #expect(example["line"] as? Int == 2 && example["target"] as? String == "three")
    #expect(
      try String(decoding: command.bytes(of: "found.tsv"), as: UTF8.self)
        == "train\t2\tempty-side\ntrain\t3\trepeated\n")
  }

  @Test(arguments: [
    (["--corpus", "nowhere"], Int32(66), "nowhere has no train.fr"),
    (["--train", "none.tsv"], 66, "no file none.tsv"),
    (["--threads", "0"], 64, "--threads is 0"),
    (["--tgt", "fr"], 64, "--tgt is given twice"),
    (["--list", "corpora/phrasebook/train.fr"], 73, "is read by the same"),
  ])
  func wrongWords(arguments: [String], status: Int32, part: String) throws {
    let result = try command().run(Self.look + arguments)
    #expect(result.status == status, "\(result.error)")
    #expect(result.error.contains(part), "\(result.error)")
    #expect(result.output.isEmpty)
  }

  @Test func examplesDoNotCommandTheTerminal() throws {
    let command = try command()
    try command.write("a \u{1B}[2J b\tc \u{202E} d\n", to: "a.tsv")
    let result = try command.run(Self.look + ["--train", "a.tsv"])
    #expect(result.output.contains("a \\u{1B}[2J b"))
    #expect(!result.output.contains("\u{1B}") && !result.output.contains("\u{202E}"))
  }
}
