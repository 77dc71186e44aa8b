/// References that share a line, separated by tabs.
public enum TabSplit {
  /// The columns of lines; a line with fewer than `count` has no more references.
  ///
  /// An empty reference at the end of a line is one.
  ///
  /// - Parameter path: where the lines come from.
  /// - Throws: `MetricError.tooManyReferences`.
  public static func columns(
    _ lines: [String], count: Int, of path: String
  ) throws -> [[String?]] {
    // By bytes: a mark behind a tab would be one character with it.
    let cells = lines.map { line in
      line.utf8.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map(Substring.init)
    }
    if let long = cells.firstIndex(where: { $0.count > count }) {
      throw MetricError.tooManyReferences(
        path: path, line: long + 1, count: cells[long].count, limit: count)
    }
    return (0..<count).map { column in
      cells.map { cells in
        guard column < cells.count else { return nil }
        let text = String(cells[column])
        // White space at the end of the line is no text; before a tab it is, as in sacreBLEU.
        return column == cells.count - 1 ? PythonText.trimmedEnd(text) : text
      }
    }
  }
}
