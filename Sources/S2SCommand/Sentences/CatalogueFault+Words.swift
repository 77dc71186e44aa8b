import S2SCorpora
import S2SFiles

extension CatalogueFault {
  /// The rest of a sentence whose subject is a line or message of the file.
  var words: String {
    switch self {
    case .noTranslation: "begins a message without a msgstr; the file may be cut off."
    case .otherEncoding(let name):
      "says that the texts are in \(quoted(name)); convert them to UTF-8, with msgconv "
        + "--to-code=UTF-8."
    case .lateHeader:
      "is a second header, or one that follows messages; put the one header first."
    case .nulByte: "begins a message with a NUL byte; take it out."
    case .notInEncoding(let name):
      "begins a message that is not in \(quoted(name)), as the header says; correct the header."
    case .notUTF8: "begins a message that is not UTF-8; convert the file to UTF-8."
    default: "\(syntax); repair the catalogue, msgfmt --check helps."
    }
  }

  private var syntax: String {
    switch self {
    case .noFormNumber(let limit): "has a msgstr without a number from 0 to \(limit - 1) in []"
    case .endlessText: "has a text without a closing quote"
    case .endsInBackslash: "ends in a backslash"
    case .unknownEscape: "has an escape that there is not, such as \\q"
    case .escapeTooLarge: "has an escape that names no byte; write at most \\xff or \\377"
    case .noKeyword: "has a text without a keyword before it"
    case .pluralWithoutMessage: "has a msgid_plural without a msgid before it"
    case .translationWithoutMessage: "has a msgstr without a msgid before it"
    case .misplacedTranslation: "has a msgstr that does not belong to the msgid before it"
    case .otherForm(let expected):
      "has another msgstr than msgstr[\(expected)], which has to follow"
    case .tooLong(let limit): "is in a message of more than \(grouped(limit)) bytes"
    default: "has neither a comment, a keyword nor a quoted text where one has to be"
    }
  }
}

extension CompiledCatalogueFault {
  /// The rest of a sentence whose subject is an offset in the file.
  var words: String {
    switch self {
    case .noCatalogue:
      "does not have the first bytes of a compiled catalogue; name a .mo file that msgfmt made."
    case .compressed: "begins a gzip file; decompress it first, as with gunzip."
    case .otherRevision(let major, let minor):
      "says revision \(major).\(minor); this program reads 0 and 1, minor 0 and 1."
    case .cutOff: "is the end, inside of the header; copy the file again."
    case .tableOutside(let bytes, let offset, let fileBytes):
      "has a table of \(grouped(bytes)) bytes at \(grouped(offset)), but the file ends at "
        + "\(grouped(fileBytes)); copy it again."
    case .textOutside(let bytes, let offset, let fileBytes):
      "has a text of \(grouped(bytes)) bytes at \(grouped(offset)), but the file ends at "
        + "\(grouped(fileBytes)); copy it again."
    case .noEnd(let bytes, let offset):
      "has a text of \(grouped(bytes)) bytes at \(grouped(offset)) without the NUL that has to "
        + "follow; copy the file again."
    case .overlapping(let bytes):
      "begin texts that overlap so much that they are \(grouped(bytes)) bytes together; compile "
        + "the catalogue again, with msgfmt."
    }
  }
}
