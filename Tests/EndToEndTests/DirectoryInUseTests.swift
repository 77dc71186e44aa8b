import Foundation
import Testing

/// Two commands never write into one model's directory at a time.
@Suite struct DirectoryInUseTests {
  @Test func theSecondIsRefused() throws {
    let command = try Command()
    try command.makeCorpus(pairs: 60)
    #expect(try command.trainSmall("--epochs", "1", "--model", "models/other").status == 0)
    let first = command.process(
      ["train"] + Command.small + [
        "--epochs", "100000", "--patience", "9999", "--model", "models/m",
      ])
    first.standardError = FileHandle.nullDevice
    try first.run()
    defer { first.terminate() }
    let state = command.home.appending(path: "models/m/model.safetensors").path
    while !FileManager.default.fileExists(atPath: state) && first.isRunning { usleep(5_000) }
    let train = ["train"] + Command.small + ["--model", "models/m/"]
    let others = [
      train + ["--overwrite"], train + ["--resume"],
      ["quantize", "models/other", "--output", "models/m", "--overwrite"],
      ["average", "models/other", "models/other", "--output", "./models/m", "--overwrite"],
      ["shortlist", "models/m"],
    ]
    for arguments in others {
      let result = try command.run(arguments)
      #expect(result.status == 73, "\(arguments): \(result.error)")
      #expect(result.error.contains("models/m is in use by another s2s"), "\(result.error)")
    }
    // Reading is free, and a forecast writes nothing.
    #expect(try command.run("info", "models/m").status == 0)
    #expect(try command.run(train + ["--overwrite", "--dry-run"]).status == 0)
    // A killed run leaves no lock behind.
    kill(first.processIdentifier, SIGKILL)
    first.waitUntilExit()
    let resumed = try command.run(train + ["--resume", "--epochs", "1"])
    #expect(resumed.status == 0, "\(resumed.error)")
  }

  /// SIGINT and SIGTERM end a command with the codes that a shell gives to those signals.
  @Test(arguments: [SIGINT, SIGTERM])
  func signalsHaveTheirCodes(signal: Int32) throws {
    let command = try Command()
    try command.makeCorpus(pairs: 60)
    let train = command.process(
      ["train"] + Command.small + [
        "--epochs", "100000", "--patience", "9999", "--model", "models/m",
      ])
    train.standardError = FileHandle.nullDevice
    try train.run()
    let model = command.home.appending(path: "models/m/model.safetensors").path
    while !FileManager.default.fileExists(atPath: model) && train.isRunning { usleep(5_000) }
    kill(train.processIdentifier, signal)
    train.waitUntilExit()
    #expect(train.terminationReason == .exit && train.terminationStatus == 128 + signal)
    // What waits for input ends by the signal itself until it listens to it, which is the same to a
    // shell.
    for arguments in [["translate", "--model", "models/m"], ["eval", "--ref", "x"]] {
      let process = command.process(arguments)
      let input = Pipe()
      process.standardInput = input
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(50_000)
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      let status = process.terminationStatus
      #expect((process.terminationReason == .exit ? status : 128 + status) == 128 + signal)
    }
  }
}
