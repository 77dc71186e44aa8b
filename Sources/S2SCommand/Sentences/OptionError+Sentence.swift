import S2SFiles
import S2SOptions

extension OptionError: Sentence {
  package var exitCode: SystemExitCode { .usage }

  /// The sentence of an option that was given on the command line.
  package var sentence: String {
    switch self {
    case .missing(let option):
      "Missing expected argument '--\(option) <\(option)>'"
    case .unknown(let option): "there is no option --\(option)"
    case .wrongKind(let option, let value), .doesNotFit(let option, let value):
      "--\(option) is \(quoted(value.description)), which is not a valid value"
    case .empty(let option): "--\(option) is empty; leave it out, or give a value"
    case .outOfRange(let option, let value, let range):
      "--\(option) is \(value); it has to be \(range.words)"
    case .impossible(let option, let value, let choices):
      "--\(option) is \(quoted(value)); it has to be one of \(choices.joined(separator: ", "))"
    case .needs(let option, let other):
      "--\(option) has no effect without --\(other); give both or neither"
    case .excludes(let option, let other):
      "--\(option) and --\(other) exclude each other; give one of them"
    }
  }

  /// The problem with an option of a configuration file.
  var problemInFile: String {
    switch self {
    case .missing(let option): "\(quoted(option)) is missing."
    case .unknown(let option):
      "there is no option \(quoted(option)); the names are those of s2s train --help."
    case .wrongKind(let option, _): "\(quoted(option)) has a value of the wrong kind."
    case .doesNotFit(let option, _): "\(quoted(option)) has a number that does not fit."
    case .impossible(let option, let value, let choices):
      "\(quoted(option)) has an invalid value; it has to be one of \(choices.joined(separator: ", "))"
        + (Synonyms.value(value, of: option, among: choices)
          .map { "; did you mean \(quoted($0))?" } ?? ".")
    case .empty(let option): "\(quoted(option)) is empty."
    case .outOfRange, .needs, .excludes: sentence
    }
  }
}

extension OptionRange {
  /// The range in words, after "it has to be".
  var words: String {
    func number(_ value: Double) -> String {
      value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }
    let low = (hasLower ? "" : "above ") + number(lower)
    if upper == .infinity { return hasLower ? low + " or more" : low }
    if !hasLower { return low + (hasUpper ? " and at most " : " and below ") + number(upper) }
    return hasUpper ? "from \(low) to \(number(upper))" : "\(low) or more, below \(number(upper))"
  }
}
