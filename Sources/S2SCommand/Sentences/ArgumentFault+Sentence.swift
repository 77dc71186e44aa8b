import S2SFiles

extension ArgumentFault: Sentence {
  var exitCode: SystemExitCode { .usage }

  var sentence: String {
    switch self {
    case .noCommand(let word, let above, let meant):
      "there is no command \(above) \(quotedIfOdd(word)); "
        + (meant.isEmpty
          ? "\(above) --help lists them" : "did you mean \(meant.joined(separator: " or "))?")
    case .noOptions(let options, let command):
      unknown(options, of: command)
    case .twice(let option, let command, let isFlag):
      "\(option) is given twice" + (isFlag ? "" : ", and takes one value")
        + Self.advice(option, command)
    case .onAndOff(let option):
      "--\(option) and --no-\(option) exclude each other; give one of them"
    case .missing(let arguments, let command, let example):
      "\(command) needs \(Self.list(arguments))" + (example.map { "; for example: \($0)" } ?? "")
    case .apart(let values, let option):
      "the values of --\(option) stand behind each other with commas; type: "
        + ShellWord.option(option, values.joined(separator: ","))
    case .standsAlone(let word, let command, let meaning):
      "\(command) takes no \(quotedIfOdd(word)); " + meaning.words(command)
    }
  }

  /// What to do about an option that is given twice.
  private static func advice(_ option: String, _ command: String) -> String {
    switch (option, command) {
    case ("--train", "s2s train lm"): "; join the texts in one file"
    case ("--train", _), ("--valid", _), ("--test", _), ("--corpus", _):
      "; s2s corpus import makes one corpus of several files"
    default: "; give it once"
    }
  }

  /// All options that a command does not have, with what they may mean.
  private func unknown(_ options: [UnknownOption], of command: String) -> String {
    let help = "\(command) --help lists them"
    if options.count == 1 {
      return "\(command) has no option \(quotedIfOdd(options[0].typed)); "
        + (options[0].meaning.words ?? help)
    }
    let named = options.map { option in
      quotedIfOdd(option.typed) + (option.meaning.words.map { " (\($0))" } ?? "")
    }
    let isExplained = options.allSatisfy { $0.meaning != .nothing }
    return "\(command) has no options \(Self.list(named))" + (isExplained ? "" : "; \(help)")
  }

  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A word as it was typed, in quotes where it is not a plain one.
  private func quotedIfOdd(_ word: String) -> String {
    word.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != 0x3B } ? word : quoted(word)
  }
}

extension ArgumentFault.Meaning {
  /// What to do; `nil` where nothing is known.
  fileprivate var words: String? {
    switch self {
    case .options(let names):
      "did you mean \(names.map { "--\($0)" }.joined(separator: " or "))?"
    case .elsewhere(let name, let commands):
      ArgumentFault.list(commands) + (commands.count == 1 ? " has" : " have") + " --\(name)"
    case .advice(let advice): advice
    case .nothing: nil
    }
  }
}
