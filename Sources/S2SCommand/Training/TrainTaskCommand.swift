import ArgumentParser
import S2SConsole
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

  private static var usage: String { "\(command) \(TaskWords.of(Task.name).needed) [<options>]" }

  /// The command as it is typed.
  private static var command: String {
    isDefault ? "s2s train" : "s2s train \(TaskWords.of(Task.name).command)"
  }

  private static var otherTasks: String {
    let names = TaskKind.all.dropFirst().map { TaskWords.of($0.name) }
    return "\nOther tasks:\n"
      + names.map { "  s2s train \($0.command) --help    \($0.abstract)" }.joined(separator: "\n")
  }

  @OptionGroup(title: "Corpus") var corpus: TableArguments<Task.Corpus>
  @OptionGroup(title: "Model and learning") var options: TableArguments<Task.Options>
  @OptionGroup(title: "Run") var settings: RunArguments

  func validate() throws {
    try checkOptions {
      try Task.Options.options.check(Task.Options(), given: options.given)
      if let limit = settings.timeLimit { _ = try TimeLimit(limit) }
      var examples = Task.Corpus()
      try Task.Corpus.options.apply(corpus.given, to: &examples)
      try checkLanguages(Array(Task.languages(examples).values))
    }
  }

  func run() throws {
    let request = try settings.request(
      Task.self, corpus: corpus.given, options: options.given)
    let trainer = ModelTrainer(request, task: Task.self)
    let watcher = TrainingWatcher(scores: Task.scoreNames, resume: resumeCommand)
    if settings.dryRun {
      let forecast = try watcher.watch { try trainer.forecast(report: watcher.show) }
      return try settings.print(forecast)
    }
    InterruptFlag.install()
    let outcome = try watcher.watch {
      try trainer.run(report: watcher.show, isCancelled: { InterruptFlag.isRaised })
    }
    if outcome == .interrupted { throw ExitCode(InterruptFlag.exitCode) }
  }

  /// The command that resumes the run.
  private var resumeCommand: String {
    let named = Task.Corpus.options.fields.compactMap { field in
      corpus.given[field.name].map { " --\(field.name) \(ShellWord.quoted("\($0)"))" }
    }
    return Self.command + named.joined() + " --resume"
      + (settings.model.map { " --model \(ShellWord.quoted($0))" } ?? "")
  }
}

/// How to run the training of any task.
struct RunArguments: ParsableArguments {
  @Option(
    help: "The directory of the model (default: one under models/)", transform: ArgumentKind.path)
  var model: String?
  @Option(
    help: "Begin with the weights, shape and tokenizers of this model",
    transform: ArgumentKind.path)
  var from: String?
  @Option(
    help: "Stop after this time, with the best model saved: 30m, 2h, 90s",
    transform: ArgumentKind.word)
  var timeLimit: String?
  @Option(help: "Worker threads (default: the processor's cores)", transform: ArgumentKind.threads)
  var threads: Int?
  @Option(
    help: "Read options by name from a JSON file; options on the command line take precedence",
    transform: ArgumentKind.path)
  var config: String?
  @Flag(help: "Resume the run in the model's directory")
  var resume = false
  @Flag(help: "Replace the model in the model's directory")
  var overwrite = false
  @Flag(help: "Print the parameters, memory and time that the run needs, and write nothing")
  var dryRun = false
  @Flag(help: "Print one JSON object; needs --dry-run") var json = false

  func validate() throws {
    if resume && overwrite {
      throw ValidationError("--resume and --overwrite exclude each other; give one of them.")
    }
    if json && !dryRun { throw ValidationError("--json needs --dry-run; give both.") }
  }

  /// The request to the library.
  func request<Task: LearningTask>(
    _ task: Task.Type, corpus: OptionValues, options: OptionValues
  ) throws -> TrainingRequest<Task.Corpus, Task.Options> {
    let file = try config.map { try ConfigurationFile.values($0, for: Task.self) } ?? [:]
    var examples = Task.Corpus()
    try Task.Corpus.options.apply(corpus, to: &examples)
    var request = TrainingRequest<Task.Corpus, Task.Options>(examples)
    request.options = file.merging(options) { _, given in given }
    request.modelPath = model
    request.from = from
    request.timeLimit = try timeLimit.map { try TimeLimit($0) }
    request.threads = threads
    request.mode = resume ? .resume : overwrite ? .overwrite : .create
    request.commandLine = CommandLine.arguments
    request.usage = TaskWords.of(Task.name).usage
    return request
  }

  /// Prints a forecast.
  func print<Options: TaskOptions>(_ forecast: TrainingForecast<Options>) throws {
    let writer = OutputWriter()
    try writer.write(json ? encodeJSON(forecast) + "\n" : forecast.text)
    try writer.flush()
    say("Nothing was trained: --dry-run.")
  }
}
