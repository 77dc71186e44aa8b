import Foundation
import TestSupport
import Testing

/// What the command says to type works when it is typed.
@Suite struct GoingOnTests {
  private let command: Command

  init() throws {
    command = try Command()
    try command.makeCorpus(pairs: 60)
  }

  /// Runs a line as a shell does.
  private func shell(_ line: String) throws -> Command.Result {
    let path = TestedCommand.url.deletingLastPathComponent().path
    return try command.run(["-c", "PATH='\(path)':$PATH; \(line)"], of: "/bin/sh")
  }

  /// What stands behind a phrase, to the end of its line.
  private func said(_ result: Command.Result, after phrase: String) throws -> String {
    let line = try #require(
      result.error.split(separator: "\n").last { $0.contains(phrase) }, "\(result.error)")
    return String(line.split(separator: phrase, maxSplits: 1).last ?? "")
  }

  private func copy(_ part: String, to name: String) throws {
    for language in ["fr", "en"] {
      let text = try command.bytes(of: "corpora/phrasebook/\(part).\(language)")
      try command.write(String(decoding: text, as: UTF8.self), to: "\(name).\(language)")
    }
  }

  /// Names with spaces, quotes, a dash in front, and a way up.
  @Test(arguments: ["a b/it's", "-x", "./$HOME \"x\"", "sub/../up", "models/fr-en"])
  func goesOnWithWhatItPrints(name: String) throws {
    try copy("train", to: "-my data/it's")
    let stopped = try command.run([
      "train", "--src", "fr", "--tgt", "en", "--train=-my data/it's", "--hidden", "8",
      "--embedding", "8", "--steps", "300", "--epochs", "300", "--validate-every", "0",
      "--time-limit", "1s", "--threads", "1",
      "--model=\(name)",
    ])
    #expect(stopped.status == 0, "\(stopped.error)")
    let typed = try said(stopped, after: "go on with: ")
    let result = try shell(typed)
    #expect(result.status == 0, "\(typed): \(result.error)")
    #expect(result.error.contains("Files: -my data/it's.fr"), "\(result.error)")
    #expect(result.error.contains("Finished, all 300 steps are done"), "\(result.error)")
    if name == "models/fr-en" {
      #expect(try shell("s2s train --resume").error.contains("finished already"))
      #expect(try shell("s2s train --resume --src de").error.contains("its languages are"))
    }
  }

  /// A model of its own files is never scored on, or given a shortlist of, the bundled corpus.
  @Test func theBundledCorpusIsNobodyElses() throws {
    try copy("train", to: "mine/all")
    #expect(try command.trainSmall("--train", "mine/all", "--epochs", "1").status == 0)
    let asked = try command.run("eval", "--metrics", "bleu")
    #expect(asked.status == 66, "\(asked.error)")
    #expect(asked.error.contains("no test set beside mine/all.fr"), "\(asked.error)")
    #expect(asked.error.contains("name a test set with --test"), "\(asked.error)")
    try copy("test", to: "mine/test")
    let found = try command.run("eval", "--metrics", "bleu", "--beam", "1")
    #expect(found.error.contains("Test set: mine/test.fr, mine/test.en"), "\(found.error)")
    try command.write("un\n", to: "mine/all.fr")
    let changed = try command.run("shortlist")
    #expect(changed.status == 65 && changed.error.contains("changed"), "\(changed.error)")
    #expect(try command.run("shortlist", "--corpus", "corpora/phrasebook").status == 0)
  }

  /// Arguments that are no files are answered with the command to type.
  @Test func misplacedArgumentsAreAnswered() throws {
    try command.write("un deux\n", to: "-in put.txt")
    #expect(try command.trainSmall("--epochs", "1", "--model", "models/my own").status == 0)
    let model = "'models/my own'"
    let cases: [(line: String, status: Int32, lines: Int)] = [
      ("s2s translate \(model) < '-in put.txt'", 64, 1),
      ("s2s translate \(model) './-in put.txt'", 64, 1),
      ("s2s translate \(model)/model.safetensors < '-in put.txt'", 64, 1),
      ("s2s translate \"Il fait froid, n'est-ce pas ?\"", 66, 1),
      ("s2s translate --model \(model) Il fait froid.", 66, 1),
      ("s2s translate -- '-un \\t deux'", 66, 1),
      ("s2s tokenize \(model)", 64, 1), ("s2s tokenize './-in put.txt'", 64, 1),
      ("s2s tokenize 'un deux'", 66, 1), ("s2s eval \(model)", 64, 3),
      ("s2s eval input.txt more.txt", 64, 3), ("s2s eval --hyp more.txt input.txt", 64, 3),
    ]
    try command.write("un deux\n", to: "input.txt")
    try command.write("un deux\n", to: "more.txt")
    for (line, status, count) in cases {
      let refused = try shell(line)
      #expect(refused.status == status, "\(line): \(refused.error)")
      let typed = try said(refused, after: "type: ")
      let result = try shell(typed)
      #expect(result.status == 0, "\(typed): \(result.error)")
      #expect(result.output.split(separator: "\n", omittingEmptySubsequences: false).count > count)
    }
  }
}
