import Foundation
import TestSupport
import Testing

/// Under `ulimit -v` a run ends well or begins not at all: nothing traps, and nothing waits for ever.
@Suite struct LittleMemoryTests {
  private let command: Command

  init() throws {
    command = try Command()
    try command.makeCorpus(pairs: 60)
  }

  /// Runs with so many kilobytes of addresses; a command that hangs is killed.
  private func run(_ arguments: [String], kilobytes: Int) throws -> Command.Result {
    try command.run(
      [
        "-c", "ulimit -v \(kilobytes) && exec timeout -s KILL 60 \"$0\" \"$@\"",
        TestedCommand.url.path,
      ] + arguments, of: "/bin/sh")
  }

  /// The need is forecast before it is asked for, so there is no limit between the two ends.
  @Test func trainingIsRefusedOrEndsWell() throws {
    let train = ["train"] + Command.small + ["--steps", "2", "--overwrite", "--threads", "2"]
    var isRefused: [Bool] = []
    for kilobytes in [200_000, 350_000, 560_000, 650_000, 2_000_000] {
      let result = try run(train, kilobytes: kilobytes)
      #expect([0, 64].contains(result.status), "\(kilobytes): \(result.error)")
      if result.status == 64 {
        #expect(result.error.contains("weights and 2 workers needs"), "\(result.error)")
      }
      isRefused.append(result.status == 64)
    }
    #expect(isRefused.first == true && isRefused.last == false)
    #expect(zip(isRefused, isRefused.dropFirst()).allSatisfy { $0 || !$1 }, "\(isRefused)")
  }

  /// OpenBLAS starts no threads where addresses are limited, so more of them never are too few.
  @Test func translatingNeedsFewAndNeverFewerWithMore() throws {
    #expect(try command.trainSmall("--steps", "1").status == 0)
    let file = try command.write("un deux\n", to: "lines")
    var isRefused: [Bool] = []
    for kilobytes in [120_000, 130_000, 180_000, 250_000, 255_000, 260_000, 300_000] {
      let result = try run(["translate", "--model", "models/fr-en", file], kilobytes: kilobytes)
      // Below what the libraries take the system's loader says so.
      #expect([0, 64, 127].contains(result.status), "\(kilobytes): \(result.error)")
      isRefused.append(result.status != 0)
    }
    #expect(!isRefused[3], "\(isRefused)")
    #expect(zip(isRefused, isRefused.dropFirst()).allSatisfy { $0 || !$1 }, "\(isRefused)")
  }

  /// Few descriptors are an error, not a trap in Dispatch.
  @Test(arguments: 4...9) func fewFilesAreAnError(count: Int) throws {
    let file = try command.write("un deux\n", to: "lines")
    for arguments in [["eval", "--hyp", file, "--ref", file], ["corpus", "doctor", file]] {
      let shell = "ulimit -n \(count) && exec \"$0\" \"$@\""
      let result = try command.run(
        ["-c", shell, TestedCommand.url.path] + arguments, of: "/bin/sh")
      #expect([0, 64, 65, 66, 73, 74].contains(result.status), "\(count): \(result.error)")
    }
  }

  @Test func otherCommandsEnd() throws {
    #expect(try command.trainSmall("--epochs", "1").status == 0)
    for kilobytes in [200_000, 350_000] {
      #expect(try run(["info", "models/fr-en"], kilobytes: kilobytes).status == 0)
      #expect(try run(["--version"], kilobytes: kilobytes).status == 0)
      #expect(try run(["info", "nowhere"], kilobytes: kilobytes).status == 66)
    }
  }
}
