import S2SCommand
import S2SFiles
import S2SJudging
import Seq2Seq
import Testing

/// The words of errors about studies and their answers.
@Suite struct JudgingSentenceTests {
  static let errors: [(JudgingError, SystemExitCode, String)] = [
    (
      .systemCount(6), .usage,
      "there are 6 systems, and judges compare two to five; name the outputs of each with --hyp FILE."
    ),
    (
      .sameName("a\u{202E}"), .usage,
      "two systems are called \"a\\u{202E}\"; give each a name of its own with --names."
    ),
    (
      .sentenceTooLong(line: 1_200, limit: 4_096), .data,
      "line 1,200 has a text of more than 4,096 bytes; split it into sentences."
    ),
    (
      .nothingToJudge(.ranking), .data,
      "no sentence can be ranked: the systems agree on all that were drawn, or there is none; name other "
        + "files, or draw more with --sentences."
    ),
    (.nothingToJudge(.direct), .data, "there is no sentence to judge; the files have no text."),
    (
      .emptySheet(judge: 3), .usage,
      "the sheet of judge 3 would be empty; ask for fewer --judges, more --sentences, or a larger "
        + "--common."
    ),
    (
      .malformedKey(path: "k", JSONFault(.missingName, field: "version")), .data,
      "k is no key of a study (\"version\": is missing); name the key.json that s2s judge sheet wrote."
    ),
    (
      .otherVersion(path: "k", 9), .data,
      "k is a key of version 9, which this s2s does not know; use the one that wrote it."
    ),
    (
      .inconsistentKey(path: "k"), .data,
      "k was changed: its sheets do not fit its sentences; name the key.json as s2s judge sheet wrote it."
    ),
    (
      .missingColumn(path: "a", name: "score"), .data,
      "a has no column \"score\" by its first row; take a sheet of this study, and keep its first row."
    ),
    (
      .cellCount(path: "a", line: 2, cells: 1, columns: 3), .data,
      "a, line 2 has 1 cell under 3 columns; put quotes around cells that hold the separator."
    ),
    (
      .otherStudy(path: "a", line: 2, found: "0", expected: "1"), .data,
      "a, line 2 is of the study \"0\", and the key is of \"1\"; name the key that was written with the "
        + "sheet."
    ),
    (
      .unknownSheet(path: "a", line: 2, text: "x"), .data,
      "a, line 2 is of the sheet \"x\", which this study does not have; keep the column \"sheet\" as it was "
        + "written."
    ),
    (
      .unknownItem(path: "a", line: 2, text: "0", count: 1_000), .data,
      "a, line 2 has the item \"0\"; it has to be from 1 to 1,000."
    ),
    (
      .contradiction(.init(path: "b", line: 4), .init(path: "a", line: 9), judge: 1, item: 3),
      .data,
      "b, line 4 has another answer to item 3 of judge 1 than a, line 9; keep one of the two."
    ),
    (.noAnswers(["a", "b"]), .data, "a and b have no answer; fill the sheets in first."),
    (
      .noJudges, .data,
      "no judge is left; leave out --leave-out-inconsistent, or lower --consistency."
    ),
  ]

  @Test(arguments: errors)
  func findsWords(error: JudgingError, exitCode: SystemExitCode, sentence: String) {
    #expect(error.sentence == sentence)
    #expect(error.exitCode == exitCode)
  }

  static let faults: [(AnswerFault, String)] = [
    (.score("x"), "has the score \"x\"; it has to be a number from 0 to 100, or empty."),
    (
      .rank("9", column: "B", count: 3),
      "has the rank \"9\" for B; it has to be a whole number from 1 to 3, or empty."
    ),
    (
      .surplusRank(column: "D", count: 3),
      "has a rank for D, but this item has 3 translations; leave that cell empty."
    ),
    (.severity("x"), "has the severity \"x\"; it has to be minor, major or critical."),
    (.noSeverity, "has an error without a severity; it has to be minor, major or critical."),
    (
      .cleanWithMore,
      "has no error by its category, but a severity or words; leave those cells empty."
    ),
    (
      .cleanAndErrors,
      "contradicts another row of the same item: one has an error, and one has none; keep one of the two."
    ),
    (.side("x"), "has the side \"x\"; it has to be source or translation, or empty."),
    (
      .span("5 to 9"),
      "marks the characters \"5 to 9\", which the text does not have; leave both cells empty."
    ),
  ]

  @Test(arguments: faults) func findsWordsForAnswers(fault: AnswerFault, words: String) {
    let error = JudgingError.unfitAnswer(path: "a.csv", line: 2, fault)
    #expect(error.sentence == "a.csv, line 2 " + words)
  }

  /// Every category is named to whoever writes another.
  @Test func findsWordsForCategories() {
    for fault in [AnswerFault.category("x"), .noCategory] {
      let sentence = JudgingError.unfitAnswer(path: "a", line: 2, fault).sentence
      for category in ErrorCategory.allCases { #expect(sentence.contains(category.rawValue)) }
    }
  }
}
