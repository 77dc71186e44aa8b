import S2SModels
import S2STensors
import S2SText
import Seq2Seq
import Synchronization

/// The input is the metadata of a model file, a line each; the tensors stay.
///
/// A model that loads
/// has to translate.
enum ModelFuzzing {
  private static let keys = [
    "shape", "source_text", "target_text", "source_language", "target_language", "format",
    "format_version", "task",
  ]

  /// Good metadata, and what follows them in a file.
  private struct Parts {
    let metadata: [String: String]
    let tensors: [UInt8]
    let data: [UInt8]
  }

  private static let parts = Result { try makeParts() }
  private static let inputFile = InputFile()

  private static func makeParts() throws -> Parts {
    let text = try TokenizerFuzzing.small()
    var shape = ModelConfiguration(
      sourceVocabularySize: text.vocabularySize, targetVocabularySize: text.vocabularySize)
    shape.hiddenSize = 2
    shape.embeddingSize = 1
    let model = try TranslationModel(shape)
    model.initialize(seed: 1)
    let path = inputFile.path
    try TranslationBundle(
      source: "fr", target: "en", model: model, sourceText: text, targetText: text
    ).write(to: path)
    let file = try SafetensorsReader(path: path)
    return Parts(
      metadata: file.metadata, tensors: StoredFile.tensorMembers(file),
      data: try StoredFile.data(file))
  }

  static func run(_ input: [UInt8]) throws {
    let parts = try parts.get()
    let lines = input.split(separator: 10, omittingEmptySubsequences: false)
    var metadata = parts.metadata
    for (key, line) in zip(keys, lines) { metadata[key] = String(decoding: line, as: UTF8.self) }
    let path = inputFile.holding(
      StoredFile.bytes(metadata: metadata, tensors: parts.tensors, data: parts.data))
    _ = try? TranslationBundle.languages(path: path)
    _ = try? TranslationBundle.texts(path: path)
    let model = try TranslationBundle(path: path)
    var options = TranslationOptions()
    options.threads = 1
    let translations = try Translator([model], options: options).translate(["un deux", "", "é"])
    claim(translations.count == 3, "as many translations as lines")
  }

  static func seeds() throws -> [[UInt8]] {
    let metadata = try parts.get().metadata
    return [Array(keys.map { metadata[$0] ?? "" }.joined(separator: "\n").utf8)]
  }
}

/// Safetensors files put together by hand, so that metadata may be anything.
enum StoredFile {
  /// A file of metadata, and of the tensors' part of a header and their data.
  static func bytes(
    metadata: [String: String], tensors: [UInt8], data: [UInt8]
  ) -> [UInt8] {
    let members = metadata.sorted { $0.key < $1.key }.map {
      quoted($0.key) + [58] + quoted($0.value)
    }
    let header =
      Array(#"{"__metadata__":{"#.utf8) + members.joined(separator: [44]) + Array("},".utf8)
      + tensors + Array("}".utf8)
    return SafetensorsFuzzing.framed(header, data: data)
  }

  /// The tensors of a file as members of a header.
  static func tensorMembers(_ file: SafetensorsReader) -> [UInt8] {
    var offset = 0
    let members = file.tensors.map { tensor in
      let end = offset + (tensor.byteCount ?? 0)
      defer { offset = end }
      return """
        "\(tensor.name)":{"dtype":"\(tensor.type.rawValue)","shape":\(tensor.shape),\
        "data_offsets":[\(offset),\(end)]}
        """
    }
    return Array(members.joined(separator: ",").utf8)
  }

  /// The data of a file.
  static func data(_ file: SafetensorsReader) throws -> [UInt8] {
    try file.tensors.flatMap { try file.withTensor(named: $0.name) { Array($1) } }
  }

  private static func quoted(_ text: String) -> [UInt8] {
    var json: [UInt8] = [34]
    for byte in text.utf8 {
      if byte == 34 || byte == 92 {
        json += [92, byte]
      } else if byte < 0x20 {
        json += Array((byte < 16 ? "\\u000" : "\\u00").utf8) + Array(String(byte, radix: 16).utf8)
      } else {
        json.append(byte)
      }
    }
    return json + [34]
  }
}
