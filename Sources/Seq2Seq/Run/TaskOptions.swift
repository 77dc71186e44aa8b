import S2SOptions

/// The options of a task: its model's shape, its text, how it learns.
public protocol TaskOptions: Settings {
  /// How it learns; the same for every task.
  var learning: LearningOptions { get set }
  /// The options that suit a corpus of a size, and the name of that choice.
  static func preset(exampleCount: Int) -> (name: String, options: Self)
  /// The same beside options that are given, of which some make another kind of corpus.
  static func preset(
    exampleCount: Int, given: OptionValues
  ) -> (name: String, options: Self)
  /// Undoes choices of a preset that the given options replace or contradict.
  mutating func adapt(to given: OptionValues)
  /// Checks every value against its range, and the values against each other.
  ///
  /// - Throws: `OptionError`, `ModelError`, `TrainingError`.
  func validate() throws
  /// Refuses options that need a trained model to begin with, where there is none.
  ///
  /// - Throws: `TrainingError`.
  func check(beginsWithModel: Bool) throws
}

extension TaskOptions {
  /// Most tasks have one kind of corpus.
  public static func preset(
    exampleCount: Int, given: OptionValues
  ) -> (name: String, options: Self) { preset(exampleCount: exampleCount) }
  /// Most tasks can always begin with random weights.
  public func check(beginsWithModel: Bool) throws {}
}

extension TaskOptions {
  /// These options with the given ones in place of theirs.
  ///
  /// - Throws: `OptionError` for a name or a value that is impossible.
  public func changed(by given: OptionValues) throws -> Self {
    try LearningOptions.check(given)
    try TokenOptions.check(given)
    var options = self
    options.adapt(to: given)
    try Self.options.apply(given, to: &options)
    return options
  }
}
