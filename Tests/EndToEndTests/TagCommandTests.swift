import Foundation
import Testing

/// `s2s train tagger`, `s2s tag`, and the commands that take a model of any task.
@Suite struct TagCommandTests {
  private static func row(_ id: String, _ word: String, _ tag: String) -> String {
    "\(id)\t\(word)\t_\t\(tag)\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
  }

  private static let sentence =
    "# text = the cat's\n" + row("1", "the", "DET") + row("2-3", "cat's", "_")
    + row("2", "cat", "NOUN") + row("3", "'s", "PART") + row("3.1", "own", "ADJ") + "\n"

  /// A tagger and files, which no test changes.
  private static let prepared = Result { try trained() }

  private func trained() throws -> Command { try Self.prepared.get() }

  private static func trained() throws -> Command {
    let command = try Command()
    try command.write(String(repeating: sentence, count: 60), to: "a.conllu")
    try command.write(String(repeating: "a\tX\n\n", count: 20), to: "t.tsv")
    try command.write(
      sentence.replacing("DET", with: "X").replacing("PART", with: "X"), to: "b.conllu")
    try command.write("a\tX\nb\n", to: "c.tsv")
    try command.write("t\0h\0e\0\n\0", to: "wide.txt")
    try command.write(sentence + "4\tx\n", to: "short.conllu")
    let result = try command.run(
      "train", "tagger", "--train", "a.conllu", "--hidden", "8", "--embedding", "8", "--steps",
      "60",
      "--learning-rate", "0.05", "--threads", "1")
    #expect(result.status == 0, "\(result.error)")
    return command
  }

  @Test func changesTagsAndNothingElse() throws {
    let command = try trained()
    let result = try command.run("tag", "b.conllu")
    #expect(result.output == Self.sentence, "\(result.error)")
    let table = try command.run(
      "tag", "--model", "models/tagger-en", input: Data(("the\t?\tB\ncat\n\n\nthe").utf8))
    #expect(table.output == "the\tDET\tB\ncat\tNOUN\n\n\nthe\tDET")
    let plain = try command.run("tag", "--threads", "1", input: Data(("the cat\n\nthe\n").utf8))
    #expect(plain.output == "the\tDET\ncat\tNOUN\n\nthe\tDET\n\n")
    let words = try command.run("tag", "--input", "tsv", input: Data(("the\ncat\n").utf8))
    #expect(words.output == "the\tDET\ncat\tNOUN\n")
    #expect(try command.run("tag", input: Data()).output.isEmpty)
  }

  /// Ends of lines, empty lines, a byte-order mark, a last line without an end: all stay.
  @Test(
    arguments: [
      { $0 }, { "\u{FEFF}" + $0 }, { "\n \n" + $0 + "\n\t\n" }, { String($0.dropLast()) },
      { String($0.dropLast(2)) }, { ($0 + $0).replacing("\n", with: "\r\n") },
      { $0.replacing("# text", with: "# newdoc\n# text") },
    ] as [@Sendable (String) -> String])
  func givesBackEveryByte(_ change: @Sendable (String) -> String) throws {
    let text = change(Self.sentence)
    let result = try trained().run("tag", input: Data(text.utf8))
    #expect(result.output == text && result.status == 0, "\(result.error)")
  }

  /// Blocks of sentences, which are tagged together, do not show.
  @Test func givesBackEveryByteOfManySentences() throws {
    let text = String(repeating: "the\tDET\ncat\tNOUN\n\n", count: 20_000)
    let result = try trained().run("tag", input: Data(text.utf8))
    #expect(result.output == text && result.status == 0, "\(result.error)")
  }

  /// What stands between the sentences of two files is an empty line.
  @Test func keepsFilesApart() throws {
    let command = try trained()
    try command.write("the\tDET", to: "one.tsv")
    let result = try command.run("tag", "--input", "tsv", "one.tsv", "one.tsv")
    #expect(result.output == "the\tDET\n\nthe\tDET")
  }

  /// A tab in a text does not make it a table.
  @Test func readsTextWithTabs() throws {
    let result = try trained().run("tag", input: Data("the cat\tthe\n".utf8))
    #expect(result.output == "the\tDET\ncat\tNOUN\nthe\tDET\n\n")
  }

  @Test func isMeasured() throws {
    let command = try trained()
    let result = try command.run(
      "eval", "--model", "models/tagger-en", "--test", "b.conllu", "--json", "--html",
      "page.html")
    #expect(result.status == 0, "\(result.error)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let scores = try #require(object["scores"] as? [[String: Any]])
    #expect(
      scores[0]["name"] as? String == "accuracy" && scores[0]["unseen_tags"] as? String == "2")
    #expect(object["by_tag"] != nil && object["confusions"] != nil)
    let page = try String(contentsOf: command.home.appending(path: "page.html"), encoding: .utf8)
    #expect(page.contains("The most frequent confusions"))
    let info = try command.run("info", "models/tagger-en")
    #expect(info.output.contains("units ") && info.output.contains(" tags, "))
  }

  /// What was right before a bad line is written.
  @Test func writesWhatComesBeforeABadLine() throws {
    let command = try trained()
    let result = try command.run("tag", input: Data((Self.sentence + Self.row("x", "a", "X")).utf8))
    #expect(result.status == 65 && result.output == Self.sentence)
    #expect(result.error.contains("standard input, line 8 begins with \"x\""), "\(result.error)")
  }

  @Test(arguments: [
    (["tag", "--model", "models/none"], Int32(66), "models/none"),
    (["tag", "none.conllu"], 66, "none.conllu"),
    (["tag", "wide.txt"], 65, "wide.txt, line 1 holds a NUL byte; it may be UTF-16"),
    (["tag", "short.conllu"], 65, "line 8 has 2 columns, but a line of CoNLL-U has 10"),
    (["tag", "--input", "conllu", "c.tsv"], 65, "c.tsv, line 1 has 2 columns"),
    (["translate", "--model", "models/tagger-en"], 65, #"a model of the task "tagger""#),
    (["score", "--model", "models/tagger-en", "c.tsv"], 65, "not of translate or lm"),
    (["eval", "--model", "models/tagger-en"], 64, "--test"),
    (["eval", "--model", "models/tagger-en", "--test", "c.tsv"], 65, "line 2 has 1 column"),
    (["train", "tagger", "--model", "m"], 64, "--train"),
    (["train", "tagger", "--train", "a.conllu", "--column", "upoz", "--model", "m"], 64, "upoz"),
    (
      ["train", "tagger", "--train", "a.conllu", "--column", "3", "--model", "m"], 65, "is CoNLL-U"
    ),
    (
      ["train", "tagger", "--train", "t.tsv", "--column", "upos", "--model", "m"], 65, "not CoNLL-U"
    ),
    (["train", "tagger", "--train", "a.conllu", "--metric", "f1", "--model", "m"], 64, "no spans"),
  ])
  func saysWhatItMeets(arguments: [String], status: Int32, part: String) throws {
    let command = try trained()
    let result = try command.run(arguments)
    #expect(result.status == status, "\(result.error)")
    #expect(result.error.contains(part), "\(result.error)")
    #expect(!result.output.contains("\tDET\t") || arguments[1] == "short.conllu")
  }
}
