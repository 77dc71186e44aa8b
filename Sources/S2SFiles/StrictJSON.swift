import FoundationEssentials
import S2SJSON

/// Decodes the small JSON documents of this package: configurations, states, records.
///
/// They come from outside, so they are checked before a decoder sees them: the size, because text
/// of combining marks takes quadratic time to compare, then all that `JSONOutline` checks. A
/// fault names its field or its place, which the decoder alone does not always do.
package enum StrictJSON {
  /// The largest document, by default.
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
      throw JSONFault(.tooLong(limit: maximumBytes), offset: maximumBytes)
    }
    let bytes = Array(text)
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw JSONFault(.notUTF8)
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
      return JSONFault(.missingName, field: at(context, key))
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return JSONFault(.otherKind, field: at(context))
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      return unfitNumber(decoding: type, from: bytes, outline)
    case .dataCorrupted(let context):
      return JSONFault(.impossibleValue, field: at(context))
    @unknown default:
      return JSONFault(.unreadable)
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
      return JSONFault(.unfitNumber, field: number.field, offset: number.range.lowerBound)
    }
    return JSONFault(.unfitValue)
  }
}
