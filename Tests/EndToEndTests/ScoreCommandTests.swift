import Foundation
import Testing

/// `s2s score`: given translations, lines and n-best lists.
@Suite struct ScoreCommandTests {
  /// A model, which knows its words after some steps, a language model, three pairs.
  private func command(steps: Int = 1) throws -> Command {
    let command = try Command()
    try command.makeCorpus(pairs: 100)
    let translator = try command.trainSmall(
      "--steps", "\(steps)", "--learning-rate", "0.02", "--threads", "1",
      "--batch-sentences", "8")
    #expect(translator.status == 0, "\(translator.error)")
    let lines = try command.run(
      "train", "lm", "--train", "corpora/phrasebook/train.en", "--hidden", "8", "--embedding", "8",
      "--steps", "1", "--threads", "1")
    #expect(lines.status == 0, "\(lines.error)")
    try command.write("un deux trois\nquatre cinq\n\n", to: "s.fr")
    try command.write("one two three\nfour five\n\n", to: "s.en")
    return command
  }

  private static let one = ["score", "--model", "models/fr-en"]

  @Test func formsAgree() throws {
    let command = try command()
    let text = try command.run(Self.one + ["s.fr", "s.en"])
    #expect(text.status == 0, "\(text.error)")
    let sums = text.output.split(separator: "\n")
    #expect(sums.count == 3 && sums[2] == "0.0")
    #expect(text.error.contains("models/fr-en: 3 lines, "))
    let pairs = Data("un deux trois\tone two three\nquatre cinq\tfour five\n\t\n".utf8)
    let tsv = try command.run(Self.one + ["--format", "tsv"], input: pairs)
    let rows = tsv.output.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
    #expect(rows.map { $0[0] } == ["1", "2", "3"] && rows.map { $0[2] } == sums)
    #expect(rows.map { $0[3] } == ["one two three", "four five", ""])
    let json = try command.run(
      Self.one + ["s.fr", "-", "--format", "json"], input: command.bytes(of: "s.en"))
    let object = try JSONSerialization.jsonObject(
      with: Data(json.output.split(separator: "\n")[0].utf8))
    let model = try #require(((object as? [String: Any])?["models"] as? [[String: Any]])?[0])
    let tokens = try #require(model["token_log_probabilities"] as? [Double])
    #expect(abs(tokens.reduce(0, +) - (Double(sums[0]) ?? 0)) < 1e-4)
    let byToken = try command.run(Self.one + ["--by-token", "s.fr", "s.en"])
    #expect(byToken.output.split(separator: "\n")[0].split(separator: " ").count == tokens.count)
  }

  /// A list of the model's own keeps its order and scores; another model may change the order.
  @Test func rescoresAndReranksLists() throws {
    let command = try command(steps: 60)
    let list = try command.run(
      "translate", "--model", "models/fr-en", "--nbest", "3", "--format", "moses", "s.fr")
    #expect(list.output.split(separator: "\n").count == 7, "\(list.output)")
    try command.write(list.output, to: "list")
    let again = try command.run(Self.one + ["--format", "moses", "s.fr", "list"])
    #expect(again.status == 0, "\(again.error)")
    func fields(_ text: String) -> [[String]] {
      text.split(separator: "\n").map { $0.components(separatedBy: " ||| ") }
    }
    let (old, new) = (fields(list.output), fields(again.output))
    #expect(old.map { $0[1] } == new.map { $0[1] } && old.map { $0[3] } == new.map { $0[3] })
    for (old, new) in zip(old, new) {
      #expect(new[2] == old[2] + " S2S1=" + old[2].dropFirst("S2S0=".count))
    }
    // By its own score with a negative weight, the last becomes the first.
    let turned = try command.run(
      Self.one + [
        "--model", "models/lm-en", "--weights", "0,0", "--list-weight", "-1", "--format", "moses",
        "--best", "s.fr",
      ], input: Data(list.output.utf8))
    #expect(turned.output == [old[2][1], old[5][1], ""].map { $0 + "\n" }.joined(), "\(turned)")
    let lines = try command.run(
      "score", "--model", "models/lm-en", "--format", "moses", "list")
    #expect(lines.status == 0 && fields(lines.output).count == 7, "\(lines.error)")
  }

  @Test func aLanguageModelScoresLines() throws {
    let command = try command()
    let result = try command.run("score", "--model", "models/lm-en", "s.en")
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.split(separator: "\n").allSatisfy { (Double($0) ?? 0) < 0 })
    #expect(result.output.split(separator: "\n").count == 3)
    let wide = try command.run(
      ["score", "--model", "models/lm-en"], input: Data("o\0n\0e\0\n\0".utf8))
    #expect(wide.status == 65 && wide.output.isEmpty)
    #expect(wide.error.contains("may be UTF-16"), "\(wide.error)")
  }

  /// No line is lost in silence.
  @Test func refusesWhatDoesNotMatch() throws {
    let command = try command()
    try command.write("0 ||| one ||| a= 1 ||| 2\n2 ||| two ||| a= 1 ||| 2\n", to: "gap")
    try command.write("0 ||| one ||| a= 1 ||| 2\n1 ||| two ||| a= 1 ||| 2\n", to: "short")
    try command.write("3 ||| one ||| a= 1 ||| 2\n1 ||| two ||| a= 1 ||| 2\n", to: "unsorted")
    try command.write("zero\n", to: "none")
    try command.write("a\tb\tc\n", to: "three.tsv")
    let moses = Self.one + ["--format", "moses", "s.fr"]
    for (arguments, status, part) in [
      (Self.one + ["s.fr", "none"], 65, "s.fr has 3 lines but none has 1"),
      (Self.one + ["none"], 65, "none, line 1 has no tab"),
      (Self.one + ["three.tsv"], 65, "has 3 columns"),
      (moses + ["gap"], 65, "gap has no translation with the number 1"),
      (moses + ["short"], 65, "short has no translation of line 3 of s.fr"),
      (["score", "--model", "models/lm-en", "--format", "moses", "unsorted"], 65, "sort the list"),
      (moses + ["none"], 65, "none, line 1 is not number ||| translation"),
      (Self.one + ["--format", "moses"], 64, "beside its sources"),
      (Self.one + ["--format", "moses", "-"], 64, "standard input can be one"),
      (Self.one + ["-", "-"], 64, "standard input can be one"),
      (Self.one + ["a", "b", "c"], 64, "3 files"),
      (Self.one + ["--weights", "1,2", "s.fr", "s.en"], 64, "2 weights for 1 --model"),
      (Self.one + ["--weights", "1,x", "s.fr", "s.en"], 64, "numbers between commas"),
      (Self.one + ["--best", "s.fr", "s.en"], 64, "--best is for n-best lists"),
      (Self.one + ["--by-token", "--format", "json", "s.fr", "s.en"], 64, "--by-token"),
      (["score", "--model", "models/lm-en", "s.fr", "s.en"], 64, "two are named"),
      (Self.one + ["missing.fr", "s.en"], 66, "missing.fr"),
      (Self.one + ["--length-penalty", "-1", "s.fr", "s.en"], 64, "length"),
    ] {
      let result = try command.run(arguments)
      #expect(
        result.status == Int32(status) && result.error.contains(part), "\(arguments) \(result)")
    }
    // The lines before the fault are written.
    let result = try command.run(Self.one + ["s.fr", "short"])
    #expect(result.output.split(separator: "\n").count == 2)
  }
}
