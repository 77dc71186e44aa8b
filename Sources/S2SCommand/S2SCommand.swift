import ArgumentParser
// Linked for what it does before `main`.
import CAddressSpace
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
    version: "s2s \(Seq2SeqVersion.description)",
    subcommands: [
      TrainCommand.self, TranslateCommand.self, EvalCommand.self, ScoreCommand.self,
      PlotCommand.self, CourseCommand.self,
      GenerateCommand.self, ClassifyCommand.self, TagCommand.self,
      CaptionCommand.self,
      CorpusCommand.self, JudgeCommand.self,
      TokenizeCommand.self, DetokenizeCommand.self, InfoCommand.self, QuantizeCommand.self,
      ShortlistCommand.self, AverageCommand.self, DistillCommand.self,
      BackTranslateCommand.self, InspectCommand.self,
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
      guard StandardDescriptors.canOpen(TooFewDescriptors.needed) else { throw TooFewDescriptors() }
      var command = try parse(Array(CommandLine.arguments.dropFirst()))
      try command.run()
      Failure.end(0)
    } catch {
      Failure(error).report()
    }
  }

  /// The command that words ask for.
  ///
  /// - Throws: `ArgumentFault` for the faults that are explained here, else the parser's error.
  static func parse(_ words: [String]) throws -> any ParsableCommand {
    let words = CourseCommand.endingOptions(
      TrainCommand.namingTask(ArgumentKind.joiningNegativeNumbers(words)))
    try ArgumentFault.checkRepeats(words)
    do {
      return try parseAsRoot(words)
    } catch  where exitCode(for: error) == .validationFailure {
      // The parser has no public name for what a required argument lacks.
      throw ArgumentFault(words, lacksValue: "\(error)".contains("noValue")) ?? error
    }
  }
}

/// A limit of open files below what every command needs.
struct TooFewDescriptors: Sentence {
  /// Three for Dispatch, two for files.
  static let needed = 5
  let exitCode = SystemExitCode.inputOutput
  let sentence = "this process can open fewer than \(needed) files; raise the limit (ulimit -n)."
}
