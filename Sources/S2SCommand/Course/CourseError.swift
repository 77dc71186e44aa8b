import S2SFiles

/// Why an answer cannot be checked.
enum CourseError: Error, Equatable {
  /// There is no model where a step trains one; the step, if it is one that the page has a command for.
  case noModel(path: String, step: Int?)
  /// An exercise asks for an answer, which was not given.
  case noAnswer(exercise: String, answer: String)
  /// The answer of an exercise is a model, and words were given.
  case needlessAnswer(exercise: String)
  /// An answer that has to be a number.
  case noNumber(String)
  /// An answer that has to be a whole number.
  case noCount(String)
  /// A number of a line that a file does not have.
  case noLine(Int, path: String, count: Int)
  /// An answer of more lines than a file has.
  case tooManyLines(Int, path: String, count: Int)
  /// A file with fewer lines than are looked at.
  case fewLines(path: String, count: Int, needed: Int)
}

extension CourseError: Sentence {
  var exitCode: SystemExitCode {
    switch self {
    case .noModel: .missingInput
    case .fewLines: .data
    default: .usage
    }
  }

  var sentence: String {
    switch self {
    case .noModel(let path, let step?):
      "there is no model at \(path); step \(step) trains it: s2s course show \(step)."
    case .noModel(let path, nil):
      "there is no model at \(path); train one there with --model \(path)."
    case .noAnswer(let exercise, let answer):
      "exercise \(exercise) asks for an answer: s2s course check \(exercise) \(answer)."
    case .needlessAnswer(let exercise):
      "the answer to exercise \(exercise) is a model, which is looked at where it is; leave the words out."
    case .noNumber(let text): "the answer is \(quoted(text)); it has to be a number such as 0.5."
    case .noCount(let text):
      "the answer is \(quoted(text)); it has to be a whole number such as 12."
    case .noLine(let line, let path, let count):
      "\(path) has no line \(grouped(line)); it has \(grouped(count))."
    case .tooManyLines(let answer, let path, let count):
      "the answer is \(grouped(answer)), and \(path) has \(grouped(count)) lines; give at most as many."
    case .fewLines(let path, let count, let needed):
      "\(path) has \(grouped(count)) lines, and \(grouped(needed)) are looked at; restore it."
    }
  }
}
