import S2SFiles
import S2SModels
import S2SOptions
import Seq2Seq

/// `--config FILE.json`: a run by the names of its options, such as
/// `{"src": "fr", "tgt": "en", "hidden": 512}`.
enum ConfigurationFile {
  /// Reads the run of a task; paths that are relative begin in the file's directory.
  ///
  /// - Throws: `FileError`, `LineError`; `ConfigurationError` for what is no run of the task.
  static func read<Task: LearningTask>(
    _ path: String, for task: Task.Type
  ) throws -> RunConfiguration {
    let configuration = try decode(path)
    let command = TaskWords.of(Task.name).command
    if let named = configuration.task, ![Task.name, command].contains(named) {
      throw ConfigurationError(
        "\(path) is for the task \(quoted(named)), and this trains \(quoted(command)); name the task "
          + "after s2s train, or take it out of the file.")
    }
    try checkNames(configuration.values.keys, of: path, for: Task.self)
    do {
      try check(configuration.values, for: Task.self)
    } catch let error as OptionError {
      if case .outOfRange = error { throw error }
      throw ConfigurationError("\(path): \(error.problemInFile)")
    } catch let fault as SeedList.Fault {
      throw ConfigurationError("\(path): \(fault.sentence)")
    }
    guard configuration.values["seed"] == nil || configuration.values["seeds"] == nil else {
      throw ConfigurationError(
        "\(path): \(quoted("seed")) and \(quoted("seeds")) exclude each other; give one of them.")
    }
    let directory = directory(of: path)
    return configuration.mapPaths(Task.pathNames) { path in
      path.hasPrefix("/") || directory.isEmpty ? path : directory + "/" + path
    }
  }

  /// The word after `s2s train` for the task that a file names; `nil` where it names none, or cannot be
  /// read: then the run says why.
  static func taskCommand(_ path: String) -> String? {
    // What can be read once is read by the run.
    guard FileIdentity.isRegular(path), let name = try? decode(path).task else { return nil }
    return TaskKind.all.map { (name: $0.name, command: TaskWords.of($0.name).command) }
      .first { $0.name == name || $0.command == name }?.command
  }

  private static func check<Task: LearningTask>(
    _ values: OptionValues, for task: Task.Type
  ) throws {
    func part<Group: Settings>(_ group: Group.Type) throws {
      let values = values.filter { Group.options[$0.key] != nil }
      var scratch = Group()
      try Group.options.apply(values, to: &scratch)
      try Group.options.check(Group(), given: values)
    }
    try part(Task.Corpus.self)
    try part(Task.Options.self)
    try part(RunSettings.self)
    _ = try SeedList(in: values)
  }

  /// Words on the command line that say what to do with a run, not what it is.
  static let actions: Set = ["resume", "overwrite", "dry-run", "json", "config", "curve"]

  /// The names that a run of a task may have in a file.
  static func names<Task: LearningTask>(for task: Task.Type) -> [String] {
    Task.Corpus.options.fields.map(\.name) + Task.Options.options.fields.map(\.name)
      + RunSettings.options.fields.map(\.name)
  }

  /// Refuses names that are no option's, all of which are named.
  private static func checkNames<Task: LearningTask>(
    _ given: some Sequence<String>, of path: String, for task: Task.Type
  ) throws {
    let names = names(for: Task.self)
    let unknown = given.filter { !names.contains($0) }.sorted()
    if let action = unknown.first(where: actions.contains) {
      throw ConfigurationError(
        "\(path): \(quoted(action)) is no part of a run; type --\(action) on the command line.")
    }
    guard let first = unknown.first else { return }
    throw ConfigurationError(
      unknown.count == 1
        ? "\(path): there is no option \(quoted(first)); \(meaning(of: first, among: names))"
        : "\(path): there are no options "
          + unknown.map { "\(quoted($0)) (\(meaning(of: $0, among: names)))" }
          .joined(separator: ", ") + ".")
  }

  /// The directory of a file; empty, for the current one, where it is a pipe.
  private static func directory(of path: String) -> String {
    guard FileIdentity.isRegular(path), let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func decode(_ path: String) throws -> RunConfiguration {
    let text = try text(of: path)
    do {
      return try StrictJSON.decode(from: text)
    } catch let fault as JSONFault {
      throw ConfigurationError(describe(fault, in: text, of: path))
    }
  }

  /// What a name may mean that is no option's.
  private static func meaning(of option: String, among names: [String]) -> String {
    let meant: String? =
      switch Synonyms.option(option, among: names, of: "s2s train") {
      case .option(let words)?: Synonyms.name(of: words)
      case .advice, nil: Spelling.nearest(to: option, among: names)
      }
    return meant.map { "did you mean \(quoted($0))?" }
      ?? "the names are those of s2s train --help"
  }

  /// The whole text, up to a little more than may be.
  private static func text(of path: String) throws -> [UInt8] {
    let reader = try LineReader(path: path, maximumLineBytes: StrictJSON.maximumBytes)
    var text: [UInt8] = []
    while text.count <= StrictJSON.maximumBytes, let line = try reader.next() {
      text += Array(line.utf8) + [UInt8(ascii: "\n")]
    }
    return text
  }

  private static func describe(_ fault: JSONFault, in text: [UInt8], of path: String) -> String {
    let example = "a JSON object of options such as {\"hidden\": 512}"
    guard fault.offset != nil || !fault.field.isEmpty else { return "\(path) is not \(example)." }
    let line = fault.offset.map { text.prefix($0).count { $0 == UInt8(ascii: "\n") } + 1 }
    let place = path + (line.map { ", line \(grouped($0))" } ?? "")
    let subject = fault.field.isEmpty ? "the text" : quoted(fault.field)
    return "\(place): \(subject) \(fault.problem.words); the file has to be \(example)."
  }
}

/// A configuration file that cannot be used.
struct ConfigurationError: Sentence {
  let sentence: String
  let exitCode = SystemExitCode.data

  init(_ sentence: String) { self.sentence = sentence }
}
