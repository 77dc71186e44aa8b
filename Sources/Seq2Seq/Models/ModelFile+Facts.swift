import S2SModels
import S2SOptions
import S2SText

/// What a model's file says of its training.
extension ModelFile {
  /// All options of the model's run, by name; its shape where the file says no more.
  ///
  /// - Throws: `ModelError`, `TextError`.
  public func options() throws -> OptionValues { try TaskKind.of(header).options(of: header).all }

  /// The options that a person wants to see, in the order of the task's table.
  ///
  /// - Throws: `ModelError`, `TextError`.
  public func shownOptions() throws -> [(name: String, value: OptionValue)] {
    try TaskKind.of(header).options(of: header).shown
  }

  /// The other options of the model's run: those that stand at their defaults.
  ///
  /// - Throws: `ModelError`, `TextError`.
  public func otherOptions() throws -> [(name: String, value: OptionValue)] {
    let (all, shown) = try TaskKind.of(header).options(of: header)
    let names = Set(shown.map(\.name))
    return all.filter { !names.contains($0.key) }.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }

  /// The number of tokens or labels of each vocabulary, by its role.
  ///
  /// - Throws: `ModelError`, `TextError`.
  public func vocabularySizes() throws -> [String: Int] {
    let task = try TaskKind.of(header)
    return task.vocabularySizes(try task.texts(of: header))
  }

  /// The languages by their roles.
  ///
  /// - Throws: `ModelError`.
  public func languages() throws -> [String: String] { try header.languages() }

  /// The files that were learned from; none where the file does not say.
  public var corpus: [FileDigest] { TrainingFacts(header.facts).files }
}

extension LearningTask {
  /// The options that a model was trained with.
  fileprivate static func options(
    of header: ModelHeader
  ) throws -> (all: OptionValues, shown: [(name: String, value: OptionValue)]) {
    let stored: Options = try TrainingFacts(header.facts).options() ?? Options()
    let options = try options(stored, keeping: header, texts(of: header))
    return (options.values, Options.options.shown(of: options, besides: Options()))
  }
}
