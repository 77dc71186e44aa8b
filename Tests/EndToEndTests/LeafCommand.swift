import ArgumentParser

@testable import S2SCommand

extension S2SCommand {
  /// The command that words name, and the words behind its name.
  ///
  /// A debug build of the parser checks the declarations of a command and all below it each time it
  /// parses, so tests that parse often ask the command that is meant.
  static func leaf(
    of words: [String]
  ) -> (type: any ParsableCommand.Type, arguments: [String]) {
    var type: any ParsableCommand.Type = S2SCommand.self
    var rest = words[...]
    while let next = type.configuration.subcommands.first(where: {
      $0.configuration.commandName == rest.first
    }) {
      (type, rest) = (next, rest.dropFirst())
    }
    return (type, Array(rest))
  }
}
