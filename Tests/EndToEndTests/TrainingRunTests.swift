import Foundation
import Testing

@Suite struct TrainingRunTests {
  @Test func threeCommandsWorkAsTyped() throws {
    let command = try Command()
    try command.makeCorpus()
    let train = try command.trainSmall("--epochs", "2")
    #expect(train.status == 0, "\(train.error)")
    #expect(train.output.isEmpty)
    for name in ["model.safetensors", "training.safetensors", "history.jsonl", "README.md"] {
      #expect(try !command.bytes(of: "models/fr-en/\(name)").isEmpty)
    }
    let translate = try command.run("translate", input: Data("un deux\n\ndix\n".utf8))
    #expect(translate.status == 0)
    #expect(translate.output.filter { $0 == "\n" }.count == 3)
    #expect(translate.output.split(separator: "\n", omittingEmptySubsequences: false)[1].isEmpty)
    let eval = try command.run("eval")
    #expect(eval.status == 0, "\(eval.error)")
    #expect(eval.output.contains("BLEU") && eval.output.contains("ROUGE"))
    let json = try command.run("eval", "--json")
    let scores = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
    #expect(scores.first?["name"] as? String == "BLEU")
  }

  @Test func averagesItsLastCheckpoints() throws {
    let command = try Command()
    try command.makeCorpus()
    _ = try command.trainSmall("--epochs", "3", "--keep-checkpoints", "2")
    let names = try command.names(in: "models/fr-en").filter { $0.hasPrefix("checkpoint-") }
    #expect(names.count == 2)
    let average =
      ["average"] + names.map { "models/fr-en/\($0)" } + ["--output", "models/average"]
    let result = try command.run(average)
    #expect(result.status == 0, "\(result.error)")
    let line = try command.run("translate", "--model", "models/average", input: Data("un".utf8))
    #expect(line.status == 0, "\(line.error)")
    let again = try command.run(average)
    #expect(again.status == 73 && again.error.contains("--overwrite"))
    let info = try command.run("info", "models/average")
    #expect(info.output.contains("average of") && info.output.contains(names[1]))
  }

  @Test func equalRunsGiveEqualWeights() throws {
    let command = try Command()
    try command.makeCorpus()
    for name in ["a", "b"] {
      _ = try command.trainSmall("--epochs", "2", "--threads", "2", "--model", "models/\(name)")
    }
    #expect(try command.tensors("a") == command.tensors("b"))
  }

  /// A run that is stopped by its number of steps in the middle of an epoch, and resumed, ends
  /// like one that was never stopped.
  @Test func resumingContinuesExactly() throws {
    let command = try Command()
    try command.makeCorpus()
    _ = try command.trainSmall("--epochs", "3", "--model", "models/whole")
    let process = command.process(
      ["train"] + Command.small + ["--epochs", "3", "--model", "models/parts"])
    process.standardError = FileHandle.nullDevice
    try process.run()
    // Sooner or later in its work, or even after it: the end has to be the same.
    while process.isRunning,
      !FileManager.default.fileExists(
        atPath: command.home.appending(path: "models/parts/training.safetensors").path)
    { sched_yield() }
    process.interrupt()
    process.waitUntilExit()
    #expect([0, 130].contains(process.terminationStatus))
    let resumed = try command.trainSmall(
      "--epochs", "3", "--model", "models/parts", "--resume")
    #expect(resumed.status == 0, "\(resumed.error)")
    #expect(try command.tensors("whole") == command.tensors("parts"))
    let history = try [
      command.bytes(of: "models/whole/history.jsonl"),
      command.bytes(of: "models/parts/history.jsonl"),
    ].map(steps)
    #expect(history[0] == history[1])
  }

  @Test func resumeRefusesAnotherRun() throws {
    let command = try Command()
    try command.makeCorpus()
    _ = try command.trainSmall("--steps", "2")
    let size = try command.run("train", "--src", "fr", "--tgt", "en", "--resume", "--hidden", "24")
    #expect(size.status == 65)
    #expect(size.error.contains("it has hidden 16, not --hidden 24"))
    // An option that stands for others, beside one that would change them, too.
    let more = try command.run(
      "train", "--src", "fr", "--tgt", "en", "--resume", "--hidden", "8", "--dropout", "0.4",
      "--seed", "6")
    #expect(more.error.contains("hidden 16, not --hidden 8; it has seed 1, not --seed 6; it has"))
    #expect(more.error.contains("dropout-output 0.3, not --dropout 0.4; "), "\(more.error)")
    try command.write("un\n", to: "corpora/phrasebook/valid.fr")
    try command.write("one\n", to: "corpora/phrasebook/valid.en")
    let data = try command.run("train", "--src", "fr", "--tgt", "en", "--resume")
    #expect(data.status == 65)
    #expect(data.error.contains("the contents of"))
  }

  @Test func finishedRunsSaySo() throws {
    let command = try Command()
    try command.makeCorpus()
    _ = try command.trainSmall("--steps", "3")
    let again = try command.run("train", "--src", "fr", "--tgt", "en", "--resume")
    #expect(again.status == 0)
    #expect(again.error.contains("finished already: all 3 steps are done"))
    let more = try command.run("train", "--src", "fr", "--tgt", "en", "--resume", "--steps", "5")
    #expect(more.error.contains("after 5 steps"))
  }

  @Test func timeLimitLeavesAModel() throws {
    let command = try Command()
    try command.makeCorpus()
    let result = try command.trainSmall(
      "--epochs", "100000", "--patience", "100000",
      "--time-limit", "4s")
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("The time is over"))
    #expect(try command.run("translate", input: Data("un\n".utf8)).status == 0)
  }

  @Test func divergingRunsKeepTheLastGoodState() throws {
    let command = try Command()
    try command.makeCorpus()
    _ = try command.trainSmall("--steps", "3")
    let before = try command.bytes(of: "models/fr-en/model.safetensors")
    let result = try command.trainSmall(
      "--overwrite", "--cell", "elman", "--nonlinearity", "relu", "--optimizer", "sgd",
      "--learning-rate", "1000", "--clip", "0")
    #expect(result.status == 65)
    #expect(result.error.contains("the loss is not a number"))
    #expect(result.error.contains("--learning-rate"))
    #expect(try command.bytes(of: "models/fr-en/model.safetensors") == before)
  }

  /// The tensors of a model, without the metadata, which hold the command line.
  private func steps(_ history: Data) throws -> [Int] {
    try history.split(separator: 10).map { line in
      let record = try JSONSerialization.jsonObject(with: line) as? [String: Any]
      return record?["step"] as? Int ?? -1
    }
  }
}
