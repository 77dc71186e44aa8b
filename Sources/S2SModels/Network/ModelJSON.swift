import FoundationEssentials
import S2SFiles
import S2SOptions

/// A value as JSON with sorted keys.
package func encodeJSON(_ value: some Encodable, inLines: Bool = false) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  if inLines { encoder.outputFormatting.insert(.prettyPrinted) }
  let json = String(decoding: try encoder.encode(value), as: UTF8.self)
  // The encoder leaves the control characters beyond ASCII's first 32 as they are, which are inside of
  // strings here; a terminal may obey them.
  guard json.unicodeScalars.contains(where: isLateControl) else { return json }
  return json.unicodeScalars.reduce(into: "") { text, scalar in
    text += isLateControl(scalar) ? "\\u00" + String(scalar.value, radix: 16) : String(scalar)
  }
}

private func isLateControl(_ scalar: Unicode.Scalar) -> Bool {
  (0x7F..<0xA0).contains(scalar.value)
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
