import S2SFiles
import S2SJSON

extension JSONFault {
  /// The place and what is wrong there: `byte 12, "dropout.layers": has a malformed number`.
  var words: String {
    let places = [offset.map { "byte \($0)" }, field.isEmpty ? nil : quoted(field)]
    return places.compactMap(\.self).joined(separator: ", ") + (places == [nil, nil] ? "" : ": ")
      + problem.words
  }
}

extension JSONProblem {
  /// The rest of a sentence whose subject is a field, or the whole text.
  var words: String {
    switch self {
    case .missingMark("\""): "lacks a quotation mark"
    case .missingMark(let mark): "lacks \"\(mark)\""
    case .missingValue: "has no JSON value where one is expected"
    case .endsEarly: "ends where a value is expected"
    case .trailingText: "is followed by something else"
    case .tooDeep(let limit): "is nested more than \(limit) deep"
    case .endlessString: "has text without an end"
    case .controlCharacter: "has a control character in its text"
    case .notUTF8: "is not UTF-8"
    case .unknownEscape: "has an unknown escape in its text"
    case .brokenEscape: "has a broken \\u escape in its text"
    case .loneSurrogate: "has half of a surrogate pair in its text"
    case .malformedNumber: "has a malformed number"
    case .numberTooLarge: "has a number that is too large"
    case .notWhole: "has no whole number where one is expected"
    case .duplicateName(let name): "has the name \(quoted(name)) twice"
    case .escapedName: "has a name with an escape"
    case .nameTooLong: "is too long"
    case .textTooLong(let limit): "is a text of more than \(grouped(limit)) bytes"
    default: documentWords
    }
  }

  private var documentWords: String {
    switch self {
    case .tooLong(let limit): "is longer than \(grouped(limit)) bytes"
    case .unknownName: "is unknown"
    case .missingName: "is missing"
    case .otherKind: "has a value of the wrong kind"
    case .impossibleValue: "has an impossible value"
    case .unfitNumber: "has a number that does not fit"
    case .unfitValue: "has a value that does not fit"
    default: "cannot be read"
    }
  }
}
