import S2SOptions
import S2STraining

extension TrainingRequest {
  /// Asks for the run of a configuration, whose names are those of the corpus, of the task's options and
  /// of `RunSettings`; seeds of several runs are not part of a single one.
  ///
  /// - Throws: `OptionError` for a value of another kind, or out of range; `TrainingError`
  ///   (`invalidTimeLimit`).
  package init(_ configuration: RunConfiguration) throws {
    func values<Group: Settings>(_ group: Group.Type) -> OptionValues {
      configuration.values.filter { Group.options[$0.key] != nil }
    }
    func part<Group: Settings>(_ group: Group.Type) throws -> Group {
      var part = Group()
      try Group.options.apply(values(group), to: &part)
      return part
    }
    self.init(try part(Corpus.self))
    options = values(Options.self)
    let run = try part(RunSettings.self)
    modelPath = run.model
    from = run.from
    timeLimit = try run.timeLimit.map { try TimeLimit($0) }
    threads = run.threads
    kernels = run.kernels
    tensorboard = run.tensorboard
    sha256 = configuration.sha256
  }
}
