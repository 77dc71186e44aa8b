import Foundation
import Testing

/// `s2s train classifier`, `s2s classify`, and the commands that take a model of any task.
@Suite struct ClassifierCommandTests {
  private func trained() throws -> Command {
    let command = try Command()
    let lines = (0..<120).map {
      $0 % 2 == 0 ? "good\tnice and fine \($0 % 7)\n" : "bad\tugly and poor \($0 % 5)\n"
    }
    try command.write(lines.joined(), to: "a.tsv")
    try command.write("good\tnice\nbad\tugly\nworse\tugly\n", to: "c.tsv")
    try command.write("one two\nthree\n", to: "plain.txt")
    let result = try command.run(
      "train", "classifier", "--train", "a.tsv", "--hidden", "8", "--embedding", "8", "--steps",
      "30", "--learning-rate", "0.03", "--threads", "1")
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains(#"the first column has 2 labels: "bad" 60, "good" 60"#))
    return command
  }

  @Test func classifiesLines() throws {
    let command = try trained()
    let input = Data("nice and fine\n\nugly and poor\n".utf8)
    let text = try command.run(["classify"], input: input)
    #expect(text.status == 0, "\(text.error)")
    let rows = text.output.split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(rows.count == 3 && rows.allSatisfy { $0.count == 2 })
    #expect(rows[0][0] == "good" && rows[2][0] == "bad")
    #expect(rows.allSatisfy { (0.5...1).contains(Double($0[1]) ?? 0) })
    let tsv = try command.run(["classify", "--format", "tsv"], input: input)
    #expect(tsv.output.split(separator: "\n")[2].hasPrefix("3\tbad\t"))
    #expect(tsv.output.hasSuffix("\tugly and poor\n"))
    let json = try command.run(["classify", "--format", "json"], input: input)
    let first = try #require(json.output.split(separator: "\n").first)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Any])
    #expect(object["label"] as? String == "good" && object["line"] as? Int == 1)
    #expect((object["probabilities"] as? [String: Double])?.count == 2)
    #expect(object["truncated"] as? Bool == false)
  }

  /// A NUL byte is a character of a line, which has an answer; text of UTF-16 has none.
  @Test func answersNULBytesAndRefusesUTF16() throws {
    let command = try trained()
    let answers = try command.run(["classify"], input: Data("nice\0and fine\nugly\n".utf8))
    #expect(answers.status == 0, "\(answers.error)")
    #expect(answers.output.split(separator: "\n").count == 2)
    let refused = try command.run(
      ["classify"], input: Data("u\0g\0l\0y\0\n\0n\0i\0c\0e\0\n\0".utf8))
    #expect(refused.status == 65 && refused.output.isEmpty)
    #expect(refused.error.contains("standard input, line 1 holds a NUL byte"), "\(refused.error)")
  }

  @Test func evaluates() throws {
    let command = try trained()
    let result = try command.run(
      "eval", "--model", "models/classifier-en", "--test", "c.tsv", "--json", "--html", "r.html")
    #expect(result.status == 0, "\(result.error)")
    #expect(
      result.error.contains(
        #"1 example has a label that the model does not know ("worse"); it counts as wrong."#))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let scores = try #require(object["scores"] as? [[String: Any]])
    #expect(
      scores.map { $0["name"] as? String } == ["accuracy", "macro_f1", "calibration_error"])
    #expect(scores[0]["examples"] as? String == "3")
    for key in ["classes", "confusion", "calibration"] { #expect(object[key] != nil, "\(key)") }
    let page = try String(contentsOf: command.home.appending(path: "r.html"), encoding: .utf8)
    #expect(page.contains("True classes (rows)"))
    let table = try command.run("eval", "--model", "models/classifier-en", "--test", "c.tsv")
    #expect(table.output.contains("True classes (rows) by chosen classes (columns)"))
  }

  /// A test set has its labels where the training texts had them, if both columns have known ones.
  @Test func evaluatesATextThatIsALabel() throws {
    let command = try trained()
    try command.write("good\tbad\n", to: "both.tsv")
    let result = try command.run(
      "eval", "--model", "models/classifier-en", "--test", "both.tsv", "--json")
    #expect(result.status == 0 && !result.error.contains("warning"), "\(result.error)")
    let info = try command.run("info", "models/classifier-en")
    #expect(info.output.contains(/label column +first\n/), "\(info.output)")
  }

  @Test func saysWhatItMeets() throws {
    let command = try trained()
    try command.write("weird\tthe cat\nother\tx\n", to: "odd.tsv")
    let model = ["--model", "models/classifier-en"]
    let cases: [([String], Int32, String)] = [
      (["translate"] + model, 65, #"a model of the task "classifier""#),
      (["score"] + model + ["plain.txt"], 65, "classifier"),
      (["eval"] + model, 64, "--test"),
      (["eval"] + model + ["--test", "plain.txt"], 65, "line 1 has no tab"),
      (["eval"] + model + ["--test", "none.tsv"], 66, "none.tsv"),
      (["eval"] + model + ["--test", "odd.tsv"], 65, "odd.tsv has no label that is known"),
      (["classify"] + model + ["none.txt"], 66, "none.txt"),
      (["classify"] + model + ["--format", "xml"], 64, "xml"),
      (["classify", "--model", "models/none"], 66, "models/none"),
      (["train", "classifier", "--model", "models/x"], 64, "--train"),
      (["train", "classifier", "--train", "plain.txt", "--model", "models/x"], 65, "has no tab"),
      (
        ["train", "classifier", "--train", "a.tsv", "--label-column", "2", "--model", "models/x"],
        64, "label-column"
      ),
      (
        ["train", "classifier", "--train", "a.tsv", "--pooling", "sum", "--model", "models/x"], 64,
        "sum"
      ),
      (
        [
          "train", "classifier", "--train", "a.tsv", "--label-column", "last", "--model",
          "models/x", "--valid", "c.tsv", "--steps", "1",
        ], 65, "no label that is known"
      ),
    ]
    for (arguments, status, part) in cases {
      let result = try command.run(arguments)
      #expect(result.status == status, "\(arguments): \(result.error)")
      #expect(result.error.contains(part), "\(arguments): \(result.error)")
      #expect(result.output.isEmpty)
    }
  }
}
