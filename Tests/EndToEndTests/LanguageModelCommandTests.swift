import Foundation
import Testing

/// `s2s train lm`, and the commands that take a model of any task.
@Suite struct LanguageModelCommandTests {
  private func trained() throws -> Command {
    let command = try Command()
    let lines = (0..<200).map { "one two three \($0 % 9)\n" }.joined()
    try command.write(lines, to: "a.txt")
    try command.write("one two three 4\n\nthree two\n", to: "c.txt")
    let result = try command.run(
      "train", "lm", "--train", "a.txt", "--hidden", "16", "--embedding", "8", "--steps", "9",
      "--threads", "1")
    #expect(result.status == 0, "\(result.error)")
    return command
  }

  @Test func trainsAndScores() throws {
    let command = try trained()
    let info = try command.run("info", "models/lm-en")
    #expect(info.output.contains("task ") && info.output.contains("lm\n"))
    let result = try command.run("eval", "--model", "models/lm-en", "--test", "c.txt", "--json")
    #expect(result.status == 0, "\(result.error)")
    let scores = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
    #expect(
      scores.map { $0["name"] as? String } == [
        "perplexity", "bits_per_character", "token_perplexity",
      ])
    #expect(scores[0]["words"] as? String == "9" && scores[0]["lines"] as? String == "3")
    #expect(scores[0]["unknown_tokens"] as? String == "0")
  }

  /// The seed has no part in what is set aside of a stream.
  @Test func saysWhatIsSetAside() throws {
    let command = try Command()
    try command.write((0..<200).map { "one two three \($0 % 9)\n" }.joined(), to: "a.txt")
    for (options, words) in [
      ([], "all 200 lines kept; validation examples set aside by the seed)"),
      (["--stream"], "all 200 lines kept; the end of the text set aside for validation)"),
    ] as [([String], String)] {
      let result = try command.run(
        [
          "train", "lm", "--train", "a.txt", "--model", "models/\(options.count)", "--hidden", "8",
          "--embedding", "8", "--steps", "1", "--threads", "1",
        ] + options)
      #expect(result.status == 0 && result.error.contains(words), "\(result.error)")
    }
  }

  @Test func goesOnAsItSays() throws {
    let command = try trained()
    let result = try command.run(
      "train", "lm", "--train", "a.txt", "--resume", "--steps", "12", "--threads", "1")
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("Going on from step 9"))
  }

  @Test(arguments: [
    (["translate", "--model", "models/lm-en"], Int32(65), #"a model of the task "lm""#),
    (["shortlist", "models/lm-en"], 65, #"a model of the task "lm""#),
    (["eval", "--model", "models/lm-en"], 64, "--test"),
    (
      ["eval", "--model", "models/lm-en", "--test", "c.txt", "--by-length"], 64,
      "this model writes none"
    ),
    (
      ["train", "--src", "fr", "--tgt", "en", "--model", "models/lm-en", "--resume"], 65,
      "resume it by s2s train lm --resume"
    ),
    (
      ["eval", "--model", "models/lm-en", "--test", "c.txt", "--lowercase"], 64,
      "--lowercase is for texts"
    ),
    (["eval", "--model", "models/lm-en", "--test", "c.txt", "--threads", "0"], 64, "0"),
    (
      ["eval", "--model", "models/lm-en", "--test", "c.txt", "--cache", "9"], 65,
      "reads line by line"
    ),
    (["score", "--model", "models/lm-en", "--in-context", "c.txt"], 65, "reads line by line"),
    (
      ["eval", "--model", "models/lm-en", "--test", "c.txt", "--cache-theta", "1"], 64,
      "without --cache"
    ),
    (["eval", "--model", "models/lm-en", "--test", "none.txt"], 66, "none.txt"),
    (["translate"], 66, "no model"),
    (
      ["generate", "--model", "models/lm-en", "--prompt", "caf\u{FFFD}"], 64,
      "--prompt is not UTF-8"
    ),
    (["train", "lm", "--model", "models/other"], 64, "--train"),
    (["train", "lm", "--train", "a.txt", "--unit", "syllable"], 64, "syllable"),
    (["train", "lm", "--train", "a.txt", "--attention", "dot"], 64, "--attention"),
  ])
  func saysWhatItMeets(arguments: [String], status: Int32, part: String) throws {
    let command = try trained()
    let result = try command.run(arguments)
    #expect(result.status == status, "\(result.error)")
    #expect(result.error.contains(part), "\(result.error)")
    #expect(result.output.isEmpty)
  }
}
