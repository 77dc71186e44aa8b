/// The words behind `s2s`, as the command that they name takes them.
struct TypedCommand {
  /// The command that the words name, as far as they name one.
  let declaration: CommandDeclaration
  /// The command as it is typed, such as `s2s corpus doctor`.
  let title: String
  /// The word that names no command, where one should.
  let stray: String?
  /// The other commands that may stand in the place of the one that is taken by default, or of a stray word.
  let siblings: [String]
  /// The names of its options, in the order of the words, without `--` and values.
  let options: [String]
  /// The words that are neither an option nor an option's value.
  let positionals: [String]
  /// The options that are followed by several words, which all may be meant as their values.
  let trailing: [(option: String, values: [String])]

  /// Sorts words; a task that training takes when none is named is no part of the title.
  init(_ words: [String], _ root: CommandDeclaration) {
    var (command, title, rest) = (root, root.commandName, words[...])
    while let word = rest.first,
      let next = command.subcommands?.first(where: { $0.commandName == word })
    {
      if command.defaultSubcommand != word { title += " " + word }
      (command, rest) = (next, rest.dropFirst())
    }
    let isNamed = command.subcommands == nil
    stray = isNamed ? nil : rest.first.flatMap { $0.hasPrefix("-") ? nil : $0 }
    siblings = isNamed ? [] : command.subcommandNames
    if let usual = command.defaultSubcommand,
      let next = command.subcommands?.first(where: { $0.commandName == usual })
    {
      command = next
    }
    (declaration, self.title) = (command, title)
    (options, positionals, trailing) = Self.sorted(rest, command)
  }

  private typealias Sorted = (
    options: [String], positionals: [String], trailing: [(option: String, values: [String])]
  )

  private static func sorted(
    _ words: ArraySlice<String>, _ command: CommandDeclaration
  ) -> Sorted {
    var sorted: Sorted = ([], [], [])
    var rest = words
    while let word = rest.popFirst() {
      if word == "--" {
        sorted.positionals += rest
        break
      }
      guard let name = TypedCommand.optionName(word) else {
        sorted.positionals.append(word)
        continue
      }
      sorted.options.append(name)
      let takesValue = command.argument(name)?.kind != .flag && !word.contains("=")
      if takesValue, let value = rest.first, optionName(value) == nil {
        sorted.trailing.append((name, Array(rest.prefix { optionName($0) == nil })))
        rest.removeFirst()
      }
    }
    return sorted
  }

  /// The name of an option that a word is: `lr` of `--lr=1`, `-s` of `-s`; `nil` for other words.
  static func optionName(_ word: String) -> String? {
    guard word.hasPrefix("-"), word != "-", !ArgumentKind.isNegativeNumber(word) else { return nil }
    let name = word.prefix { $0 != "=" }
    return String(name.hasPrefix("--") ? name.dropFirst(2) : name)
  }
}
