import Foundation
import Testing

/// A run that is stopped again and again, wherever it is, ends like one that was left alone.
@Suite struct StopAnywhereTests {
  private static let options = [
    "--epochs", "4", "--validate-every", "5", "--batch-sentences", "8", "--threads", "2",
    "--ema", "0.9", "--keep-checkpoints", "2",
  ]

  /// Control-C and a shutdown save at once; a kill loses what came after the last validation.
  @Test(arguments: [SIGINT, SIGTERM, SIGKILL])
  func endsWithTheSameWeights(signal: Int32) throws {
    let command = try Command()
    try command.makeCorpus(pairs: 240)
    let whole = try command.trainSmall("--model", "models/whole", options: Self.options)
    #expect(whole.status == 0, "\(whole.error)")
    var stops = 0
    var delay = 30_000
    // The instants are spread by a fixed sequence; how far a run comes until then varies by itself.
    while !(try runFor(delay + stops * 7_919 % 20_000, signal, command)) {
      stops += 1
      // Later every time, so that a killed run gets beyond its next validation some time.
      delay += 15_000
      #expect(stops < 100)
      guard stops < 100 else { return }
    }
    #expect(stops >= 3, "the run was over before it was stopped")
    #expect(try command.tensors("whole") == command.tensors("parts"))
    let kept = try command.names(in: "models/whole").filter { $0.hasPrefix("checkpoint-") }
    #expect(kept.count == 2)
    #expect(try command.names(in: "models/parts").filter { $0.hasPrefix("checkpoint-") } == kept)
    for name in kept + ["model.safetensors"] {
      #expect(try command.tensors("whole", name) == command.tensors("parts", name), "\(name)")
    }
  }

  /// Begins or resumes the run and stops it after some microseconds; true when it came to its end.
  private func runFor(_ delay: Int, _ signal: Int32, _ command: Command) throws -> Bool {
    let state = command.home.appending(path: "models/parts/training.safetensors").path
    let mode = FileManager.default.fileExists(atPath: state) ? "--resume" : "--overwrite"
    let process = command.process(
      ["train"] + Command.small + ["--model", "models/parts", mode] + Self.options)
    process.standardError = FileHandle.nullDevice
    try process.run()
    // The signal is to hit whatever the run does at that time, so there is nothing to wait for but time.
    usleep(UInt32(delay))
    if process.isRunning { kill(process.processIdentifier, signal) }
    process.waitUntilExit()
    return process.terminationReason == .exit && process.terminationStatus == 0
  }
}
