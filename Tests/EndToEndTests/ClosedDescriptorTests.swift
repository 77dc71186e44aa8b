import Foundation
import TestSupport
import Testing

/// Services and scripts may start a command with standard descriptors closed.
@Suite struct ClosedDescriptorTests {
  private let command: Command

  init() throws {
    command = try Command()
    try command.makeCorpus(pairs: 60)
  }

  /// Runs with some descriptors closed; bit n stands for descriptor n.
  private func run(_ arguments: [String], closed: Int, input: String = "un deux\n") throws
    -> Command.Result
  {
    let marks = ["<&-", ">&-", "2>&-"].enumerated().filter { closed >> $0.offset & 1 == 1 }
      .map(\.element).joined(separator: " ")
    return try command.run(
      ["-c", "exec \"$0\" \"$@\" \(marks)", TestedCommand.url.path] + arguments,
      of: "/bin/sh", input: Data(input.utf8))
  }

  /// No file gets the number of a standard descriptor, so no message ends up in it; what needs a
  /// closed one fails as other programs do.
  @Test func nothingIsWrittenWhereItDoesNotBelong() throws {
    for closed in 0..<8 {
      let train = try run(
        ["train"] + Command.small + ["--epochs", "2", "--overwrite", "--model", "models/m"],
        closed: closed)
      #expect(train.status == 0, "\(closed): \(train.error)")
      let history = String(decoding: try command.bytes(of: "models/m/history.jsonl"), as: UTF8.self)
      let lines = history.split(separator: "\n")
      #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
      let isReadable = closed & 1 == 0
      let isWritable = closed & 2 == 0
      let translate = try run(["translate", "--model", "models/m"], closed: closed)
      #expect(translate.status == (isReadable && isWritable ? 0 : 74), "\(closed)")
      let eval = try run(
        ["eval", "--model", "models/m", "--beam", "1", "--metrics", "bleu"], closed: closed)
      #expect(eval.status == (isWritable ? 0 : 74), "\(closed): \(eval.error)")
      if !isWritable && closed & 4 == 0 {
        #expect(
          eval.error.contains("cannot write standard output: Bad file descriptor; it is closed"))
      }
    }
    #expect(
      try command.names(in: "models/m") == [
        "README.md", "history.jsonl", "model.safetensors", "training.safetensors",
      ])
  }

  @Test func helpNeedsItsOutput() throws {
    #expect(try run(["--help"], closed: 2).status == 74)
    #expect(try run(["--version"], closed: 4).output.hasPrefix("s2s "))
  }
}
