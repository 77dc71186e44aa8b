import S2SFiles

/// What is wrong with a safetensors file, or with what was asked of it.
public struct SafetensorsError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kinds of failure, one for each rule of the format and of this reader.
  public enum Code: String, Sendable, CaseIterable {
    /// The file ends before its header does.
    case truncated
    /// The header is larger than the format allows (100 MB).
    case headerTooLarge
    /// The header is not the JSON that the format describes.
    case malformedHeader
    /// A string of the header is not UTF-8.
    case notUTF8
    /// A name or field occurs twice; names that Unicode holds equivalent count as the same.
    case duplicateKey
    /// A name is longer than any program gives (512 bytes).
    case nameTooLong
    /// A tensor has a field that the format does not know.
    case unknownField
    /// A tensor lacks its type, shape or offsets.
    case missingField
    /// The element type is not one that this package reads.
    case unsupportedType
    /// A number is not a whole number, or too large.
    case invalidNumber
    /// The number of elements or bytes overflows, or there are too many dimensions.
    case shapeTooLarge
    /// More metadata entries than any writer makes.
    case tooMuchMetadata
    /// A tensor's offsets run backwards or past the end of the file.
    case outOfBounds
    /// A tensor's offsets do not span what its type and shape need.
    case sizeMismatch
    /// Two tensors share bytes.
    case overlap
    /// Bytes before, between or after the tensors belong to none of them.
    case gap
    /// The file has no tensor or metadata of that name.
    case missingTensor
    /// The tensor has another element type or shape than was asked for.
    case wrongLayout
    /// A value is infinite or not a number where every one has to be finite.
    case notFinite
    /// The data handed to the writer are not those that it was promised.
    case dataMismatch
  }

  /// The rule that was broken.
  public let code: Code
  /// The file.
  public let path: String
  /// The tensor, metadata entry or header field; `nil` where there is none to name.
  public let field: String?
  /// The offset in the file, in bytes from its start; `nil` where there is none to name.
  public let offset: Int?
  /// What is wrong there, with the values.
  public let problem: String

  init(
    _ code: Code, _ problem: String, path: String, field: String? = nil, offset: Int? = nil
  ) {
    self.code = code
    self.path = path
    self.field = field
    self.offset = offset
    self.problem = problem
  }

  /// One sentence: what is wrong, where, and what to do.
  public var message: String {
    var place = path
    if let offset { place += ": byte \(offset)" }
    if let field { place += ": \(quoted(field))" }
    return "\(place): \(problem); \(advice)"
  }

  /// The same as `message`.
  public var description: String { message }

  private var advice: String {
    switch code {
    case .truncated: "copy the file again, it is not whole"
    case .unsupportedType: "convert it to one of \(SafetensorsType.listed)"
    case .missingTensor, .wrongLayout: "use a file made for this model"
    case .notFinite: "the file is damaged or its training went wrong; use another"
    case .dataMismatch: "this is a mistake in the program that writes it"
    default: "this is no valid safetensors file, make or copy it again"
    }
  }
}
