import S2SCorpora
import S2SFiles

extension TranslationMemoryFault {
  /// The rest of a sentence whose subject is a line of the file.
  var words: String {
    switch self {
    case .cutOff: "is cut off; copy it again."
    case .notXML(let reason):
      "is not well-formed XML (\(reason)); repair it, or export the file again."
    case .misplacedCharacter(let byte):
      "is not well-formed XML (\(place(byte))); repair it, or export the file again."
    case .nulByte(let byte): "holds a NUL byte (\(place(byte))); it may not be text."
    case .notInEncoding(let byte):
      "is not in the encoding of the file (\(place(byte))); convert it to UTF-8."
    case .otherEncoding: "declares an encoding that is not read here; convert the file to UTF-8."
    case .notUTF16: "or one after it is not UTF-16, as the file begins; convert it to UTF-8."
    case .notUnicode: "is not Unicode text; convert the file to UTF-8."
    case .textTooLong(let limit): "is in a text of more than \(grouped(limit)) bytes."
    case .tokenTooLong(let limit):
      "begins a tag or comment of more than \(grouped(limit)) bytes; the file may be damaged."
    default: structure
    }
  }

  private var structure: String {
    switch self {
    case .tooDeep(let limit): "is nested more than \(limit) deep, as no translation memory is."
    case .ownDeclarations:
      "declares entities or elements of its own; take out what is between [ and ]."
    case .undefinedEntity(let name?):
      "has the entity \(quoted(name)), which XML does not define; write the character in its place."
    case .otherRoot(let name):
      "begins with <\(quoted(name).dropFirst().dropLast())>; a translation memory begins with "
        + "<tmx>."
    case .noVersion: "does not say which version of TMX it is; add version=\"1.4\" to <tmx>."
    case .otherVersion(let version):
      "says TMX version \(quoted(version)); this program reads 1.1 to 1.4b: export it as one of "
        + "them."
    case .misplacedElement(let name):
      "has <\(quoted(name).dropFirst().dropLast())> where none may stand; repair it, or export the "
        + "file again."
    case .unitInText: "has a unit inside of a text; repair it, or export the file again."
    case .noLanguage: "has a <tuv> that does not say its language; add xml:lang."
    default:
      "has an entity that XML does not define, such as &nbsp;; write the character in its place."
    }
  }

  private func place(_ byte: Int) -> String { "byte \(grouped(byte)) of the file" }
}
