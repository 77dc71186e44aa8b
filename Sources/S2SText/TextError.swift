/// What is wrong with a tokenizer's settings or with its stored form.
public struct TextError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kinds of failure that a caller may want to tell apart.
  public enum Code: String, Sendable {
    /// The locale is not made of letters, digits, `-` and `_`.
    case invalidLocale
    /// The vocabulary is too small to hold the bytes, or larger than supported.
    case invalidVocabularySize
    /// The stored tokenizer is not JSON of the expected form.
    case malformed
    /// The stored tokenizer is of a version or kind that this program cannot read.
    case unsupportedVersion
    /// A character or merge of the stored tokenizer contradicts the others.
    case inconsistent
    /// The ICU library has no data to segment words with.
    case unicodeDataMissing
  }

  /// The kind of failure.
  public let code: Code
  /// The field of the stored tokenizer, or the parameter, that is at fault.
  public let field: String
  /// One sentence: what is wrong, where, and what to do.
  public let message: String

  init(_ code: Code, field: String, _ message: String) {
    self.code = code
    self.field = field
    self.message = message
  }

  /// The same as `message`.
  public var description: String { message }
}

extension TextError {
  /// The advice for a stored tokenizer that cannot be used.
  private static let restore = "restore the model's file or train the model again"

  static func malformed(_ field: String, _ problem: String, at offset: Int) -> TextError {
    TextError(
      .malformed, field: field,
      "the tokenizer's field '\(field)' \(problem) at byte \(offset); \(restore)")
  }

  static func inconsistent(_ field: String, _ problem: String) -> TextError {
    TextError(
      .inconsistent, field: field, "the tokenizer's field '\(field)' \(problem); \(restore)")
  }

  static func missing(_ field: String) -> TextError {
    TextError(.malformed, field: field, "the tokenizer has no field '\(field)'; \(restore)")
  }

  static func unsupported(_ field: String, _ found: String, expected: String) -> TextError {
    TextError(
      .unsupportedVersion, field: field,
      "the tokenizer's \(field) is \(found), but only \(expected) can be read; "
        + "use the release of the program that wrote it, or train the model again")
  }
}
