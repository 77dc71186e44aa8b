import FoundationEssentials

/// What is wrong with a JSON document, and where.
package struct JSONFault: Error, Equatable, CustomStringConvertible {
  /// The names that lead to the place, such as `dropout.layers`; empty outside of all objects.
  package let field: String
  /// The place, in bytes from the start of the document; `nil` where only the field is known.
  package let offset: Int?
  /// What is wrong there, as the rest of a sentence whose subject is the field or the document.
  package let problem: String

  init(_ problem: String, field: String, offset: Int?) {
    self.problem = problem
    self.field = field
    self.offset = offset
  }

  /// The place and what is wrong there: `byte 12, "dropout.layers": has a malformed number`.
  package var description: String {
    let places = [offset.map { "byte \($0)" }, field.isEmpty ? nil : quoted(field)]
    return places.compactMap(\.self).joined(separator: ", ") + (places == [nil, nil] ? "" : ": ")
      + problem
  }
}

/// Decodes the small JSON documents of this package: configurations, states, records.
///
/// They come from outside, so they are checked before a decoder sees them: the size, because text
/// of combining marks takes quadratic time to compare, then all that `JSONOutline` checks. A
/// fault names its field or its place, which the decoder alone does not always do.
package enum StrictJSON {
  /// The largest document unless told otherwise.
  package static let maximumBytes = 1 << 16

  /// Decodes a document of UTF-8.
  ///
  /// - Parameter maximumBytes: the size beyond which it is refused.
  /// - Throws: `JSONFault`, or what an initialiser of `Value` throws of its own.
  package static func decode<Value: Decodable>(
    _ type: Value.Type = Value.self, from text: some Collection<UInt8>,
    maximumBytes: Int = maximumBytes
  ) throws -> Value {
    guard text.count <= maximumBytes else {
      throw JSONFault(
        "is longer than \(grouped(maximumBytes)) bytes", field: "", offset: maximumBytes)
    }
    let bytes = Array(text)
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw JSONFault("is not UTF-8", field: "", offset: nil)
    }
    let outline = try JSONOutline(bytes)
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch let error as DecodingError {
      throw fault(error, decoding: type, from: bytes, outline)
    }
  }

  private static func fault<Value: Decodable>(
    _ error: DecodingError, decoding type: Value.Type, from bytes: [UInt8], _ outline: JSONOutline
  ) -> JSONFault {
    func at(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
      (context.codingPath + (key.map { [$0] } ?? [])).map(\.stringValue).joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context):
      return JSONFault("is missing", field: at(context, key), offset: nil)
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return JSONFault("has a value of the wrong kind", field: at(context), offset: nil)
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      return unfitNumber(decoding: type, from: bytes, outline)
    case .dataCorrupted(let context):
      return JSONFault("has an impossible value", field: at(context), offset: nil)
    @unknown default:
      return JSONFault("cannot be read", field: "", offset: nil)
    }
  }

  /// Finds the number that does not fit its field, which the decoder does not name: the one by
  /// whose replacement the error goes away.
  private static func unfitNumber<Value: Decodable>(
    decoding type: Value.Type, from bytes: [UInt8], _ outline: JSONOutline
  ) -> JSONFault {
    var bytes = bytes
    for number in outline.specialNumbers {
      for index in number.range { bytes[index] = UInt8(ascii: " ") }
      bytes[number.range.lowerBound] = UInt8(ascii: "0")
      do {
        _ = try JSONDecoder().decode(type, from: Data(bytes))
      } catch DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty {
        continue
      } catch {}
      return JSONFault(
        "has a number that does not fit", field: number.field, offset: number.range.lowerBound)
    }
    return JSONFault("has a value that does not fit", field: "", offset: nil)
  }
}
