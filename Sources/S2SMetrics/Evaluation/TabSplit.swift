/// References that share a line, separated by tabs.
public enum TabSplit {
  /// The columns of lines; a line with fewer than `count` has no more references.
  ///
  /// An empty reference at the end of a line is one. The last column has the rest of the line, its
  /// tabs too, as in sacreBLEU.
  public static func columns(_ lines: [String], count: Int) -> [[String?]] {
    // By bytes: a mark behind a tab would be one character with it.
    let cells = lines.map { line in
      line.utf8.split(
        separator: UInt8(ascii: "\t"), maxSplits: count - 1, omittingEmptySubsequences: false
      ).map(Substring.init)
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
