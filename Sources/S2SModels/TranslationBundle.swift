import FoundationEssentials
import S2SFiles
import S2SText
import S2STensors

/// A model with everything that translating needs: weights, shape, languages and tokenizers.
///
/// All of it is one safetensors file: tensors under PyTorch-like names, the rest in the
/// metadata, so the file alone is the model and Python's `safetensors` opens it.
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
  public var isQuantized: Bool { !model.quantized.isEmpty }
  /// The number of weights.
  public var parameterCount: Int { model.parameters.count }
}

extension TranslationBundle {
  /// The format's version; files of a later one are refused.
  private static let formatVersion = "1"
  private static let factPrefix = "fact."

  /// Replaces the file at `path`.
  ///
  /// - Throws: `FileError` when it cannot be written; the old file is then untouched.
  public func write(to path: String) throws {
    var metadata = [
      "format": "s2s", "format_version": Self.formatVersion, "task": "translate",
      "source_language": source, "target_language": target,
      "configuration": try encodeJSON(configuration),
      "source_text": try sourceText.serialized(), "target_text": try targetText.serialized(),
    ]
    for (key, value) in facts { metadata[Self.factPrefix + key] = value }
    if isQuantized { return try model.writeQuantized(to: path, metadata: metadata) }
    try ParameterFile.write(
      to: path, groups: [ParameterFile.Group(model.parameters)], metadata: metadata)
  }

  /// Reads a file that `write` made.
  ///
  /// - Throws: `FileError` when it cannot be read, `SafetensorsError` when it is not a safetensors
  ///   file, `ModelError` and `TextError` when it is not a model of this toolkit and version.
  public init(path: String) throws {
    let file = try SafetensorsReader(path: path)
    func text(_ key: String) throws -> String { try Self.text(key, of: file) }
    try Self.checkFormat(of: file)
    let configuration: ModelConfiguration = try decodeJSON(
      text("configuration"), "the configuration of \(path)")
    try configuration.validate()
    let sourceText = try TextPipeline(serialized: text("source_text"))
    let targetText = try TextPipeline(serialized: text("target_text"))
    guard sourceText.vocabularySize == configuration.sourceVocabularySize,
      targetText.vocabularySize == configuration.targetVocabularySize
    else {
      throw ModelError(
        .mismatch, "the vocabularies in \(path) do not have the sizes of its configuration.")
    }
    guard !configuration.copiesSource || sourceText.hasTokens(of: targetText) else {
      throw ModelError(
        .mismatch, "the model in \(path) copies tokens, but its two sides have others.")
    }
    let model = try TranslationModel(reading: file, configuration)
    let (source, target) = try Self.languages(of: file)
    let facts = file.metadata.filter { $0.key.hasPrefix(Self.factPrefix) }
      .map { (String($0.key.dropFirst(Self.factPrefix.count)), $0.value) }
    self.init(
      source: source, target: target, model: model, sourceText: sourceText, targetText: targetText,
      facts: Dictionary(facts, uniquingKeysWith: { first, _ in first }))
  }
}

extension TranslationBundle {
  /// The languages of the model at `path`, without its weights.
  ///
  /// - Throws: as the initialiser.
  public static func languages(path: String) throws -> (source: String, target: String) {
    let file = try SafetensorsReader(path: path)
    try checkFormat(of: file)
    return try languages(of: file)
  }

  /// The tokenizers of the model at `path`, without its weights.
  ///
  /// - Throws: as the initialiser.
  public static func texts(path: String) throws -> (source: TextPipeline, target: TextPipeline) {
    let file = try SafetensorsReader(path: path)
    try checkFormat(of: file)
    return (
      try TextPipeline(serialized: text("source_text", of: file)),
      try TextPipeline(serialized: text("target_text", of: file))
    )
  }

  private static func languages(
    of file: SafetensorsReader
  ) throws -> (source: String, target: String) {
    let names = try ["source_language", "target_language"].map { key in
      let name = try text(key, of: file)
      guard TextPipeline.isLocale(name) else {
        throw ModelError(
          .unreadable,
          "\(file.path) has \(quoted(name)) as \"\(key)\", which is no language; "
            + "the file is damaged or not a model.")
      }
      return name
    }
    return (names[0], names[1])
  }

  private static func text(_ key: String, of file: SafetensorsReader) throws -> String {
    guard let value = file.metadata[key] else {
      throw ModelError(
        .unreadable,
        "\(file.path) has no metadata field \"\(key)\"; it is not a model of s2s.")
    }
    return value
  }

  private static func checkFormat(of file: SafetensorsReader) throws {
    // Byte by byte: to compare as texts takes quadratic time for a hostile one.
    guard try text("format", of: file).utf8.elementsEqual("s2s".utf8) else {
      throw ModelError(.unreadable, "\(file.path) is not a model of s2s.")
    }
    let version = try text("format_version", of: file)
    guard version.utf8.elementsEqual(formatVersion.utf8) else {
      throw ModelError(
        .unreadable,
        "\(file.path) has format version \(quoted(version)), but this s2s reads version "
          + "\(formatVersion); use the s2s that wrote it.")
    }
  }
}

extension TranslationModel {
  /// Refuses a configuration whose weights the file cannot hold, before memory is reserved.
  ///
  /// - Parameters:
  ///   - copies: how often the file holds numbers for all weights: once in a model, more often
  ///     where the moments of an optimiser are stored beside them.
  ///   - scales: the lengths of the scales that stand beside weights of eight bits.
  /// - Throws: `ModelError` with code `mismatch`.
  package static func checkSize(
    of file: SafetensorsReader, against configuration: ModelConfiguration, copies: Int = 1,
    scales: [Int] = []
  ) throws {
    let table = layout(configuration)
    let held = file.tensors.reduce(0) { $0 + ($1.elementCount ?? 0) }
    let numbers = table.totalCount * copies + scales.reduce(0, +)
    let tensors = table.entries.count * copies + scales.count
    guard held == numbers, file.tensors.count == tensors else {
      throw ModelError(
        .mismatch,
        "\(file.path) holds \(held) numbers in \(file.tensors.count) tensors, but its "
          + "configuration needs \(numbers) in \(tensors).")
    }
  }
}

/// A value as JSON with sorted keys.
package func encodeJSON(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// A value from JSON.
///
/// - Throws: `ModelError` that says what `name` is, and which field or place of it is at fault; or
///   what an initialiser of `Value` throws of its own.
package func decodeJSON<Value: Decodable>(_ text: String, _ name: String) throws -> Value {
  do {
    return try StrictJSON.decode(from: text.utf8)
  } catch let fault as JSONFault {
    throw ModelError(
      .unreadable, "\(name) cannot be read: \(fault); the file is damaged or not a model.")
  }
}
