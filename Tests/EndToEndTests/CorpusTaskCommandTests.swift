import Foundation
import Testing

/// `s2s corpus task` from the outside.
@Suite struct CorpusTaskCommandTests {
  /// All six tasks write their files, and write them again only when told.
  @Test(arguments: ["copy", "reverse", "sort", "addition", "arithmetic", "xml"])
  func writesACorpus(task: String) throws {
    let command = try Command()
    let words = ["corpus", "task", task, "--pairs", "60", "--valid", "10", "--test", "5"]
    let made = try command.run(words)
    #expect(made.status == 0, "\(made.error)")
    #expect(made.error == "Wrote 60 examples to \(command.home.path)/corpora/\(task).\n")
    let endings = task == "xml" ? ["txt"] : ["input", "output"]
    for (part, count) in [("train", 45), ("valid", 10), ("test", 5)] {
      for ending in endings {
        let file = command.home.appending(path: "corpora/\(task)/\(part).\(ending)")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == count && lines.allSatisfy { !$0.isEmpty })
      }
    }
    let again = try command.run(words)
    #expect(again.status == 73)
    #expect(again.error.contains("exists already; replace it with --overwrite"), "\(again.error)")
    // A smaller corpus leaves nothing of the larger one beside it.
    let smaller = try command.run(
      ["corpus", "task", task, "--pairs", "9", "--valid", "3", "--test", "0", "--overwrite"])
    #expect(smaller.status == 0, "\(smaller.error)")
    let names = try FileManager.default.contentsOfDirectory(
      atPath: command.home.appending(path: "corpora/\(task)").path)
    #expect(
      Set(names) == Set(["train", "valid"].flatMap { part in endings.map { "\(part).\($0)" } }))
  }

  @Test(arguments: [
    (
      ["copy", "--alphabet", "ab", "--length", "3"],
      "there are 14 different examples of this task, not the 22,000 asked for"
    ),
    (["sort", "--alphabet", "abca"], "--alphabet has \"a\" twice"),
    (["sort", "--alphabet", "a b"], "--alphabet has white space"),
    (["reverse", "--minimum-length", "11"], "--minimum-length 11 is above --length 10"),
    (["addition", "--digits", "1"], "there are 100 different examples"),
    (["addition", "--digits", "19"], "from 1 to 18"),
    (["xml", "--pairs", "2000"], "2,000 examples are too few to hold out 1,000"),
    (["xml", "--length", "3"], "--length"), (["copy", "--distractors", "3"], "--distractors"),
  ])
  func saysWhatCannotBe(arguments: [String], sentence: String) throws {
    let command = try Command()
    let result = try command.run(["corpus", "task"] + arguments)
    #expect(result.status == 64)
    #expect(result.error.contains(sentence), "\(result.error)")
    #expect(!FileManager.default.fileExists(atPath: command.home.appending(path: "corpora").path))
  }
}
