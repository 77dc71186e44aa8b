import Foundation
import Testing

/// The ways to search, from the command line.
@Suite struct SearchCommandTests {
  static let lines = Data("un deux trois\nquatre cinq\n\nsix\n".utf8)

  /// A model that has seen a few updates: it says something, if not what is right.
  static func trained(_ more: String...) throws -> Command {
    let command = try Command()
    try command.makeCorpus()
    _ = try command.trainSmall("--steps", "20", options: more)
    return command
  }

  @Test func samplesBelongToTheSeedAlone() throws {
    let command = try Self.trained()
    func draw(_ more: String...) throws -> String {
      let result = try command.run(
        ["translate", "--sample", "--nbest", "2", "--format", "tsv"] + more, input: Self.lines)
      #expect(result.status == 0, "\(result.error)")
      return result.output
    }
    let first = try draw()
    #expect(first.split(separator: "\n").count == 7)
    #expect(try draw("--seed", "1", "--batch-sentences", "1", "--threads", "1") == first)
    #expect(try draw("--seed", "2") != first)
    #expect(try draw("--temperature", "0.3", "--top-k", "5", "--top-p", "0.9") != first)
  }

  @Test func distinctSamplesDiffer() throws {
    let command = try Self.trained()
    let result = try command.run(
      "translate", "--sample", "--distinct", "--temperature", "0.2", "--nbest", "8",
      input: Data("un\n".utf8))
    #expect(result.status == 0, "\(result.error)")
    let lines = result.output.split(separator: "\n")
    #expect(Set(lines).count == lines.count)
  }

  @Test func groupsOfABeamDiffer() throws {
    let command = try Self.trained()
    let result = try command.run(
      "translate", "--beam", "4", "--beam-groups", "4", "--diversity", "50", "--nbest", "4",
      input: Data("un deux trois\n".utf8))
    #expect(result.status == 0, "\(result.error)")
    #expect(Set(result.output.split(separator: "\n").map { $0.prefix(3) }).count > 1)
  }

  @Test(arguments: [
    (["--sample", "--beam", "5"], "--sample keeps no beam"),
    (["--temperature", "0.5"], "--temperature goes with --sample"),
    (["--top-k", "5"], "--top-k goes with --sample"),
    (["--top-p", "0.5"], "--top-p goes with --sample"),
    (["--seed", "5"], "--seed goes with --sample"),
    (["--distinct"], "--distinct goes with --sample"),
    (["--diversity", "1"], "--diversity goes with --beam-groups"),
    (["--beam-groups", "2"], "a beam of 5 cannot be divided into 2 equal groups"),
    (["--beam-groups", "0"], "a beam of 5 cannot be divided into 0 equal groups"),
    (["--beam-groups", "5", "--diversity", "nan"], "a diversity of nan cannot be"),
    (["--sample", "--temperature", "0"], "a temperature of 0.0 cannot be"),
    (["--sample", "--temperature", "inf"], "a temperature of inf cannot be"),
    (["--sample", "--top-k", "0"], "the top 0 tokens"),
    (["--sample", "--top-p", "0"], "a top-p of 0.0 cannot be"),
    (["--sample", "--top-p", "1.5"], "a top-p of 1.5 cannot be"),
    (["--sample", "--nbest", "0"], "0 samples a line cannot be"),
    (["--length-formula", "wrong"], "wrong"),
  ])
  func refusesWhatSaysNothingTogether(options: [String], message: String) throws {
    let command = try Command()
    try command.write("", to: "models/none/model.safetensors")
    let result = try command.run(["translate", "--model", "models/none"] + options)
    #expect(result.status == 64, "\(result.error)")
    #expect(result.error.contains(message), "\(result.error)")
    #expect(result.error.filter { $0 == "\n" }.count == 1)
  }
}
