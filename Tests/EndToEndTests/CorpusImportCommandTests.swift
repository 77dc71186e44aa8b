import Foundation
import Testing

/// `s2s corpus import`, and other formats wherever a corpus is named.
@Suite struct CorpusImportCommandTests {
  let command: Command

  init() throws { command = try Command() }

  /// A translation memory of counting.
  private func memory(_ range: Range<Int>) -> String {
    let (french, english) = (["un", "deux", "trois"], ["one", "two", "three"])
    let units = range.map { number in
      let digits = [number % 3, number / 3 % 3, number / 9 % 3, number / 27 % 3, number / 81 % 3]
      let texts = [("fr-FR", french), ("en", english)].map { language, words in
        "<tuv xml:lang=\"\(language)\"><seg>\(digits.map { words[$0] }.joined(separator: " "))</seg></tuv>"
      }
      return "<tu>\(texts.joined())</tu>\n"
    }.joined()
    return "<tmx version=\"1.4\"><body>\n\(units)</body></tmx>\n"
  }

  private func lines(_ name: String) throws -> [Substring] {
    String(decoding: try command.bytes(of: name), as: UTF8.self).split(separator: "\n")
  }

  @Test func importsTrainsAndEvaluates() throws {
    try command.write(memory(0..<200), to: "all.tmx")
    let imported = try command.run(
      "corpus", "import", "all.tmx", "--src", "fr", "--tgt", "en", "--output", "corpora/mine",
      "--valid", "10", "--test", "10")
    #expect(imported.status == 0 && imported.output.isEmpty, "\(imported.error)")
    #expect(
      imported.error == """
        all.tmx: took fr-FR (200) for fr; all 200 pairs kept
        Wrote 180 training, 10 validation, 10 test pairs to corpora/mine.

        """)
    #expect(try lines("corpora/mine/train.fr").count == 180)
    #expect(try lines("corpora/mine/test.en").count == 10)
    let files = try ["train", "valid", "test"].flatMap { try lines("corpora/mine/\($0).fr") }
    #expect(Set(files).count == 200)
    let trained = try command.trainSmall("--train", "all.tmx", "--steps", "2")
    #expect(trained.status == 0, "\(trained.error)")
    #expect(trained.error.contains("took fr-FR (200) for fr"))
    let evaluated = try command.run("eval", "--test", "all.tmx", "--beam", "1")
    #expect(evaluated.status == 0, "\(evaluated.error)")
    #expect(evaluated.error.contains("all.tmx, 200 sentences"))
  }

  @Test func importsFuzzyTranslationsWhenAsked() throws {
    let text = "msgid \"\"\nmsgstr \"Language: en\\n\"\n#, fuzzy\nmsgid \"a\"\nmsgstr \"b\"\n"
    try command.write(text + "msgid \"c\"\nmsgstr \"d\"\n", to: "a.po")
    let words = ["corpus", "import", "a.po", "--src", "fr", "--tgt", "en", "--output", "a.tsv"]
    #expect(try command.run(words).error.contains("left out 1 fuzzy (line 4)"))
    #expect(try lines("a.tsv") == ["c\td"])
    #expect(try command.run(words + ["--fuzzy"]).status == 73)
    #expect(try command.run(words + ["--fuzzy", "--overwrite"]).status == 0)
    #expect(try lines("a.tsv") == ["a\tb", "c\td"])
  }

  /// Arguments, exit code, and a part of the sentence.
  @Test(arguments: [
    ("none.tmx --src fr --tgt en --output x", Int32(66), "no file none.tmx"),
    ("bad.tmx --src fr --tgt en --output x", 65, "bad.tmx, line 1 begins with <html>"),
    ("one.tmx --src fr --tgt de --output x", 65, "has no unit in both fr and de; it has fr-FR (1)"),
    ("one.tmx --src fr --tgt fr --output x", 64, "both fr"),
    ("one.tmx --src fr --tgt en --output x --valid 5", 65, "1 usable pair, too few"),
    ("one.tmx --src fr --tgt en --output x.tsv --test 1", 64, "need a directory"),
    ("one.tmx --src fr --tgt en --output there", 73, "there/train.fr exists already"),
    ("one.tmx --src fr --tgt en", 64, "--output"), ("--src fr --tgt en --output x", 64, "files"),
    ("one.tmx --src fr --tgt en --output bad.tmx", 73, "bad.tmx"),
  ])
  func oneSentenceAndACode(arguments: String, status: Int32, part: String) throws {
    try command.write("<html></html>", to: "bad.tmx")
    try command.write(memory(0..<1), to: "one.tmx")
    try command.write("x\n", to: "there/train.fr")
    let words = ["corpus", "import"] + arguments.split(separator: " ").map(String.init)
    let result = try command.run(words)
    #expect(result.status == status, "\(result.error)")
    let errors = result.error.split(separator: "\n").filter { $0.hasPrefix("error: ") }
    #expect(errors.count == 1 && errors.first?.contains(part) == true, "\(result.error)")
    for name in ["x", "x.tsv"] {
      #expect(!FileManager.default.fileExists(atPath: command.home.appending(path: name).path))
    }
  }
}
