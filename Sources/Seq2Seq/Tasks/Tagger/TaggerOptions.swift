import S2SModels
import S2SOptions

/// The shape of a tagger and how it learns.
public struct TaggerOptions: TaskOptions {
  /// The shape of the network.
  public var shape = TaggerShape()
  /// How often a word occurs at least that has an embedding; rarer ones share that of unknown words.
  public var minimumCount = 2
  /// The largest number of words with embeddings.
  public var vocabularySize = 50_000
  /// How it learns.
  public var learning = LearningOptions()

  /// The defaults for some thousands of sentences.
  public init() {}

  /// Every option, with its range and meaning.
  public static let options =
    TaggerShape.options.within(\Self.shape)
    + OptionTable([
      .count(
        "minimum-count", \.minimumCount, in: 1...1_000_000,
        "Read rarer words as unknown ones, by their characters"
      ).always,
      .count(
        "vocabulary-size", \.vocabularySize, in: 1...1_000_000,
        "The largest number of words with embeddings of their own"),
    ]) + LearningOptions.table(scores: TaggerTask.scoreNames).within(\.learning)

  /// Undoes choices of a preset that the given options replace.
  public mutating func adapt(to given: OptionValues) {
    shape.network.adapt(to: given)
    learning.adapt(to: given)
    if given["decay"] != nil && given["schedule"] == nil { learning.schedule = .plateau }
  }

  /// Checks every value against its range, and the values against each other.
  ///
  /// - Throws: `OptionError`, `ModelError`, `TrainingError`.
  public func validate() throws {
    try Self.options.check(self)
    try learning.validate()
    if shape.output == .crf && learning.labelSmoothing > 0 {
      throw OptionError.excludes(option: "label-smoothing", other: "output crf")
    }
    try shape.validate()
    // Not of the shape: models that were made with both are read.
    guard
      shape.characterHiddenSize > 0
        || shape.characterEmbeddingSize == TaggerShape().characterEmbeddingSize
    else {
      throw OptionError.excludes(option: "character-embedding", other: "character-hidden 0")
    }
  }

  /// The options for a number of sentences.
  public static func preset(exampleCount: Int) -> (name: String, options: TaggerOptions) {
    var options = TaggerOptions()
    options.learning.initialization = .xavier
    options.learning.learningRate = 2e-3
    options.learning.schedule = .linear
    options.learning.metric = TaggerTask.accuracy
    options.learning.maximumLength = 500
    options.shape.network.dropout.setAll(0.4)
    guard exampleCount >= 1_000 else {
      options.shape.network.hiddenSize = 64
      options.shape.network.embeddingSize = 48
      options.shape.characterHiddenSize = 32
      options.learning.batchSentences = 8
      options.learning.epochs = 30
      options.learning.patience = 10
      return ("tiny", options)
    }
    options.shape.network.dropout.setAll(0.5)
    options.shape.network.hiddenSize = 256
    options.shape.network.embeddingSize = 96
    options.shape.characterHiddenSize = 96
    options.learning.learningRate = 3e-3
    options.learning.ema = 0.998
    options.learning.batchSentences = 32
    options.learning.epochs = 20
    options.learning.patience = 8
    return ("small", options)
  }
}
