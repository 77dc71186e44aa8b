import S2SOptions

/// What is wrong with options is said before any file is looked for.
extension Preparation {
  /// Numbers of examples that have all presets among them.
  private static var presetSizes: [Int] { [1, 10_000, 50_000, 200_000, 1_000_000] }

  /// Refuses options that are wrong whatever the corpus: those out of their range, and those that
  /// contradict each other with every preset.
  ///
  /// - Throws: `OptionError`, `ModelError`, `TrainingError`.
  static func checkOptions(_ request: TrainingRequest<Task.Corpus, Task.Options>) throws {
    guard request.mode != .resume || request.from == nil else {
      throw TrainingError.resumedFrom
    }
    let given = request.options
    try Task.Options.options.check(Task.Options(), given: given)
    // Otherwise the options of a stored run, or of another model, are among them.
    guard request.mode != .resume, request.from == nil else { return }
    var problems: [any Error] = []
    for size in presetSizes {
      do {
        let preset = Task.Options.preset(exampleCount: size, given: given).options
        _ = try preset.fitted(to: given) { options in
          try options.validate()
          try options.check(beginsWithModel: false)
        }
        return
      } catch {
        problems.append(error)
      }
    }
    if let first = problems.first { throw first }
  }
}
