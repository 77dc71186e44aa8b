import S2SFiles
import S2SText

extension TextError: Sentence {
  package var exitCode: SystemExitCode { .data }

  package var sentence: String {
    switch self {
    case .invalidLocale:
      "a language is named by 1 to 64 letters, digits, '-' and '_', such as fr or pt-BR"
    case .vocabularySizeOutOfRange(let size, let allowed):
      "the vocabulary size is \(size); it has to be \(allowed.words)"
    case .noUnicodeData:
      "ICU has no data to segment words with; install the package libicu72 or a newer one"
    case .malformed(let field, let problem, let offset):
      "the tokenizer's field '\(shown(field))' \(problem.words) at byte \(offset); \(restore)"
    case .missingField(let field): "the tokenizer has no field '\(field)'; \(restore)"
    case .otherFormat(let expected): unsupported("format", "not \(expected)", expected)
    case .otherVersion(let found, let expected):
      unsupported("version", "\(found)", "\(expected)")
    case .unusableSubwords(let path, let fault):
      "\(quoted(path)) \(fault.words); --subwords takes codes of subword-nmt or a SentencePiece .model"
    case .inconsistent(let field, let inconsistency):
      "the tokenizer's field '\(field)' \(inconsistency.words); \(restore)"
    }
  }

  /// The advice for a stored tokenizer that cannot be used.
  private var restore: String { "restore the model's file or train the model again" }

  private func unsupported(_ field: String, _ found: String, _ expected: String) -> String {
    "the tokenizer's \(field) is \(found), but only \(expected) can be read; use the release of "
      + "the program that wrote it, or train the model again"
  }

  /// A name from the file, escaped so that any content can be shown.
  private func shown(_ field: String) -> String {
    field.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
  }
}

extension TextError.Inconsistency {
  /// The rest of a sentence whose subject is the field.
  fileprivate var words: String {
    switch self {
    case .noSpaceMark: "does not begin with U+2581, the mark of a space"
    case .repeatedCharacter(let scalar):
      "holds U+\(String(scalar.value, radix: 16, uppercase: true)) twice"
    case .tooMany: "is longer than any vocabulary needs"
    case .unknownTokens(let left, let right, let pair):
      "merges \(left) and \(right) before both exist (pair \(pair))"
    case .repeatedPair(let left, let right): "holds the pair \(left), \(right) twice"
    case .pieceTooLong(let limit, let pair):
      "makes a piece of more than \(limit) bytes (pair \(pair))"
    case .tooManyTokens: "makes more tokens than any vocabulary may have"
    case .notAscending(let first): "is not an ascending list of tokens from \(first) on"
    case .otherPlaceholders: "names placeholders that do not exist"
    case .unknownNormalization:
      "names a way to normalise that this release does not have"
    case .notPositive: "is not 1 or more"
    case .wordTooLong(let limit): "holds a word of more than \(limit) bytes"
    case .repeatedWord(let word): "holds the word \(quoted(word)) twice, or where none may be"
    case .unknownCut: "names a way that this release does not have"
    case .notBase64: "is not in base 64"
    case .subwords(let fault): fault.words
    }
  }
}
