/// A reason why a file is not a readable translation memory.
public enum TranslationMemoryFault: Equatable, Sendable {
  /// The file ends inside of an element.
  case cutOff
  /// It is not well-formed XML, for a reason of the parser's.
  case notXML(reason: String)
  /// A character stands where none may; bytes count from 1.
  case misplacedCharacter(byte: Int)
  /// It holds a NUL byte; bytes count from 1.
  case nulByte(byte: Int)
  /// A character is not in the file's encoding; bytes count from 1.
  case notInEncoding(byte: Int)
  /// It declares an encoding that is not read here.
  case otherEncoding
  /// It begins as UTF-16 and has half of a character, in this line or one after it.
  case notUTF16
  /// A text is not Unicode.
  case notUnicode
  /// A text has more bytes than the limit.
  case textTooLong(limit: Int)
  /// A tag, comment or instruction has more bytes than the limit.
  case tokenTooLong(limit: Int)
  /// Elements are nested deeper than the limit.
  case tooDeep(limit: Int)
  /// It declares entities or elements of its own.
  case ownDeclarations
  /// An entity is not one of XML's; its name, where it is known.
  case undefinedEntity(String?)
  /// The outermost element is not `tmx`.
  case otherRoot(String)
  /// It does not say its version.
  case noVersion
  /// It has a version that is not read here.
  case otherVersion(String)
  /// An element stands where it may not.
  case misplacedElement(String)
  /// A unit stands inside of a text.
  case unitInText
  /// A text does not say its language.
  case noLanguage
}
