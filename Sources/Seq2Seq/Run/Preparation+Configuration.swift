import S2SFiles
import S2SModels
import S2SOptions

/// The run as one file says it.
extension Preparation {
  /// Everything that a command line would say of this run, also what was chosen; paths from the root.
  func configuration() -> RunConfiguration {
    var configuration = RunConfiguration()
    configuration.task = Task.name
    configuration.values = Task.named(request.corpus).values
    configuration.values.merge(setup.options.values) { _, option in option }
    if configuration.values["batch-sentences"] != nil {
      configuration.values["batch-tokens"] = nil
    }
    configuration.values.merge(settings.values) { _, setting in setting }
    for file in data.files { configuration.sha256[file.path] = file.sha256 }
    return configuration.mapPaths(Task.pathNames) { AbsolutePath($0).text }
  }

  private var settings: RunSettings {
    var settings = RunSettings()
    settings.model = directory.path
    settings.from = setup.base?.path
    settings.timeLimit = request.timeLimit?.description
    settings.threads = threads
    settings.kernels = request.kernels
    settings.tensorboard = request.tensorboard
    return settings
  }

  /// Refuses files of the corpus that are not those of a configuration.
  ///
  /// - Throws: `TrainingError.otherContents`.
  static func check(_ files: [FileDigest], against sha256: [String: String]) throws {
    let wanted = Dictionary(
      sha256.map { (AbsolutePath($0.key), $0.value) },
      uniquingKeysWith: { first, _ in first })
    let others = files.filter { file in
      wanted[AbsolutePath(file.path)].map { $0 != file.sha256 } ?? false
    }
    guard others.isEmpty else {
      throw TrainingError.otherContents(paths: others.map(\.path))
    }
  }
}

extension LearningTask {
  /// The options of a run that are paths.
  package static var pathNames: [String] {
    func names<Group>(_ table: OptionTable<Group>) -> [String] {
      table.fields.filter { $0.kind == .path }.map(\.name)
    }
    return names(Corpus.options) + names(RunSettings.options)
  }
}
