import ArgumentParser
import S2SConsole
import Seq2Seq

/// Where a corpus goes that models have a part in, as options of the commands that write one.
struct SyntheticCorpusArguments: ParsableArguments {
  @Option(help: "The directory of the new corpus", transform: ArgumentKind.path)
  var output: String
  @Option(help: "Worker threads (default: the processor's cores)", transform: ArgumentKind.threads)
  var threads: Int?
  @Flag(help: "Go on with what was interrupted in that directory") var resume = false
  @Flag(help: "Replace the files in that directory") var overwrite = false

  func validate() throws {
    if resume && overwrite {
      throw ValidationError("--resume and --overwrite exclude each other; give one of them.")
    }
  }

  /// Does a work, and shows how far it is.
  ///
  /// - Parameter unit: what is counted, in the singular.
  /// - Throws: what the work throws; `ExitCode` where it was interrupted, which is said.
  func showing<Result>(
    _ unit: String, _ work: ((SyntheticCorpusProgress) -> Void) throws -> Result
  ) throws -> Result {
    let line = WorkProgress()
    defer { line.finish() }
    line.begin("translating")
    do {
      return try work { progress in
        line.show(
          progress.done, unit, share: Double(progress.done) / Double(max(1, progress.total)))
      }
    } catch is CancellationError {
      line.finish()
      say("Interrupted: the same command with --resume goes on.")
      throw ExitCode(InterruptFlag.exitCode)
    }
  }
}
