import S2SFiles
import S2SJudging

extension JudgingError: Sentence {
  package var exitCode: SystemExitCode {
    switch self {
    case .systemCount, .noContext, .sameName, .nameCount, .emptySheet: .usage
    default: .data
    }
  }

  package var sentence: String {
    switch self {
    case .systemCount(let count):
      "there \(count == 1 ? "is 1 system" : "are \(grouped(count)) systems"), and judges compare two to "
        + "five; name the outputs of each with --hyp FILE."
    case .noContext:
      "judges need something to compare with; name the sources with --sources FILE, or references with "
        + "--ref FILE."
    case .sameName(let name):
      "two systems are called \(quoted(name)); give each a name of its own with --names."
    case .nameCount(let names, let systems):
      "there are \(grouped(names)) --names for \(grouped(systems)) --hyp; give a name for each."
    case .sentenceTooLong(let line, let limit):
      "line \(grouped(line)) has a text of more than \(grouped(limit)) bytes; split it into sentences."
    case .nothingToJudge(.ranking):
      "no sentence can be ranked: the systems agree on all that were drawn, or there is none; name other "
        + "files, or draw more with --sentences."
    case .nothingToJudge:
      "there is no sentence to judge; the files have no text."
    case .emptySheet(let judge):
      "the sheet of judge \(judge) would be empty; ask for fewer --judges, more --sentences, or a larger "
        + "--common."
    case .malformedKey(let path, let fault):
      "\(path) is no key of a study (\(fault.words)); name the key.json that s2s judge sheet wrote."
    case .otherVersion(let path, let version):
      "\(path) is a key of version \(version), which this s2s does not know; use the one that wrote it."
    case .inconsistentKey(let path):
      "\(path) was changed: its sheets do not fit its sentences; name the key.json as s2s judge sheet "
        + "wrote it."
    default: answerSentence
    }
  }

  private var answerSentence: String {
    switch self {
    case .noHeader(let path):
      "\(path) has no answers: its first row has no columns \"sheet\" and \"item\"; name a file that a "
        + "sheet's page saved, or its table as CSV."
    case .missingColumn(let path, let name):
      "\(path) has no column \"\(name)\" by its first row; take a sheet of this study, and keep its first "
        + "row."
    case .cellCount(let path, let line, let cells, let columns):
      "\(place(path, line)) has \(grouped(cells)) cell\(cells == 1 ? "" : "s") under \(grouped(columns)) "
        + "columns; put quotes around cells that hold the separator."
    case .otherStudy(let path, let line, let found, let expected):
      "\(place(path, line)) is of the study \(quoted(found)), and the key is of \(quoted(expected)); name "
        + "the key that was written with the sheet."
    case .unknownSheet(let path, let line, let text):
      "\(place(path, line)) is of the sheet \(quoted(text)), which this study does not have; keep the "
        + "column \"sheet\" as it was written."
    case .unknownItem(let path, let line, let text, let count):
      "\(place(path, line)) has the item \(quoted(text)); it has to be from 1 to \(grouped(count))."
    case .unfitAnswer(let path, let line, let fault): "\(place(path, line)) \(fault.words)"
    case .contradiction(let later, let earlier, let judge, let item):
      "\(place(later.path, later.line)) has another answer to item \(grouped(item)) of judge \(judge) than "
        + "\(place(earlier.path, earlier.line)); keep one of the two."
    case .noAnswers(let paths):
      "\(paths.joined(separator: " and ")) \(paths.count == 1 ? "has" : "have") no answer; fill the sheets "
        + "in first."
    default: "no judge is left; leave out --leave-out-inconsistent, or lower --consistency."
    }
  }

  private func place(_ path: String, _ line: Int) -> String { "\(path), line \(grouped(line))" }
}

extension AnswerFault {
  /// What is wrong with an answer, behind its place.
  fileprivate var words: String {
    switch self {
    case .score(let text):
      "has the score \(quoted(text)); it has to be a number from 0 to 100, or empty."
    case .rank(let text, let column, let count):
      "has the rank \(quoted(text)) for \(column); it has to be a whole number from 1 to \(count), or empty."
    case .surplusRank(let column, let count):
      "has a rank for \(column), but this item has \(count) translations; leave that cell empty."
    case .category(let text):
      "has the category \(quoted(text)); there are \(Self.categories), and none for no error."
    case .severity(let text):
      "has the severity \(quoted(text)); it has to be minor, major or critical."
    case .noCategory: "has an error without a category; there are \(Self.categories)."
    case .noSeverity: "has an error without a severity; it has to be minor, major or critical."
    case .cleanWithMore:
      "has no error by its category, but a severity or words; leave those cells empty."
    case .cleanAndErrors:
      "contradicts another row of the same item: one has an error, and one has none; keep one of the two."
    case .side(let text):
      "has the side \(quoted(text)); it has to be source or translation, or empty."
    case .span(let text):
      "marks the characters \(quoted(text)), which the text does not have; leave both cells empty."
    }
  }

  private static var categories: String {
    ErrorCategory.allCases.map(\.rawValue).joined(separator: ", ")
  }
}
