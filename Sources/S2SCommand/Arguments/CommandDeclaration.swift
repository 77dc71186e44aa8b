import ArgumentParser
import FoundationEssentials

/// What the parser of arguments says of a command: its arguments, and the commands below it.
struct CommandDeclaration: Decodable, Sendable {
  /// An argument of a command.
  struct Argument: Decodable, Sendable {
    /// A name without its dashes.
    struct Name: Decodable, Sendable { let name: String }
    /// How it is typed.
    enum Kind: String, Decodable, Sendable { case positional, option, flag }

    let kind: Kind
    let isOptional: Bool
    let isRepeating: Bool
    /// Whether help names it.
    let shouldDisplay: Bool
    let valueName: String?
    let names: [Name]?

    /// As a person types it: `--src`, or `<files>`.
    var typed: String {
      names?.first.map { "--\($0.name)" } ?? "<\(valueName ?? "")>"
    }
  }

  let commandName: String
  let discussion: String?
  let defaultSubcommand: String?
  let subcommands: [CommandDeclaration]?
  let arguments: [Argument]?

  /// The root of the command with all below it; `nil` where the parser says it in another form.
  static let root: CommandDeclaration? = {
    struct Tool: Decodable { let command: CommandDeclaration }
    return try? JSONDecoder().decode(Tool.self, from: Data(S2SCommand._dumpHelp().utf8)).command
  }()

  /// The names of the commands below it.
  var subcommandNames: [String] { (subcommands ?? []).map(\.commandName) }

  /// The names of its options.
  var optionNames: [String] { (arguments ?? []).flatMap { $0.names ?? [] }.map(\.name) }

  /// The argument of a name.
  func argument(_ name: String) -> Argument? {
    arguments?.first { $0.names?.contains { $0.name == name } ?? false }
  }

  /// The first of its examples that is a command of a title.
  func example(of title: String) -> String? {
    discussion?.split(separator: "\n").map { $0.drop { $0 == " " } }
      .first { $0.hasPrefix(title + " ") }.map(String.init)
  }
}
