import S2SCorpora
import S2SLayers
import S2SModels
import S2SOptions
import S2SText
import S2STraining

/// The shape of a translator and how it learns.
public struct TranslatorOptions: TaskOptions {
  /// The shape of the network.
  public var shape = TranslationShape()
  /// What tokens are.
  public var tokens = TokenOptions()
  /// The largest number of subwords or words per side, or of both sides together when they are joint.
  public var vocabularySize = 8_000
  /// Whether subwords are learned from both sides together; each side keeps those that it uses.
  public var jointVocabulary = false
  /// Whether addresses and numbers that both sides share become placeholders.
  public var placeholders = true
  /// The probability that a training pair is read once more with its source typed in another way.
  public var typingVariants = 0.0
  /// How it learns.
  public var learning = LearningOptions()
  /// The weight of the regulariser against vanishing gradients.
  public var gradientRegularizer = 0.0
  /// The factor of the coverage loss, which penalises attending to a position again.
  public var coverageLoss = 0.0
  /// The weight of the divergence between what two passes with other dropout say (R-Drop); 0 for one pass.
  public var dropoutDivergence = 0.0
  /// Whether updates compare their targets with some of the vocabulary alone.
  public var sampledSoftmax = SampledSoftmaxOptions()
  /// How often the decoder reads its own tokens in training.
  public var sampling = ScheduledSamplingOptions()
  /// How the expected risk of the model's translations is lowered.
  public var risk = RiskOptions()

  /// The defaults for a corpus of some tens of thousands of pairs.
  public init() {}

  /// Every option, with its range and meaning.
  public static let options =
    TranslationShape.options.within(\Self.shape)
    + TokenOptions.options.within(\.tokens)
    + OptionTable([
      .count(
        "vocabulary-size", \.learnedSize, in: 300...1_000_000,
        "The largest number of subwords or words per side"
      ).always,
      .flag(
        "joint-vocabulary", \.jointVocabulary, "Learn the subwords of both sides together"),
      .flag(
        "placeholders", \.placeholders,
        "Copy addresses and numbers that both sides share, by placeholders (default: yes)"),
      .number(
        "typing-variants", \.typingVariants, in: OptionRange(0...1),
        """
        Read this part of the training pairs once more, the source typed in another way, such as \
        without accents
        """),
    ])
    + LearningOptions.table(scores: TranslationTask.scoreNames).within(\.learning)
    + OptionTable([
      .number(
        "gradient-regularizer", \.gradientRegularizer, in: OptionRange(0...1e6),
        "The weight of the regulariser against vanishing gradients, for the cell elman"),
      .number(
        "coverage-loss", \.coverageLoss, in: OptionRange(0...1e3),
        "The factor of the coverage loss, which penalises attending to a position again"),
      .number(
        "r-drop", \.dropoutDivergence, in: OptionRange(0...1e3),
        "Read each pair twice, and penalise what dropout changes, with this weight (R-Drop)"),
    ]) + SampledSoftmaxOptions.options.within(\.sampledSoftmax)
    + ScheduledSamplingOptions.options.within(\.sampling)
    + RiskOptions.options.within(\.risk)

  /// Undoes choices of a preset that the given options replace or contradict.
  public mutating func adapt(to given: OptionValues) {
    shape.network.adapt(to: given)
    learning.adapt(to: given)
    if given["minimum-risk"] == true && !risk.isOn {
      learning.metric = TranslationTask.bleu
      learning.learningRate = 1e-4
    }
    adaptTokens(to: given)
    if given["attention"] == .text(AttentionKind.off.rawValue) { leaveOutAttention() }
    if given["coverage"] == true && !shape.hasCoverage && shape.attention != .off {
      shape.attention = .additive
    }
    if given["hierarchical"] == true && !shape.isHierarchical {
      shape.isHierarchical = true
      jointVocabulary = false
    }
  }

