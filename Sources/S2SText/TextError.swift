import S2SJSON

/// An invalid setting of a tokenizer, or a stored tokenizer that is unreadable.
public enum TextError: Error, Equatable, Sendable {
  /// A locale is not made of 1 to 64 letters, digits, `-` and `_`.
  case invalidLocale(String)
  /// A vocabulary is too small to hold the bytes, or larger than supported.
  case vocabularySizeOutOfRange(Int, allowed: ClosedRange<Int>)
  /// The ICU library has no data to segment the words of a locale with.
  case noUnicodeData(locale: String)
  /// The stored tokenizer is not JSON of the expected form; the offset counts bytes from 0.
  case malformed(field: String, JSONProblem, offset: Int)
  /// The stored tokenizer lacks a field.
  case missingField(String)
  /// The stored text is of another kind.
  case otherFormat(expected: String)
  /// The stored tokenizer is of a version that is not read here.
  case otherVersion(Int, expected: Int)
  /// A file of subwords cannot be used.
  case unusableSubwords(path: String, SubwordFault)
  /// A field of the stored tokenizer contradicts itself or the others.
  case inconsistent(field: String, Inconsistency)

  /// The ways to contradict.
  public enum Inconsistency: Equatable, Sendable {
    /// The characters do not begin with U+2581, the mark of a space.
    case noSpaceMark
    /// A character comes twice.
    case repeatedCharacter(Unicode.Scalar)
    /// There are more entries than any vocabulary needs.
    case tooMany
    /// A pair is merged, counted from 0, before both of its tokens exist.
    case unknownTokens(TokenID, TokenID, pair: Int)
    /// A pair comes twice.
    case repeatedPair(TokenID, TokenID)
    /// A pair, counted from 0, makes a piece of more bytes than the limit.
    case pieceTooLong(limit: Int, pair: Int)
    /// The merges make more tokens than any vocabulary may have.
    case tooManyTokens
    /// The tokens are not ascending ones from the first on.
    case notAscending(from: TokenID)
    /// The placeholders are not valid ones.
    case otherPlaceholders
    /// The way to normalise is none that is known here.
    case unknownNormalization
    /// A number is not 1 or more.
    case notPositive
    /// A word has more bytes than any word with a capital may have.
    case wordTooLong(limit: Int)
    /// A word comes twice, or is the unknown one.
    case repeatedWord(String)
    /// Texts are cut or joined in a way that is not known here.
    case unknownCut
    /// A file within is not in base 64.
    case notBase64
    /// A file of subwords within cannot be used.
    case subwords(SubwordFault)
  }

  /// The field of the stored tokenizer that is at fault, if one is.
  public var field: String? {
    switch self {
    case .invalidLocale: "locale"
    case .malformed(let field, _, _), .missingField(let field), .inconsistent(let field, _): field
    case .otherFormat: "format"
    case .otherVersion: "version"
    case .vocabularySizeOutOfRange, .noUnicodeData, .unusableSubwords: nil
    }
  }
}
