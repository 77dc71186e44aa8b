/// A reason why a gettext catalogue is unreadable.
public enum CatalogueFault: Equatable, Sendable {
  /// Neither a comment, a keyword nor a quoted text stands where one has to.
  case unknownToken
  /// A `msgstr[]` has no number below the limit.
  case noFormNumber(limit: Int)
  /// A text has no closing quote.
  case endlessText
  /// A line ends in a backslash.
  case endsInBackslash
  /// An escape is none.
  case unknownEscape
  /// An escape names no byte.
  case escapeTooLarge
  /// A text has no keyword before it.
  case noKeyword
  /// A `msgid_plural` has no `msgid` before it.
  case pluralWithoutMessage
  /// A `msgstr` has no `msgid` before it.
  case translationWithoutMessage
  /// A `msgstr` does not belong to the `msgid` before it.
  case misplacedTranslation
  /// Another plural form comes than the expected one.
  case otherForm(expected: Int)
  /// A message has more bytes than the limit.
  case tooLong(limit: Int)
  /// A message has no `msgstr`.
  case noTranslation
  /// Texts are in an encoding that is not known.
  case otherEncoding(String)
  /// A second header, or one that follows messages.
  case lateHeader
  /// A text holds a NUL byte.
  case nulByte
  /// A text is not in the encoding that the header says.
  case notInEncoding(String)
  /// A text is not UTF-8.
  case notUTF8
}

/// A reason why a compiled gettext catalogue is unreadable.
public enum CompiledCatalogueFault: Equatable, Sendable {
  /// It does not have the first bytes of one.
  case noCatalogue
  /// It is compressed by gzip.
  case compressed
  /// It has a revision that is not read here.
  case otherRevision(major: Int, minor: Int)
  /// It ends inside of the header.
  case cutOff
  /// A table is not inside of the file.
  case tableOutside(bytes: Int, at: Int, fileBytes: Int)
  /// A text is not inside of the file.
  case textOutside(bytes: Int, at: Int, fileBytes: Int)
  /// A text is not followed by a NUL byte.
  case noEnd(bytes: Int, at: Int)
  /// The texts overlap so much that together they are many times the file.
  case overlapping(bytes: Int)
}
