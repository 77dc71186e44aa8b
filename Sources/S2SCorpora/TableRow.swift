/// A line of a table of tab-separated pairs.
enum TableRow {
  /// The first two columns; further ones, such as Tatoeba's attribution, are ignored.
  case pair(String, String)
  /// There is one column.
  case noTab
  /// There are further columns and a carriage return before the last: another row may hide there.
  case hiddenRow

  /// Cuts a line.
  init(_ line: String) {
    let columns = line.utf8.split(
      separator: UInt8(ascii: "\t"), maxSplits: 2, omittingEmptySubsequences: false)
    guard columns.count >= 2 else {
      self = .noTab
      return
    }
    let hidesRow = columns.count > 2 && line.utf8.contains(UInt8(ascii: "\r"))
    self =
      hidesRow
      ? .hiddenRow : .pair(String(Substring(columns[0])), String(Substring(columns[1])))
  }
}
