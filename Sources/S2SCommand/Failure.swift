import S2SConsole
import ArgumentParser
import Glibc
import S2SFiles
import S2STraining

/// An error as the command ends with it: one sentence, and an exit code of `sysexits.h`.
struct Failure {
  /// 64 wrong usage, 65 bad data, 66 missing input, 70 a bug, 73 cannot create, 74 input or output.
  let code: Int32
  /// The sentence; `nil` when there is nothing to say.
  let message: String?
  /// The text for standard output instead: help that was asked for.
  let help: String?

  /// Classifies an error.
  init(_ error: any Error) {
    var help: String?
    switch error {
    case let error as FileError where error.errorNumber == EPIPE:
      (code, message) = (0, nil)
    case let error as any Sentence:
      (code, message) = (error.exitCode.rawValue, error.sentence)
    case let exit as ExitCode: (code, message) = (exit.rawValue, nil)
    default:
      // ArgumentParser's: a wrong option, or a request for help or the version.
      let exit = S2SCommand.exitCode(for: error).rawValue
      if exit == 0 {
        help = S2SCommand.fullMessage(for: error)
        (code, message) = (0, nil)
      } else {
        let isUsage = exit == ExitCode.validationFailure.rawValue
        let status = isUsage ? SystemExitCode.usage : .software
        (code, message) = (status.rawValue, Self.restated(S2SCommand.message(for: error)))
      }
    }
    self.help = help
  }

  /// Ends the process at once.
  ///
  /// Nothing waits to be written, and OpenBLAS, which ends its threads when a process exits, would wait
  /// for ever for those that have no memory.
  static func end(_ code: Int32) -> Never { _exit(code) }

  /// Prints the sentence and ends the process.
  func report() -> Never {
    if let help {
      do {
        let output = OutputWriter()
        try output.write(help + "\n")
        try output.flush()
      } catch {
        Failure(error).report()
      }
    }
    if let message { say("error: \(Self.oneSentence(message))") }
    Self.end(code)
  }

  /// Without a full stop the sentence gets one, unless it ends with a command to type; line breaks become
  /// spaces.
  private static func oneSentence(_ message: String) -> String {
    let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.contains(" type: ") || line.hasSuffix(".") || line.hasSuffix("?")
      ? line : line + "."
  }

  /// The parser's sentence of a value that is none of its argument's kind or choices, as all ranges are
  /// stated: `--beam is 0; it has to be ...`.
  private static func restated(_ message: String) -> String {
    let sentence = message.replacing("following:\n  - ", with: "following: ")
      .replacing("\n  - ", with: ", ").split(whereSeparator: \.isNewline).joined(separator: " ")
    let choice =
      /The value '(.*)' is invalid for '--([a-z0-9-]+)[^']*'. Please provide one of (.*)/
    if let (_, value, option, list) = sentence.wholeMatch(of: choice)?.output {
      let problem = NotAChoice(String(value), of: String(option), among: choices(list))
      return "--\(option) is \(value); \(problem)"
    }
    let pattern =
      /The value '(.*)' is invalid for '(--[a-z0-9-]+|<[a-z-]+>)[^']*': it (has to|is) (.*)/
    guard let match = sentence.wholeMatch(of: pattern) else { return sentence }
    let (_, value, argument, verb, rest) = match.output
    return verb == "is"
      ? "\(argument) is \(rest)" : "\(argument) is \(value); it has to \(rest)"
  }

  /// The words of the parser's list of choices: few stand in quotation marks, six and more do not.
  private static func choices(_ list: Substring) -> [String] {
    let many = "the following: "
    return list.hasPrefix(many)
      ? list.dropFirst(many.count).split(separator: ", ").map(String.init)
      : list.matches(of: /'([^']*)'/).map { String($0.1) }
  }
}
