import S2SLayers
import S2SModels
import S2SOptions

/// The shape of a classifier and how it learns.
public struct ClassifierOptions: TaskOptions {
  /// The shape of the network.
  public var shape = ClassifierShape()
  /// The unit of a token.
  public var unit = LanguageModelOptions.Unit.subword
  /// What tokens are, where the unit is not a character.
  public var tokens = TokenOptions()
  /// The largest number of tokens.
  public var vocabularySize = 8_000
  /// How it learns.
  public var learning = Self.usualLearning

  /// The defaults for some tens of thousands of texts.
  public init() {}

  /// A text is read as far as the shape allows, however long it is.
  private static var usualLearning: LearningOptions {
    var learning = LearningOptions()
    learning.maximumLength = 1_000
    return learning
  }

  /// Every option, with its range and meaning.
  public static let options =
    ClassifierShape.options.within(\Self.shape)
    + OptionTable([
      .choice("unit", \.unit, "The unit of text to read: subword or character").always
    ]) + TokenOptions.shared.within(\.tokens)
    + OptionTable([
      .count(
        "vocabulary-size", \.learnedSize, in: 300...1_000_000,
        "The largest number of subwords, words or characters"
      ).always
    ]) + LearningOptions.table(scores: ClassifierTask.scoreNames).within(\.learning)

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
    guard unit == .subword || tokens.learnsSubwords else {
      throw OptionError.excludes(
        option: "unit character",
        other: tokens.subwords == nil ? "tokens \(tokens.kind.rawValue)" : "subwords")
    }
    try shape.validate()
    // Not of the shape: models that were made with both are read.
    guard shape.isBidirectional || shape.merge == .concat else {
      throw OptionError.needs(option: "merge", other: "bidirectional")
    }
  }

  /// The options for a number of texts.
  public static func preset(exampleCount: Int) -> (name: String, options: ClassifierOptions) {
    var options = ClassifierOptions()
    options.learning.batchSentences = 32
    options.learning.metric = ClassifierTask.accuracy
    options.learning.patience = 5
    options.shape.network.dropout.setAll(0.5)
    guard exampleCount >= 3_000 else {
      options.shape.network.hiddenSize = 64
      options.shape.network.embeddingSize = 64
      options.vocabularySize = 1_200
      options.learning.batchSentences = 16
      options.learning.learningRate = 2e-3
      options.learning.epochs = 40
      return ("tiny", options)
    }
    guard exampleCount >= 50_000 else {
      options.shape.network.hiddenSize = 128
      options.shape.network.embeddingSize = 128
      options.shape.wordDropout = 0.1
      options.learning.epochs = 20
      return ("small", options)
    }
    options.shape.network.dropout.setAll(0.3)
    options.learning.batchSentences = 64
    options.learning.epochs = 10
    return ("medium", options)
  }
}
