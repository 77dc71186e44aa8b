import S2SLayers
import S2SModels
import S2SOptions

/// The shape of a language model and how it learns.
public struct LanguageModelOptions: TaskOptions {
  /// The unit of a token.
  public enum Unit: String, Sendable, CaseIterable {
    /// A part of a word, or a word.
    case subword
    /// A character.
    case character
  }

  /// The shape of the network.
  public var shape = LanguageModelShape()
  /// The unit of a token.
  public var unit = Unit.subword
  /// What tokens are, where the unit is not a character.
  public var tokens = TokenOptions()
  /// The largest number of tokens.
  public var vocabularySize = 8_000
  /// The places of a stream that are read at the same time.
  public var laneCount = 32
  /// The tokens of a window of a stream, through which gradients go back.
  public var windowSize = 70
  /// The factor of the penalty on the last layer's outputs, α of `ActivationRegularizer`.
  public var activationPenalty: Float = 0
  /// The factor of the penalty on their change from step to step, β of `ActivationRegularizer`.
  public var changePenalty: Float = 0
  /// Whether updates compare their targets with some of the vocabulary alone.
  public var sampledSoftmax = SampledSoftmaxOptions()
  /// How it learns.
  public var learning = LearningOptions()

  /// The defaults for a text of some tens of thousands of lines.
  public init() {}

  /// Every option, with its range and meaning.
  public static let options =
    LanguageModelShape.options.within(\Self.shape)
    + OptionTable([
      .choice("unit", \.unit, "The unit of text to predict: subword or character").always
    ]) + TokenOptions.shared.within(\.tokens)
    + OptionTable([
      .count(
        "vocabulary-size", \.learnedSize, in: 300...1_000_000,
        "The largest number of subwords, words or characters"
      ).always,
      .count(
        "lanes", \.laneCount, in: 1...10_000,
        "The number of places of a stream that are read at the same time"),
      .count(
        "bptt", \.windowSize, in: 1...10_000,
        "The number of tokens of a stream that gradients go back through"),
      .number(
        "activation-penalty", \.activationPenalty, in: OptionRange(0...1_000),
        "The factor of a penalty on large outputs of the last layer"),
      .number(
        "change-penalty", \.changePenalty, in: OptionRange(0...1_000),
        "The factor of a penalty on outputs that change from step to step"),
    ]) + SampledSoftmaxOptions.options.within(\.sampledSoftmax)
    + LearningOptions.table(scores: LanguageModelTask.scoreNames).within(\.learning)

  /// The penalty on the last layer's outputs.
  var regularizer: ActivationRegularizer {
    ActivationRegularizer(activation: activationPenalty, change: changePenalty)
  }

  /// Undoes choices of a preset that the given options replace.
  public mutating func adapt(to given: OptionValues) {
    shape.network.adapt(to: given)
    learning.adapt(to: given)
    if given["stream"] == true {
      // A preset for lines has batches, which a stream has not.
      let standard = LearningOptions()
      learning.batchTokens = standard.batchTokens
      learning.batchSentences = standard.batchSentences
    }
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
    guard shape.softmaxCount == 1 || learning.labelSmoothing == 0 else {
      throw OptionError.excludes(option: "softmaxes", other: "label-smoothing")
    }
    try sampledSoftmax.validate(beside: ["softmaxes": shape.softmaxCount > 1])
    try validateReading()
  }

  /// Refuses options of streams for lines, and of lines for streams.
  private func validateReading() throws {
    let standard = LanguageModelOptions()
    let ofLines = [
      ("batch-tokens", learning.batchTokens == standard.learning.batchTokens),
      ("batch-sentences", learning.batchSentences == standard.learning.batchSentences),
      ("length-bucket", learning.lengthBucket == standard.learning.lengthBucket),
      ("maximum-length", learning.maximumLength == standard.learning.maximumLength),
    ]
    for (option, isStandard) in ofLines where shape.readsStream && !isStandard {
      throw OptionError.excludes(option: option, other: "stream")
    }
    guard shape.readsStream || laneCount == standard.laneCount else {
      throw OptionError.needs(option: "lanes", other: "stream")
    }
    guard shape.readsStream || windowSize == standard.windowSize else {
      throw OptionError.needs(option: "bptt", other: "stream")
    }
  }
}
