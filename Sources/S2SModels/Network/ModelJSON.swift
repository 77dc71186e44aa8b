import FoundationEssentials
import S2SFiles
import S2SOptions

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
