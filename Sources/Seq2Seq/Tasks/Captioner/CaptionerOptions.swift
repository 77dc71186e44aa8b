import S2SLayers
import S2SModels
import S2SOptions

/// The shape of a captioner and how it learns.
public struct CaptionerOptions: TaskOptions {
  /// The shape of the network.
  public var shape = CaptionerShape()
  /// What tokens are.
  public var tokens = TokenOptions()
  /// The largest number of tokens.
  public var vocabularySize = 4_000
  /// How it learns.
  public var learning = LearningOptions()

  /// The defaults for some tens of thousands of captions.
  public init() {}

  /// Every option, with its range and meaning.
  public static let options =
    CaptionerShape.options.within(\Self.shape)
    + TokenOptions.shared.within(\.tokens)
    + OptionTable([
      .count(
        "vocabulary-size", \.learnedSize, in: 300...1_000_000,
        "The largest number of subwords or words"
      ).always
    ]) + LearningOptions.table(scores: CaptionerTask.scoreNames).within(\.learning)

  /// Undoes choices of a preset that the given options replace.
  public mutating func adapt(to given: OptionValues) {
    shape.network.adapt(to: given)
    learning.adapt(to: given)
    if tokens.differ(from: given) {
      vocabularySize = given["subwords"] == nil ? TokenOptions.wordCount : Self().vocabularySize
    }
  }

  /// The size of a vocabulary that is learned; `nil` where a file of subwords has its own.
  var learnedSize: Int? {
    get { tokens.subwords == nil ? vocabularySize : nil }
    set { vocabularySize = newValue ?? vocabularySize }
  }

  /// Checks every value against its range, and the values against each other.
  ///
  /// - Throws: `OptionError`, `ModelError`, `TrainingError`.
  public func validate() throws {
    try Self.options.check(self)
    try learning.validate()
    try tokens.validate()
    try shape.validate()
  }

  /// The options for a number of captions.
  public static func preset(exampleCount: Int) -> (name: String, options: CaptionerOptions) {
    var options = CaptionerOptions()
    options.learning.batchSentences = 32
    options.learning.patience = 5
    options.shape.network.dropout.setAll(0.2)
    guard exampleCount >= 3_000 else {
      options.shape.network.hiddenSize = 128
      options.shape.network.embeddingSize = 64
      options.vocabularySize = 600
      options.learning.batchSentences = 16
      options.learning.learningRate = 5e-3
      options.learning.epochs = 40
      return ("tiny", options)
    }
    guard exampleCount >= 50_000 else {
      options.shape.network.hiddenSize = 256
      options.shape.network.embeddingSize = 128
      options.vocabularySize = 1_200
      options.learning.epochs = 20
      return ("small", options)
    }
    options.shape.network.hiddenSize = 512
    options.shape.network.embeddingSize = 256
    options.learning.batchSentences = 64
    options.learning.epochs = 10
    return ("medium", options)
  }
}
