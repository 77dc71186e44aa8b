import FoundationEssentials
import S2SFiles
import S2SOptions

/// A value as JSON with sorted keys.
package func encodeJSON(_ value: some Encodable, inLines: Bool = false) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  if inLines { encoder.outputFormatting.insert(.prettyPrinted) }
  let json = String(decoding: try encoder.encode(value), as: UTF8.self)
  // The encoder leaves characters as they are, which are inside of strings here; a terminal may obey
  // some of them, or turn the text.
  guard json.unicodeScalars.contains(where: \.movesText) else { return json }
  return json.unicodeScalars.reduce(into: "") { text, scalar in
    let isLineFeed = inLines && scalar == "\n"
    text += scalar.movesText && !isLineFeed ? scalar.jsonEscape : String(scalar)
  }
}

extension Unicode.Scalar {
  /// The scalar, one of the first 65,536, as an escape of JSON.
  fileprivate var jsonEscape: String {
    let digits = String(value, radix: 16)
    return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
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