  /// Checks every value against its range, and the values against each other.
  ///
  /// - Throws: `OptionError`, `ModelError`, `TrainingError`.
  public func validate() throws {
    try Self.options.check(self)
    try learning.validate()
    let cell = shape.network.cell
    guard gradientRegularizer == 0 || cell.takesGradientRegularizer else {
      throw TrainingError.unregularizedCell(
        cell: cell.rawValue,
        possible: CellKind.allCases.filter(\.takesGradientRegularizer).map(\.rawValue))
    }
    guard gradientRegularizer == 0 || shape.network.mogrifierRounds == 0 else {
      throw OptionError.excludes(option: "gradient-regularizer", other: "mogrifier")
    }
    guard !shape.isHierarchical || !jointVocabulary else {
      throw OptionError.excludes(option: "hierarchical", other: "joint-vocabulary")
    }
    guard !shape.copiesSource || jointVocabulary else {
      throw OptionError.needs(option: "copy", other: "joint-vocabulary")
    }
    try validateTokens()
    guard coverageLoss == 0 || shape.hasCoverage else {
      throw OptionError.needs(option: "coverage-loss", other: "coverage")
    }
    try validateDropoutDivergence()
    try sampledSoftmax.validate(
      beside: ["copy": shape.copiesSource, "minimum-risk": risk.isOn])
    try sampling.validate()
    try risk.validate(beside: self)
    try shape.validate()
  }

  /// Refuses what the divergence between two passes excludes, and no dropout, without which there is none.
  private func validateDropoutDivergence() throws {
    guard dropoutDivergence > 0 else { return }
    let others = [
      ("copy", shape.copiesSource), ("minimum-risk", risk.isOn),
      ("scheduled-sampling", sampling.decay != nil),
      ("sampled-softmax", sampledSoftmax.drawnTokens != nil),
    ]
    if let other = others.first(where: \.1) {
      throw OptionError.excludes(option: "r-drop", other: other.0)
    }
    let rates = shape.network.dropout
    guard [rates.embeddings, rates.layers, rates.output].contains(where: { $0 > 0 }) else {
      throw OptionError.needs(option: "r-drop", other: "dropout")
    }
  }

  /// Refuses minimum risk without a trained model.
  ///
  /// - Throws: `TrainingError` (`riskFromNothing`).
  public func check(beginsWithModel: Bool) throws {
    guard !risk.isOn || beginsWithModel else { throw TrainingError.riskFromNothing }
  }
}

/// Choices that belong together.
extension TranslatorOptions {
  /// The decoder attends to an encoder that reads in both directions; both sides share subwords,
  /// and the target's embedding is the output layer's weight.
  mutating func attend() {
    shape.attention = .general
    shape.isBidirectional = true
    shape.reversesSource = false
    shape.contextUse = .start
    shape.tiesEmbeddings = true
    jointVocabulary = true
    learning.labelSmoothing = 0.1
  }

  /// Feeds the context vector to the decoder at every step, as it knows nothing else of the source.
  ///
  /// The encoder reads in one direction, from the source's end.
  ///
  /// Reference: Sutskever et al. 2014, arXiv:1409.3215 (the reversed source).
  mutating func leaveOutAttention() {
    guard shape.attention != .off else { return }
    shape.attention = .off
    shape.contextUse = .both
    shape.isBidirectional = false
    shape.reversesSource = true
  }
}

/// The options in the form that the parts of a run take.
extension TranslatorOptions {
  /// The number of source tokens per subword: about its number of characters.
  private var sourceTokensPerSubword: Int { shape.isHierarchical ? 6 : 1 }

  /// The order of batches.
  var batchSchedule: BatchSchedule {
    learning.batchSchedule(tokensPerSubword: sourceTokensPerSubword)
  }

  /// The longest pair.
  ///
  /// - Parameter length: in subwords; `maximumLength` unless given.
  func limits(_ length: Int? = nil) -> EncodedCorpus.Limits {
    let length = length ?? learning.maximumLength
    return EncodedCorpus.Limits(
      maximumLength: length, maximumSourceLength: length * sourceTokensPerSubword)
  }

  /// The model's configuration for the tokenizers of both sides.
  package func modelConfiguration(source: TextPipeline, target: TextPipeline) -> ModelConfiguration
  {
    ModelConfiguration(shape, source: source, target: target)
  }
}

extension TranslatorOptions {
  /// The options of the preset for a number of pairs.
  public static func preset(exampleCount: Int) -> (name: String, options: TranslatorOptions) {
    let preset = TrainingPreset(pairs: exampleCount)
    return (preset.rawValue, preset.options)
  }
}
