/// What is wrong with JSON at a place.
public enum JSONProblem: Error, Equatable, Sendable {
  // The grammar.

  /// A mark is missing: a brace, a bracket, a colon, a comma or a quotation mark.
  case missingMark(Unicode.Scalar)
  /// No value stands where one has to.
  case missingValue
  /// The text ends where a value has to stand.
  case endsEarly
  /// Something follows the value.
  case trailingText
  /// Containers are nested deeper than the limit.
  case tooDeep(limit: Int)

  // Strings.

  /// A string has no end.
  case endlessString
  /// A string holds a control character that is not escaped.
  case controlCharacter
  /// A string is not UTF-8.
  case notUTF8
  /// An escape is none.
  case unknownEscape
  /// `\u` is not followed by four hexadecimal digits.
  case brokenEscape
  /// An escape is half of a surrogate pair.
  case loneSurrogate

  // Numbers.

  /// A number breaks the grammar.
  case malformedNumber
  /// A number is too large.
  case numberTooLarge
  /// No whole number stands where one has to.
  case notWhole

  // Names and whole documents.

  /// A name comes twice in an object.
  case duplicateName(String)
  /// A name is written with escapes.
  case escapedName
  /// A name is longer than any known one.
  case nameTooLong
  /// A name is none of the known ones.
  case unknownName
  /// A name is missing.
  case missingName
  /// The document has more bytes than the limit.
  case tooLong(limit: Int)

  /// A text beyond ASCII has more bytes than the limit.
  case textTooLong(limit: Int)

  // Values, where a type is to be made of the document.

  /// A value is of another kind than it has to be, such as a text in place of a number.
  case otherKind
  /// A value is none of the possible ones.
  case impossibleValue
  /// A number does not fit its type.
  case unfitNumber
  /// Some value does not fit its type.
  case unfitValue
  /// A value cannot be read for a reason that is not known.
  case unreadable
}
