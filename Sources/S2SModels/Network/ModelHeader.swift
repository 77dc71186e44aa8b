import S2SFiles
import S2SOptions
import S2SText
import S2STensors

/// What a model file says besides its weights: its task, languages, shape, tokenizers and facts.
///
/// All of it is metadata of one safetensors file, so the file alone is the model and Python's
/// `safetensors` opens it. Tokenizers and languages go by their roles: `source` and `target` of a
/// translation, `text` of a language model.
public struct ModelHeader: Sendable, Equatable {
  /// What the model does, such as `translate`.
  public let task: String
  /// Facts about the training, as text by name; never needed for using the model.
  public var facts: [String: String]
  /// The file, for errors; empty for a model that comes from none.
  package let path: String
  /// Everything else, by the names in the file.
  private let fields: [String: String]

  /// The format's version; files of another one are refused.
  private static let formatVersion = "2"
  private static let factPrefix = "fact."
  private static let languageSuffix = "_language"
  private static let textSuffix = "_text"
  private static let shapeName = "shape"

  /// Describes a model.
  ///
  /// - Parameters:
  ///   - languages: by role, such as `["source": "fr", "target": "en"]`.
  ///   - texts: the tokenizers, by role.
  /// - Throws: `TextError` when a tokenizer cannot be written.
  package init(
    task: String, shape: some Settings, languages: [String: String],
    texts: [String: TextPipeline], facts: [String: String] = [:]
  ) throws {
    var fields = [Self.shapeName: try encodeJSON(shape)]
    for (role, language) in languages { fields[role + Self.languageSuffix] = language }
    for (role, text) in texts { fields[role + Self.textSuffix] = try text.serialized() }
    self.task = task
    self.facts = facts
    self.fields = fields
    path = ""
  }

  /// Reads the metadata of a file.
  ///
  /// - Throws: `ModelError` when it is not a model of this toolkit and version.
  package init(_ file: SafetensorsReader) throws {
    func field(_ key: String) throws -> String {
      guard let value = file.metadata[key] else {
        throw ModelError.noField(path: file.path, field: key)
      }
      return value
    }
    // Byte by byte: to compare as texts takes quadratic time for a hostile one.
    guard try field("format").utf8.elementsEqual("s2s".utf8) else {
      throw ModelError.notAModel(path: file.path)
    }
    let version = try field("format_version")
    guard version.utf8.elementsEqual(Self.formatVersion.utf8) else {
      throw ModelError.otherVersion(
        path: file.path, version: version, supported: Self.formatVersion)
    }
    task = try field("task")
    path = file.path
    let facts = file.metadata.filter { $0.key.hasPrefix(Self.factPrefix) }
      .map { (String($0.key.dropFirst(Self.factPrefix.count)), $0.value) }
    self.facts = Dictionary(facts, uniquingKeysWith: { first, _ in first })
    fields = file.metadata
  }

  /// Reads the metadata of the file at `path`.
  ///
  /// - Throws: `FileError`, `SafetensorsError`, `ModelError` when it is not a model.
  public init(path: String) throws { try self.init(SafetensorsReader(path: path)) }

  /// The metadata of a file with this header.
  package var metadata: [String: String] {
    var metadata = own
    metadata[Self.shapeName] = fields[Self.shapeName]
    for (key, value) in facts { metadata[Self.factPrefix + key] = value }
    metadata["format"] = "s2s"
    metadata["format_version"] = Self.formatVersion
    metadata["task"] = task
    return metadata
  }
}

extension ModelHeader {
  /// Refuses a model of another task.
  ///
  /// - Throws: `ModelError.otherTask`.
  package func check(task wanted: String) throws {
    guard task.utf8.elementsEqual(wanted.utf8) else {
      throw ModelError.otherTask(path: path, task: task, wanted: wanted)
    }
  }

  /// The shape.
  ///
  /// - Throws: `ModelError`: `malformed`, `impossibleShape`.
  package func shape<Shape: Settings>() throws -> Shape {
    do {
      let shape: Shape = try decodeJSON(field(Self.shapeName), .shape, in: path)
      try Shape.options.check(shape)
      return shape
    } catch let error as OptionError {
      throw ModelError.impossibleShape(path: path, error)
    }
  }

  /// The language of a role, such as `fr`.
  ///
  /// - Throws: `ModelError` when there is none.
  package func language(_ role: String) throws -> String {
    let name = try field(role + Self.languageSuffix)
    guard TextPipeline.isLocale(name) else {
      throw ModelError.noLanguage(path: path, field: role + Self.languageSuffix, value: name)
    }
    return name
  }

  /// The languages by their roles.
  ///
  /// - Throws: `ModelError` when one is no language.
  package func languages() throws -> [String: String] {
    let roles = own.keys.filter { $0.hasSuffix(Self.languageSuffix) }
      .map { String($0.dropLast(Self.languageSuffix.count)) }
    return Dictionary(uniqueKeysWithValues: try roles.map { ($0, try language($0)) })
  }

  /// The tokenizer of a role.
  ///
  /// - Throws: `ModelError` when there is none; `TextError`.
  package func text(_ role: String) throws -> TextPipeline {
    try TextPipeline(serialized: field(role + Self.textSuffix))
  }

  private func field(_ key: String) throws -> String {
    guard let value = fields[key] else {
      throw ModelError.noField(path: path, field: key)
    }
    return value
  }

  /// The names of languages and tokenizers that two models do not share.
  package func differingFields(from other: ModelHeader) -> [String] {
    let (mine, theirs) = (own, other.own)
    return Set(mine.keys).union(theirs.keys).sorted().filter { mine[$0] != theirs[$0] }
  }

  /// The fields that name languages and tokenizers.
  private var own: [String: String] {
    fields.filter { name, _ in
      !name.hasPrefix(Self.factPrefix)
        && (name.hasSuffix(Self.languageSuffix) || name.hasSuffix(Self.textSuffix))
    }
  }
}
