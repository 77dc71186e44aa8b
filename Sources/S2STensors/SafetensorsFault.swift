import S2SJSON

/// The rules of the safetensors format, and of this package's reader, that a file can break.
public enum SafetensorsFault: Equatable, Sendable {
  // The file.

  /// The file has no room for the length of its header.
  case noHeaderLength(fileBytes: Int)
  /// The file ends inside of its header.
  case truncatedHeader(headerBytes: Int, bytesThere: Int)
  /// The header is larger than the format allows.
  case headerTooLarge(bytes: UInt64, limit: Int)

  // The header.

  /// The header does not begin with a brace.
  case noObject
  /// Something other than spaces follows the object.
  case trailingBytes
  /// The header is not the JSON that the format describes.
  case json(JSONProblem)
  /// A number is negative.
  case negativeNumber
  /// A name has more bytes than any program gives one.
  case nameTooLong(limit: Int)
  /// The name of a tensor occurs twice; names that Unicode holds equivalent count as the same.
  case duplicateName
  /// The name of a metadata entry occurs twice.
  case duplicateMetadata
  /// There are more metadata entries than any program writes.
  case tooMuchMetadata(limit: Int)

  // A tensor.

  /// A field occurs twice.
  case duplicateField(String)
  /// A field is none that the format knows.
  case unknownField(String)
  /// A field is missing.
  case missingField(String)
  /// The element type is none that this package reads.
  case unsupportedType(String)
  /// There are more dimensions, or offsets, than the limit.
  case tooManyNumbers(limit: Int)
  /// The number of elements or bytes overflows.
  case shapeTooLarge([Int])
  /// There are not two offsets.
  case offsetCount(Int)
  /// The offsets run backwards or past the end of the data.
  case outOfBounds(offsets: [Int], dataBytes: Int)
  /// The offsets do not span what the type and the shape take.
  case sizeMismatch(SafetensorsTensor, bytes: Int, bytesThere: Int)
  /// The data begin inside of those of the tensor before.
  case overlap
  /// Bytes before the data of the tensor, or at the end of the file, belong to none.
  case gap(bytes: Int)
}
