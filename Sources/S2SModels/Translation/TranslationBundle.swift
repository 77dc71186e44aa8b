import S2SFiles
import S2SText
import S2STensors

/// A model with everything that translating needs: weights, shape, languages and tokenizers.
public struct TranslationBundle: Sendable {
  /// The language of the source, such as `fr`.
  public let source: String
  /// The language of the target.
  public let target: String
  /// The network.
  package let model: TranslationModel
  /// Source text to tokens.
  public let sourceText: TextPipeline
  /// Tokens to target text.
  public let targetText: TextPipeline
  /// Facts about the training, as text by name; never needed for translating.
  public var facts: [String: String]

  /// Groups the parts.
  package init(
    source: String, target: String, model: TranslationModel, sourceText: TextPipeline,
    targetText: TextPipeline, facts: [String: String] = [:]
  ) {
    self.source = source
    self.target = target
    self.model = model
    self.sourceText = sourceText
    self.targetText = targetText
    self.facts = facts
  }

  /// The shape of the network.
  public var configuration: ModelConfiguration { model.configuration }
  /// Whether its weights are of eight bits.
  public var isQuantized: Bool { model.storage.isQuantized }
  /// The number of weights.
  public var parameterCount: Int { model.parameters.count }
}

extension TranslationBundle {
  /// The name of the task in model files.
  package static let task = "translate"

  /// What a file says of the model besides its weights.
  ///
  /// - Throws: `TextError` when a tokenizer cannot be written.
  package func header() throws -> ModelHeader {
    try ModelHeader(
      task: Self.task, shape: configuration.shape,
      languages: ["source": source, "target": target],
      texts: ["source": sourceText, "target": targetText], facts: facts)
  }

  /// Replaces the file at `path`.
  ///
  /// - Throws: `FileError` when it cannot be written; the old file is then untouched.
  public func write(to path: String) throws {
    try model.storage.write(to: path, metadata: header().metadata)
  }

  /// Reads a file that `write` made.
  ///
  /// - Throws: `FileError` when it cannot be read, `SafetensorsError` when it is not a safetensors
  ///   file, `ModelError`, `OptionError` and `TextError` when it is not a translation model of this
  ///   toolkit and version.
  public init(path: String) throws {
    let file = try SafetensorsReader(path: path)
    let header = try ModelHeader(file)
    let (source, target) = try Self.languages(of: header)
    let (sourceText, targetText) = try Self.texts(of: header)
    let configuration = ModelConfiguration(
      try header.shape(), source: sourceText, target: targetText)
    guard !configuration.copiesSource || sourceText.hasTokens(of: targetText) else {
      throw ModelError.unequalTokens(path: path)
    }
    let model = try TranslationModel(configuration) {
      try NetworkStorage(reading: file, $0)
    }
    self.init(
      source: source, target: target, model: model, sourceText: sourceText, targetText: targetText,
      facts: header.facts)
  }

  /// The same model with matrices of eight bits.
  ///
  /// - Throws: `ModelError`: `alreadyQuantized`; `unevenWidth` for sizes that are not multiples of
  ///   four.
  public func quantized() throws -> TranslationBundle {
    TranslationBundle(
      source: source, target: target,
      model: try TranslationModel(configuration) { _ in try model.storage.rounded() },
      sourceText: sourceText, targetText: targetText, facts: facts)
  }

  /// The languages of the model at `path`, without its weights.
  ///
  /// - Throws: as the initialiser.
  public static func languages(path: String) throws -> (source: String, target: String) {
    try languages(of: ModelHeader(path: path))
  }

  /// The tokenizers of the model at `path`, without its weights.
  ///
  /// - Throws: as the initialiser.
  public static func texts(path: String) throws -> (source: TextPipeline, target: TextPipeline) {
    try texts(of: ModelHeader(path: path))
  }

  private static func languages(
    of header: ModelHeader
  ) throws -> (source: String, target: String) {
    try header.check(task: task)
    return (try header.language("source"), try header.language("target"))
  }

  private static func texts(
    of header: ModelHeader
  ) throws -> (source: TextPipeline, target: TextPipeline) {
    try header.check(task: task)
    return (try header.text("source"), try header.text("target"))
  }
}
