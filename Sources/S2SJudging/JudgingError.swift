import S2SFiles

/// What is wrong with a study or with the answers of its judges: each case is a code, its values are the
/// facts.
///
/// Lines count from 1. Whoever shows an error to people makes the sentence.
public enum JudgingError: Error, Sendable, Equatable {
  // Texts.

  /// There are too few or too many systems.
  case systemCount(Int)
  /// There is neither a source nor a reference beside which translations could be judged.
  case noContext
  /// Two systems have one name.
  case sameName(String)
  /// There is another number of names than of systems.
  case nameCount(Int, systems: Int)
  /// A sentence has more bytes than any sentence would have.
  case sentenceTooLong(line: Int, limit: Int)
  /// No line has a source, or reference, and translations that can be judged.
  case nothingToJudge(JudgementKind)
  /// A judge, counted from 1, would have nothing to judge.
  case emptySheet(judge: Int)

  // Keys.

  /// A file is no key of a study.
  case malformedKey(path: String, JSONFault)
  /// A key of another version of the program.
  case otherVersion(path: String, Int)
  /// The parts of a key do not fit together.
  case inconsistentKey(path: String)

  // Answers.

  /// A file has no header row that begins a table of answers.
  case noHeader(path: String)
  /// A table of answers lacks a column.
  case missingColumn(path: String, name: String)
  /// A row stands under fewer or more columns than the header row has.
  case cellCount(path: String, line: Int, cells: Int, columns: Int)
  /// An answer is of a sheet of another study.
  case otherStudy(path: String, line: Int, found: String, expected: String)
  /// An answer is of no sheet.
  case unknownSheet(path: String, line: Int, text: String)
  /// An answer is to no item of its sheet.
  case unknownItem(path: String, line: Int, text: String, count: Int)
  /// An answer is none of those that there may be.
  case unfitAnswer(path: String, line: Int, AnswerFault)
  /// An item has two answers.
  case contradiction(AnswerPlace, AnswerPlace, judge: Int, item: Int)
  /// The files have no answer.
  case noAnswers([String])
  /// All judges who answered are left out.
  case noJudges

  /// A line of a file.
  public struct AnswerPlace: Sendable, Equatable {
    /// The file.
    public let path: String
    /// The line, from 1.
    public let line: Int

    /// Names a line.
    public init(path: String, line: Int) {
      self.path = path
      self.line = line
    }
  }
}

/// What is wrong with an answer; texts are as they stand in the file.
public enum AnswerFault: Error, Sendable, Equatable {
  /// A score is no number from 0 to 100.
  case score(String)
  /// A rank is no whole number from 1 up to the number of translations.
  case rank(String, column: String, count: Int)
  /// A rank is given to a translation that the item does not have.
  case surplusRank(column: String, count: Int)
  /// There is no such category.
  case category(String)
  /// There is no such severity.
  case severity(String)
  /// An error has no category.
  case noCategory
  /// An error has no severity.
  case noSeverity
  /// A translation without errors has more than that in its row.
  case cleanWithMore
  /// A translation without errors has errors in other rows.
  case cleanAndErrors
  /// There is no such side.
  case side(String)
  /// Words are marked that the text does not have.
  case span(String)
}
