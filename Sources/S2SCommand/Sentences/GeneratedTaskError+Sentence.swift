import S2SCorpora
import S2SFiles

extension GeneratedTaskError: Sentence {
  package var exitCode: SystemExitCode { .usage }

  package var sentence: String {
    switch self {
    case .tooFewExamples(GeneratedCorpus.maximumExamples, let asked):
      "a corpus has at most \(grouped(GeneratedCorpus.maximumExamples)) examples, not "
        + "\(grouped(asked)); ask for fewer with --pairs."
    case .tooFewExamples(let possible, let asked):
      "there are \(grouped(possible)) different examples of this task, not the \(grouped(asked)) asked "
        + "for; ask for fewer with --pairs, or for longer ones."
    case .nothingToTrain(let size):
      "\(grouped(size.examples)) examples are too few to hold out \(grouped(size.validation)) for "
        + "validation and \(grouped(size.test)) for the test; ask for more with --pairs."
    case .lengths(let shortest, let longest):
      "--minimum-length \(shortest) is above --length \(longest); give a smaller one."
    case .emptyAlphabet: "--alphabet is empty; give symbols, such as abc."
    case .repeatedSymbol(let symbol):
      "--alphabet has \(quoted(String(symbol))) twice; give each symbol once."
    case .unfitSymbol:
      "--alphabet has white space or a control character; give letters, digits or signs."
    }
  }
}
