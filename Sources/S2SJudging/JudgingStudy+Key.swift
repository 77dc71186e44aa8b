import FoundationEssentials
import S2SFiles

extension JudgingStudy: Codable {
  /// The version of the file.
  private static let version = 1
  /// The largest key that is read, in bytes.
  private static let largestKey = 1 << 28

  private enum CodingKeys: String, CodingKey {
    case version, design, systems, sentences, sheets
    case id = "study"
    case sourceLanguage = "source_language"
    case targetLanguage = "target_language"
  }

  /// Reads the fields of a key.
  ///
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: CodingKeys.self)
    id = try object.decode(String.self, forKey: .id)
    design = try object.decode(JudgingDesign.self, forKey: .design)
    systems = try object.decode([String].self, forKey: .systems)
    sourceLanguage = try object.decodeIfPresent(String.self, forKey: .sourceLanguage)
    targetLanguage = try object.decodeIfPresent(String.self, forKey: .targetLanguage)
    sentences = try object.decode([Sentence].self, forKey: .sentences)
    sheets = try object.decode([Sheet].self, forKey: .sheets)
  }

  /// Writes the fields of a key.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(Self.version, forKey: .version)
    try object.encode(id, forKey: .id)
    try object.encode(design, forKey: .design)
    try object.encode(systems, forKey: .systems)
    try object.encodeIfPresent(sourceLanguage, forKey: .sourceLanguage)
    try object.encodeIfPresent(targetLanguage, forKey: .targetLanguage)
    try object.encode(sentences, forKey: .sentences)
    try object.encode(sheets, forKey: .sheets)
  }

  /// The key as a document of JSON; ends with a newline.
  ///
  /// - Throws: what the encoder throws.
  public func key() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  /// Reads a key.
  ///
  /// - Throws: `JudgingError`: `malformedKey`, `otherVersion`, `inconsistentKey`; `FileError`,
  ///   `LineError`.
  public init(key path: String) throws {
    let bytes = try Self.bytes(of: path)
    do {
      let version = try StrictJSON.decode(
        VersionField.self, from: bytes, maximumBytes: Self.largestKey
      ).version
      guard version == Self.version else { throw JudgingError.otherVersion(path: path, version) }
      self = try StrictJSON.decode(from: bytes, maximumBytes: Self.largestKey)
    } catch let fault as JSONFault {
      throw JudgingError.malformedKey(path: path, fault)
    }
    guard isConsistent else { throw JudgingError.inconsistentKey(path: path) }
  }

  private struct VersionField: Decodable {
    let version: Int
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    let stream = try ByteStream(path: path)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= largestKey {
      let count = try buffer.withUnsafeMutableBytes { try stream.read(into: $0) }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }

  /// Whether all that the parts refer to is there.
  private var isConsistent: Bool {
    JudgingDesign.systemCounts.contains(systems.count) && Set(systems).count == systems.count
      && !sheets.contains(where: \.items.isEmpty)
      && JudgingDesign.judgeCounts.contains(sheets.count)
      && sentences.allSatisfy { $0.outputs.count == systems.count && $0.line > 0 }
      && sheets.allSatisfy { sheet in sheet.items.allSatisfy { isConsistent($0, in: sheet) } }
  }

  private func isConsistent(_ item: Sheet.Item, in sheet: Sheet) -> Bool {
    guard sentences.indices.contains(item.sentence) else { return false }
    let distinct = Set(sentences[item.sentence].distinct)
    let outputs = Set(item.outputs)
    guard outputs.count == item.outputs.count, outputs.isSubset(of: distinct),
      kind == .ranking ? outputs == distinct : outputs.count == 1
    else { return false }
    guard let first = item.first else { return true }
    guard sheet.items.indices.contains(first) else { return false }
    let original = sheet.items[first]
    return original.first == nil && original.sentence == item.sentence
      && Set(original.outputs) == outputs
  }
}
