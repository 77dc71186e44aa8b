import S2SCorpora
import S2SFiles

extension TableFault {
  /// What is wrong with a row, and what to do, behind the name of its line.
  var words: String {
    switch self {
    case .textAfterQuote:
      "has text behind the quote that closes a cell; double the quotes inside of cells."
    case .openQuote:
      "opens a quote that is not closed; close it, or double the quotes inside of cells."
    case .missingColumn(let column, let cells):
      "has \(grouped(cells)) cell\(cells == 1 ? "" : "s"), and none in column \(grouped(column)); "
        + "complete the row, or take it out."
    case .surplusCells(let cells, let columns):
      "has \(grouped(cells)) cells in a table of \(grouped(columns)) columns; put quotes around "
        + "cells that hold the separator."
    case .noTab: "has no tab between two columns; separate them by one."
    case .hiddenRow:
      "has a carriage return before its last column; end every line with a line feed."
    case .onlyHeader: "is a header row, and no pair follows."
    }
  }
}

extension ColumnFault {
  /// What is not clear about a table, and what to do.
  func sentence(_ path: String) -> String {
    switch self {
    case .noColumn(let language, let names):
      "\(path) has no column \(language) by its header row (\(list(names))); name the columns of "
        + "source and target behind the file, as in \(path):1,2."
    case .severalColumns(let language, let names):
      "\(path) has several columns \(language) by its header row (\(list(names))); name the columns "
        + "of source and target behind the file, as in \(path):1,2."
    case .oneColumn:
      "\(path) has one column; separate the cells of its rows by commas, semicolons or tabs."
    case .unclear(let columns):
      "\(path) has \(grouped(columns)) columns, and it is not clear which of them are the pairs; name "
        + "those of source and target behind the file, as in \(path):1,2, or give it a header row."
    case .noNumber(let number, let columns):
      "\(path) has \(grouped(columns)) columns, and \(grouped(number)) cannot be the one of a side; "
        + "name two of them, as in \(path):1,2."
    }
  }

  private func list(_ names: [String]) -> String {
    let shown = names.prefix(8).map { quoted($0, longest: 30) }
    return (shown + (names.count > 8 ? ["..."] : [])).joined(separator: ", ")
  }
}
