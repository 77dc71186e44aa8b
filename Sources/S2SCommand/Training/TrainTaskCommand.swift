import ArgumentParser
import S2SConsole
import S2SFiles
import S2SModels
import S2SOptions
import S2STraining
import Seq2Seq

/// `s2s train TASK`: from a corpus to a model of a task.
struct TrainTaskCommand<Task: LearningTask & SendableMetatype>: ParsableCommand {
  static var configuration: CommandConfiguration {
    let words = TaskWords.of(Task.name)
    return CommandConfiguration(
      commandName: words.command, abstract: words.abstract, usage: usage,
      discussion: """
        Options that are not given are chosen from the corpus's size, printed and stored with the \
        model.

        Examples:
        \(words.examples.map { "  " + $0 }.joined(separator: "\n"))
        \(isDefault ? otherTasks : "")
        """)
  }

  /// Whether the task is the one that is trained where none is named.
  private static var isDefault: Bool { Task.name == TaskKind.all[0].name }

  private static var usage: String {
    "\(command) \(needed.map { "--\($0) <\($0)>" }.joined(separator: " ")) [<options>]"
  }

  /// The command as it is typed.
  static var command: String {
    isDefault ? TrainCommand.title : "\(TrainCommand.title) \(TaskWords.of(Task.name).command)"
  }

  private static var otherTasks: String {
    let names = TaskKind.all.dropFirst().map { TaskWords.of($0.name) }
    return "\nOther tasks:\n"
      + names.map { "  s2s train \($0.command) --help    \($0.abstract)" }.joined(separator: "\n")
  }

  typealias Request = TrainingRequest<Task.Corpus, Task.Options>

  @OptionGroup(title: "Corpus") var corpus: TableArguments<Task.Corpus>
  @OptionGroup(title: "Model and learning") var options: TableArguments<Task.Options>
  @OptionGroup(title: "Run") var settings: TableArguments<RunSettings>
  @OptionGroup(title: "Run") var action: RunArguments

  func validate() throws {
    try checkOptions {
      try Task.Options.options.check(Task.Options(), given: options.given)
      if settings.given["seeds"] != nil && options.given["seed"] != nil {
        throw ValidationError("--seed and --seeds exclude each other; give one of them.")
      }
      try RunSettings.options.check(RunSettings(), given: settings.given)
      _ = try SeedList(in: settings.given)
      if case .text(let limit)? = settings.given["time-limit"] { _ = try TimeLimit(limit) }
      // Otherwise the file says what is not typed.
      if action.config == nil {
        try checkNeeded()
        _ = try request(configuration())
      }
    }
  }

  /// Refuses a new run that lacks what it needs, all of which is named.
  private func checkNeeded() throws {
    let lacking = Self.needed.filter { corpus.given[$0] == nil }
    guard !action.resume, settings.given["from"] == nil, !lacking.isEmpty else { return }
    throw ArgumentFault.missing(
      lacking.map { "--\($0)" }, of: Self.command, example: TaskWords.of(Task.name).examples.first)
  }

  /// The options without which nothing is trained.
  private static var needed: [String] {
    Task.Corpus.options.fields.filter(\.isRequired).map(\.name)
  }

  func run() throws {
    let configuration = try configuration()
    let request = try request(configuration)
    if let list = try SeedList(in: configuration.values) {
      return try run(request, seeds: list)
    }
    if action.dryRun { return try action.print(forecast(request)) }
    InterruptFlag.install()
    try train(request, resume: resumeCommand)
  }

  /// Measures what a run needs, and shows what it reads.
  func forecast(_ request: Request) throws -> TrainingForecast<Task.Options> {
    try request.kernels?.pin()
    let watcher = TrainingWatcher(scores: Task.scoreNames, resume: resumeCommand)
    let trainer = ModelTrainer(request, task: Task.self)
    return try watcher.watch { try trainer.forecast(report: watcher.show) }
  }

