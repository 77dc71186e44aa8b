import Foundation
import S2SFiles
import Testing

/// What comes from a file or a name does nothing to the terminal that shows it.
@Suite struct HostileNamesTests {
  private static let hostile = "\u{1B}]0;owned\u{7}\u{9B}2J\u{202E}"

  /// Whether a text holds nothing that a terminal would obey, line feeds apart.
  private func isHarmless(_ text: String) -> Bool { printable(text, keepsLines: true) == text }

  @Test func namesInMessages() throws {
    let command = try Command()
    let name = "a\(Self.hostile)\nerror: b"
    for arguments in [
      ["info", name], ["translate", "--model", name], ["train", "--src", name, "--tgt", "en"],
      ["eval", "--hyp", name, "--ref", name],
      [
        "corpus", "import", name, "--src", "a", "--tgt", "b",
        "--output", name,
      ], [name], ["eval", "--metrics", name, "--ref", "x"],
    ] {
      let result = try command.run(arguments)
      #expect(result.status != 0 && isHarmless(result.error), "\(arguments): \(result.error)")
      #expect(result.error.split(separator: "\n").count == 1, "\(result.error)")
    }
  }

  @Test func factsOfAModelFromElsewhere() throws {
    let command = try Command()
    try command.makeCorpus(pairs: 60)
    #expect(try command.trainSmall("--epochs", "1", "--model", "models/x").status == 0)
    // The same length, so that the file stays whole.
    let file = command.home.appending(path: "models/x/model.safetensors")
    var bytes = Array(try Data(contentsOf: file))
    let start = try #require(Self.position(of: Array("s2s train".utf8), in: bytes))
    bytes.replaceSubrange(start..<start + 6, with: Array(#"\u001b"#.utf8))
    bytes[start + 6] = UInt8(ascii: "c")
    try Data(bytes).write(to: file)
    let info = try command.run("info", "models/x")
    #expect(info.status == 0 && info.output.contains(#"\u{1B}c"#), "\(info.output)\(info.error)")
    #expect(isHarmless(info.output))
    #expect(isHarmless(try command.run("info", "models/x", "--json").output))
  }

  private static func position(of part: [UInt8], in bytes: [UInt8]) -> Int? {
    bytes.indices.first { bytes[$0...].starts(with: part) }
  }

  @Test func examplesAndNamesInReports() throws {
    let command = try Command()
    try command.write("\(Self.hostile) a b\n", to: "hyp.txt")
    try command.write("\(Self.hostile) c d\n", to: "ref\u{1B}[2J.txt")
    let eval = try command.run(
      "eval", "--hyp", "hyp.txt", "--ref", "ref\u{1B}[2J.txt", "--compare", "ref\u{1B}[2J.txt",
      "--samples", "9")
    #expect(eval.status == 0 && isHarmless(eval.output), "\(eval.output)")
    let examples = try command.run(
      "eval", "--hyp", "hyp.txt", "--ref", "ref\u{1B}[2J.txt", "--examples", "1")
    #expect(examples.output.contains("Worst") && isHarmless(examples.output))
    let name = "ref\u{9B}2J.txt"
    try command.write("a b\n", to: name)
    let json = try command.run(
      "eval", "--hyp", "hyp.txt", "--ref", name, "--compare", name, "--samples", "9", "--json")
    #expect(json.output.contains(#"ref\u009b2J.txt"#) && isHarmless(json.output))
    try command.write("\(Self.hostile)\n", to: "c\u{7}/train.fr")
    try command.write("\(Self.hostile)\n", to: "c\u{7}/train.en")
    let doctor = try command.run(
      "corpus", "doctor", "--src", "fr", "--tgt", "en", "--corpus", "c\u{7}")
    #expect(doctor.output.contains(#"c\u{07}/train.fr"#) && isHarmless(doctor.output))
    #expect(isHarmless(doctor.error))
  }

  /// The command of a card can be pasted into a shell, and names are no markup.
  @Test func cardsQuoteCommandsAndNames() throws {
    let command = try Command()
    try command.makeCorpus(pairs: 60)
    let name = "c|<b>`$(touch owned)`\n# *it's*"
    for part in ["train", "valid"] {
      for language in ["fr", "en"] {
        let text = try command.bytes(of: "corpora/phrasebook/\(part).\(language)")
        try command.write(String(decoding: text, as: UTF8.self), to: "\(name)/\(part).\(language)")
      }
    }
    let trained = try command.trainSmall(
      "--epochs", "1", "--corpus", name, "--model", "models/a b")
    #expect(trained.status == 0, "\(trained.error)")
    let card = String(decoding: try command.bytes(of: "models/a b/README.md"), as: UTF8.self)
    #expect(card.contains("    s2s translate --model 'models/a b' < input.txt\n"))
    #expect(card.contains(##"| c\|\<b\>\`$(touch owned)\`\\n\# \*it's\*/train.fr | "##), "\(card)")
    let line = try #require(card.split(separator: "\n").first { $0.hasPrefix("    s2s train") })
    let pasted = "printf '%s\\n'\(line.dropFirst("    s2s".count))"
    let result = try command.run(["-c", pasted], of: "/bin/bash")
    #expect(
      result.output.contains("\n--corpus\n\(name)\n--model\nmodels/a b\n"), "\(result.output)")
  }
}
