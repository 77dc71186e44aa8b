import ArgumentParser
import S2SConsole
import S2STensors
import Seq2Seq

/// The root of the command.
@main
struct S2SCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "s2s",
    abstract: "Train, run and score translation models on an ordinary CPU",
    discussion: """
      From a corpus to a scored model, on the bundled corpus:
        s2s train --src fr --tgt en
        s2s translate < input.txt
        s2s eval
      """,
    version: "s2s \(Seq2SeqVersion.current)",
    subcommands: [
      TrainCommand.self, TranslateCommand.self, EvalCommand.self, CorpusCommand.self,
      TokenizeCommand.self, DetokenizeCommand.self, InfoCommand.self, QuantizeCommand.self,
      ShortlistCommand.self, AverageCommand.self,
    ])

  /// Runs the command, and turns every error into one sentence and an exit code.
  static func main() {
    StandardDescriptors.hold()
    LostPages.explain()
    AddressSpace.economize()
    InterruptFlag.eraseLiveLineAtEnd()
    InterruptFlag.ignoreBrokenPipes()
    InterruptFlag.ignoreFileSizeSignals()
    do {
      var command = try parseAsRoot(
        TrainCommand.namingTask(
          ArgumentKind.joiningNegativeNumbers(Array(CommandLine.arguments.dropFirst()))))
      try command.run()
      Failure.end(0)
    } catch {
      Failure(error).report()
    }
  }
}