  /// Trains, and shows it.
  ///
  /// - Parameter resume: the command that goes on with the run in a directory.
  /// - Throws: `ExitCode` where the run was interrupted.
  func train(_ request: Request, resume: @escaping (String) -> String) throws {
    try request.kernels?.pin()
    let watcher = TrainingWatcher(
      scores: Task.scoreNames, showsCurve: action.curve, resume: resume)
    let outcome = try watcher.watch {
      try ModelTrainer(request, task: Task.self)
        .run(report: watcher.show, isCancelled: { InterruptFlag.isRaised })
    }
    if outcome == .interrupted { throw ExitCode(InterruptFlag.exitCode) }
  }

  /// The command that goes on with the run in a directory.
  private func resumeCommand(_ directory: String) -> String {
    "\(Self.command) --resume \(ShellWord.option("model", directory))"
      + ["threads", "tensorboard"].compactMap { name in
        settings.given[name].map { " " + ShellWord.option(name, "\($0)") }
      }.joined() + (action.curve ? " --curve" : "")
  }

  /// The request to the library.
  private func request(_ configuration: RunConfiguration) throws -> Request {
    var request = try Request(configuration)
    // What is not named is that of the run or the model that it goes on from.
    if !action.resume && request.from == nil {
      try checkLanguages(Array(Task.languages(request.corpus).values))
    }
    request.mode = action.resume ? .resume : action.overwrite ? .overwrite : .create
    request.otherInputs = action.config.map { [$0] } ?? []
    request.commandLine = CommandLine.arguments
    request.usage = TaskWords.of(Task.name).usage
    return request
  }

  /// What the file says, and what is typed in its place.
  private func configuration() throws -> RunConfiguration {
    let file = try action.config.map { try ConfigurationFile.read($0, for: Task.self) }
    let corpora = Task.Corpus.options.fields.filter { $0.kind == .path }.map(\.name)
    var excluded = LearningOptions.replaced.merging(Task.replacedByCorpus) { $0.union($1) }
    (excluded["seed"], excluded["seeds"]) = (["seeds"], ["seed"])
    for name in options.given.keys {
      if let set = Task.Options.options.namesSet(by: name) { excluded[name] = set }
    }
    let typed = [corpus.given, options.given, settings.given].reduce(into: OptionValues()) {
      $0.merge($1) { _, later in later }
    }
    var configuration = (file ?? RunConfiguration()).replaced(by: typed, excluded: excluded)
    // Another corpus has other checksums.
    if corpus.given.keys.contains(where: corpora.contains) { configuration.sha256 = [:] }
    return configuration
  }
}

/// How to run the training of any task.
struct RunArguments: ParsableArguments {
  @Option(
    help: "Read the run from a JSON file of options by name; what is typed takes precedence",
    transform: ArgumentKind.path)
  var config: String?
  @Flag(
    help: """
      Resume the run in the model's directory, or if nothing else is named the unfinished run under \
      models/ that was saved last
      """)
  var resume = false
  @Flag(help: "Replace the model in the model's directory")
  var overwrite = false
  @Flag(help: "Print the parameters, memory and time that the run needs, and write nothing")
  var dryRun = false
  @Flag(help: "Draw the curves of the run above the progress line, on a terminal")
  var curve = false
  @Flag(help: "Print one JSON object; needs --dry-run") var json = false

  func validate() throws {
    if resume && overwrite {
      throw ValidationError("--resume and --overwrite exclude each other; give one of them.")
    }
    if json && !dryRun { throw ValidationError("--json needs --dry-run; give both.") }
  }

  /// Prints a forecast.
  func print<Options: TaskOptions>(_ forecast: TrainingForecast<Options>) throws {
    let writer = OutputWriter()
    try writer.write(
      json ? encodeJSON(ForecastFile(forecast), inLines: true) + "\n" : forecast.text)
    try writer.flush()
    say("Nothing was trained: --dry-run.")
  }
}

/// A forecast as a configuration file: the run, and what was measured.
private struct ForecastFile<Options: TaskOptions>: Encodable {
  private let forecast: TrainingForecast<Options>

  init(_ forecast: TrainingForecast<Options>) { self.forecast = forecast }

  func encode(to encoder: any Swift.Encoder) throws {
    try forecast.configuration.named.encode(with: forecast, to: encoder)
  }
}

extension RunConfiguration {
  /// The same run with its task as it is typed.
  var named: RunConfiguration {
    var named = self
    named.task = task.map { TaskWords.of($0).command }
    return named
  }
}
