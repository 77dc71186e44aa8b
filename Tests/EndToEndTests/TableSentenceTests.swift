import S2SCommand
import S2SCorpora
import Testing

/// The words for tables that are not as they should be.
@Suite struct TableSentenceTests {
  @Test(arguments: [
    (
      CorpusError.malformedTable(path: "a.csv", line: 1_200, .surplusCells(3, columns: 2)),
      "a.csv, line 1,200 has 3 cells in a table of 2 columns; put quotes around cells that hold the "
        + "separator."
    ),
    (
      .malformedTable(path: "a.csv", line: 7, .missingColumn(3, cells: 1)),
      "a.csv, line 7 has 1 cell, and none in column 3; complete the row, or take it out."
    ),
    (
      .unclearColumns(path: "a.csv", .noColumn(language: "en", names: ["fr", "de\u{1B}"])),
      "a.csv has no column en by its header row (\"fr\", \"de\\u{1B}\"); name the columns of source and "
        + "target behind the file, as in a.csv:1,2."
    ),
    (
      .unclearColumns(path: "a.tsv", .unclear(columns: 4)),
      "a.tsv has 4 columns, and it is not clear which of them are the pairs; name those of source "
        + "and target behind the file, as in a.tsv:1,2, or give it a header row."
    ),
  ])
  func saysWhereAndWhatToDo(error: CorpusError, sentence: String) {
    #expect(error.sentence == sentence)
    #expect(error.exitCode == .data)
  }
}
