import ArgumentParser
import Seq2Seq

/// What is wrong with the words behind `s2s`.
enum ArgumentFault: Error, Equatable {
  /// No command of this name is below another; `meant` are the ones that it may mean.
  case noCommand(String, under: String, meant: [String])
  /// A command has no options of these names.
  case noOptions([UnknownOption], of: String)
  /// An option that takes one value is there twice.
  case twice(String, of: String, isFlag: Bool)
  /// An option is switched on and off.
  case onAndOff(String)
  /// A command lacks arguments that it cannot do without.
  case missing([String], of: String, example: String?)
  /// The values of an option stand one by one, where commas have to join them.
  case apart([String], of: String)
  /// A command takes no such word, or not as many.
  case standsAlone(String, of: String, StrayWord)

  /// An option that a command does not have, as it was typed, and what it may mean.
  struct UnknownOption: Equatable {
    let typed: String
    let meaning: Meaning
  }

  /// What an unknown option may mean.
  enum Meaning: Equatable {
    /// Options of the same command.
    case options([String])
    /// An option of other commands.
    case elsewhere(String, commands: [String])
    /// Something that needs no option.
    case advice(String)
    /// Nothing that is known.
    case nothing
  }
}

extension ArgumentFault {
  /// What is wrong with words that the parser refused, if it is of a kind that is explained here.
  init?(_ words: [String], lacksValue: Bool) {
    guard let root = CommandDeclaration.root else { return nil }
    let typed = TypedCommand(words, root)
    if let stray = typed.stray, let fault = Self.stray(stray, typed, root) {
      self = fault
    } else if let unknown = Self.unknownOptions(typed, root) {
      self = .noOptions(unknown, of: typed.title)
    } else if let fault = Self.apart(typed) ?? Self.standsAlone(typed) {
      self = fault
    } else if lacksValue, let fault = Self.missing(typed) {
      self = fault
    } else {
      return nil
    }
  }

  /// Refuses options that take one value and are given twice.
  ///
  /// - Throws: `ArgumentFault` (`twice`, `onAndOff`).
  static func checkRepeats(_ words: [String]) throws {
    let names = words.prefix { $0 != "--" }.compactMap(TypedCommand.optionName)
    guard Set(names.map(positive)).count < names.count, let root = CommandDeclaration.root else {
      return
    }
    let typed = TypedCommand(words, root)
    var seen: [String: String] = [:]
    for name in typed.options {
      guard let argument = typed.declaration.argument(name), !argument.isRepeating else { continue }
      if let other = seen.updateValue(name, forKey: argument.kind == .flag ? positive(name) : name)
      {
        throw other == name
          ? ArgumentFault.twice(dashed(name), of: typed.title, isFlag: argument.kind == .flag)
          : .onAndOff(positive(name))
      }
    }
  }

  /// The arguments that words lack, all of them.
  private static func missing(_ typed: TypedCommand) -> ArgumentFault? {
    let lacking = (typed.declaration.arguments ?? []).filter { argument in
      guard !argument.isOptional else { return false }
      return argument.kind == .positional
        ? typed.positionals.isEmpty
        : !(argument.names ?? []).contains { typed.options.contains($0.name) }
    }
    guard !lacking.isEmpty else { return nil }
    return .missing(
      lacking.map(\.typed), of: typed.title, example: typed.declaration.example(of: typed.title))
  }

  private static func stray(
    _ word: String, _ typed: TypedCommand, _ root: CommandDeclaration
  ) -> ArgumentFault? {
    var meant = Synonyms.commands(word, in: typed.title)
    if meant.isEmpty, let near = Spelling.nearest(to: word, among: typed.siblings) {
      meant = [typed.title + " " + near]
    }
    // `s2s train WORD` may be the default command with a word that it does not take.
    if meant.isEmpty && typed.declaration.subcommands == nil { return nil }
    return .noCommand(word, under: typed.title, meant: meant)
  }

  /// The options that the command does not have, each once; `nil` where it has all.
  private static func unknownOptions(
    _ typed: TypedCommand, _ root: CommandDeclaration
  ) -> [UnknownOption]? {
    guard typed.declaration.subcommands == nil else { return nil }
    var unknown: [UnknownOption] = []
    for option in typed.options where typed.declaration.argument(option) == nil {
      let name = dashed(option)
      guard !unknown.contains(where: { $0.typed == name }) else { continue }
      unknown.append(
        UnknownOption(typed: name, meaning: meaning(of: option, typed, root)))
    }
    return unknown.isEmpty ? nil : unknown
  }

  /// Options whose values are one word, with commas in it.
  private static let lists: Set = ["metrics", "seeds", "weights", "rouge-types"]

  private static func apart(_ typed: TypedCommand) -> ArgumentFault? {
    let takesFiles = (typed.declaration.arguments ?? []).contains {
      $0.kind == .positional && $0.shouldDisplay
    }
    return takesFiles
      ? nil
      : typed.trailing.first { lists.contains($0.option) && $0.values.count > 1 }
        .map { .apart($0.values, of: $0.option) }
  }

  private static func standsAlone(_ typed: TypedCommand) -> ArgumentFault? {
    let places = (typed.declaration.arguments ?? []).filter { $0.kind == .positional }
    guard !places.contains(where: \.isRepeating) else { return nil }
    let extra = Array(typed.positionals.dropFirst(places.count))
    return extra.first.map { .standsAlone($0, of: typed.title, StrayWord(extra, typed)) }
  }

  private static func meaning(
    of option: String, _ typed: TypedCommand, _ root: CommandDeclaration
  ) -> Meaning {
    let names = typed.declaration.optionNames
    switch Synonyms.option(option, among: names, of: typed.title) {
    case .advice(let advice)?: return .advice(advice)
    case .option(let words)?: return .options([words])
    case nil: break
    }
    let wanted = [option] + Synonyms.options(option, of: typed.title).map(Synonyms.name)
    for name in wanted {
      let commands = root.commands(withOption: name)
      if !commands.isEmpty { return .elsewhere(name, commands: commands) }
    }
    return Spelling.nearest(to: option, among: names).map { .options([$0]) } ?? .nothing
  }

  private static func positive(_ name: String) -> String {
    name.hasPrefix("no-") ? String(name.dropFirst(3)) : name
  }

  private static func dashed(_ name: String) -> String {
    name.hasPrefix("-") ? name : "--\(name)"
  }
}

extension CommandDeclaration {
  /// The commands at or below this one that have an option, as they are typed.
  fileprivate func commands(withOption name: String, above: String = "") -> [String] {
    let title = above + commandName
    return (argument(name) == nil ? [] : [title])
      + (subcommands ?? []).filter { $0.commandName != "help" }.flatMap { below in
        below.commandName == defaultSubcommand
          ? (below.argument(name) == nil ? [] : [title])
          : below.commands(withOption: name, above: title + " ")
      }
  }
}
