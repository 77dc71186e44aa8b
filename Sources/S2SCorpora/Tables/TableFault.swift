/// Why a row of a table holds no pair.
public enum TableFault: Error, Sendable, Equatable {
  /// A cell goes on behind the quote that closes it.
  case textAfterQuote
  /// A quote is opened, and not closed before the file or the longest row ends.
  case openQuote
  /// The row has too few cells for this column, counted from 1.
  case missingColumn(Int, cells: Int)
  /// The row has more cells than the table has columns.
  case surplusCells(Int, columns: Int)
  /// There is one cell where tabs separate the columns.
  case noTab
  /// There are further columns and a carriage return before the last: another row may hide there.
  case hiddenRow
  /// There is a header row, and nothing behind it.
  case onlyHeader
}

/// Why it is not clear which columns of a table hold the pairs.
public enum ColumnFault: Error, Sendable, Equatable {
  /// The header row names no column for a language.
  case noColumn(language: String, names: [String])
  /// The header row names several columns for a language.
  case severalColumns(language: String, names: [String])
  /// No row has two cells.
  case oneColumn
  /// Several columns hold text, and nothing says which of them are the pairs.
  case unclear(columns: Int)
  /// The user named a column that is not there, or one for both sides.
  case noNumber(Int, columns: Int)
}
