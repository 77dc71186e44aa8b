import FoundationEssentials
import S2SFiles
import S2SOptions

/// A value as JSON with sorted keys.
package func encodeJSON(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// A value from JSON, which is a part of a file.
///
/// - Throws: `ModelError.malformed`; what an initialiser of `Value` throws of its own.
package func decodeJSON<Value: Decodable>(
  _ text: String, _ part: ModelPart, in path: String
) throws -> Value {
  do {
    return try StrictJSON.decode(from: text.utf8)
  } catch let fault as JSONFault {
    throw ModelError.malformed(part, path: path, fault)
  }
}
