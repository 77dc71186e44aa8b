import Foundation
import Testing

/// `s2s train --seeds`: one model per seed.
@Suite struct TrainSeedsTests {
  private func command() throws -> Command {
    let command = try Command()
    try command.makeCorpus(pairs: 60)
    return command
  }

  private static let quick = ["--threads", "1", "--batch-sentences", "16"]

  /// Each model is that of its seed alone; finished ones are left as they are, missing ones are trained.
  @Test func eachModelIsThatOfItsSeed() throws {
    let command = try command()
    let both = try command.trainSmall("--steps", "4", "--seeds", "5,6", options: Self.quick)
    #expect(both.status == 0, "\(both.error)")
    #expect(both.error.contains("models/fr-en-seed5 --model"), "\(both.error)")
    let alone = try command.trainSmall(
      "--steps", "4", "--seed", "6", "--model", command.home.path + "/models/alone",
      options: Self.quick)
    #expect(alone.status == 0, "\(alone.error)")
    #expect(try command.tensors("fr-en-seed6") == command.tensors("alone"))
    #expect(try command.tensors("fr-en-seed5") != command.tensors("alone"))
    let before = try command.bytes(of: "models/fr-en-seed5/training.safetensors")
    let more = try command.trainSmall(
      "--steps", "4", "--seeds", "5,6,7", "--resume", options: Self.quick)
    #expect(more.status == 0, "\(more.error)")
    #expect(try command.bytes(of: "models/fr-en-seed5/training.safetensors") == before)
    #expect(
      try command.names(in: "models") == ["alone", "fr-en-seed5", "fr-en-seed6", "fr-en-seed7"])
  }

  /// A file says the seeds like everything else, and a dry run prints such a file.
  @Test func aFileNamesTheSeeds() throws {
    let command = try command()
    let options = ["--steps", "2", "--seeds", "5,6"] + Self.quick
    let dry = try command.trainSmall("--dry-run", "--json", options: options)
    let file = try command.write(dry.output, to: "elsewhere/run.json")
    let both = try command.run("train", "--config", file)
    #expect(both.status == 0, "\(both.error)")
    let model = command.home.path + "/models/alone"
    let alone = try command.run("train", "--config", file, "--seed", "6", "--model", model)
    #expect(alone.status == 0, "\(alone.error)")
    #expect(try command.names(in: "models") == ["alone", "fr-en-seed5", "fr-en-seed6"])
    #expect(try command.tensors("fr-en-seed6") == command.tensors("alone"))
    let more = try command.run("train", "--config", file, "--seeds", "6,7", "--resume")
    #expect(more.status == 0, "\(more.error)")
    #expect(try command.names(in: "models").last == "fr-en-seed7")
  }

  /// Nothing is trained where one of the models is there already, or only a forecast is asked for.
  @Test func refusesBeforeTheFirst() throws {
    let command = try command()
    _ = try command.trainSmall("--steps", "1", "--seeds", "2", options: Self.quick)
    let again = try command.trainSmall("--steps", "1", "--seeds", "1,2", options: Self.quick)
    #expect(again.status == 73 && again.error.contains("fr-en-seed2"), "\(again.error)")
    #expect(try command.names(in: "models") == ["fr-en-seed2"])
    let forecast = try command.trainSmall(
      "--steps", "1", "--seeds", "3,4", "--dry-run", options: Self.quick)
    #expect(forecast.error.contains("one of 2 runs"), "\(forecast.error)")
    #expect(try command.names(in: "models") == ["fr-en-seed2"])
    for (value, part) in [
      ("1,1", "different"), ("", "is empty"), ("1,", "different"), ("a", "different"),
      ("18446744073709551616", "different"),
    ] {
      let result = try command.trainSmall("--seeds", value)
      #expect(result.status == 64 && result.error.contains(part), "\(result.error)")
    }
    let both = try command.trainSmall("--seeds", "1", "--seed", "1")
    #expect(both.status == 64 && both.error.contains("exclude each other"))
  }

  /// An interruption ends the whole, and the same command with --resume goes on with all.
  @Test func anInterruptionStopsAll() throws {
    let command = try command()
    let endless = ["--epochs", "100000", "--patience", "100000", "--seeds", "1,2"] + Self.quick
    let process = command.process(["train"] + Command.small + endless)
    let log = Pipe()
    process.standardError = log
    try process.run()
    let file = command.home.appending(path: "models/fr-en-seed1/model.safetensors")
    while !FileManager.default.fileExists(atPath: file.path) && process.isRunning { usleep(20_000) }
    kill(process.processIdentifier, SIGINT)
    let said = String(decoding: log.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(said.contains("--seeds 1,2") && said.contains(" --resume"), "\(said)")
    #expect(try command.names(in: "models") == ["fr-en-seed1"])
    let rest = ["--epochs", "1", "--patience", "100000", "--seeds", "1,2", "--resume"] + Self.quick
    let result = try command.trainSmall(options: rest)
    #expect(result.status == 0, "\(result.error)")
    #expect(try command.names(in: "models") == ["fr-en-seed1", "fr-en-seed2"])
  }

  /// A time limit is of each run; one that has had its time is left as it is.
  @Test func aTimeLimitIsOfEachRun() throws {
    let command = try command()
    let limited =
      ["--epochs", "100000", "--patience", "100000", "--seeds", "1,2", "--time-limit", "1s"]
      + Self.quick
    let first = try command.trainSmall(options: limited)
    #expect(first.status == 0, "\(first.error)")
    let before = try ["1", "2"].map { try command.tensors("fr-en-seed\($0)") }
    let again = try command.trainSmall(options: limited + ["--resume"])
    #expect(again.status == 0 && again.error.contains("has had its time"), "\(again.error)")
    #expect(try ["1", "2"].map { try command.tensors("fr-en-seed\($0)") } == before)
  }
}
