/// A table in a grid of lines, as the Python package `tabulate` draws a `fancy_grid`.
struct GridTable {
  /// One column.
  struct Column {
    /// What stands above it.
    let title: String
    /// The lines of each cell.
    let cells: [[String]]

    /// The width of the widest line; titles keep a distance of one space from the others.
    var width: Int {
      cells.joined().reduce(title.unicodeScalars.count + 2) { max($0, $1.unicodeScalars.count) }
    }
  }

  /// The first column, whose text is at the right.
  private let names: Column
  /// The others, whose text is in the middle.
  private let columns: [Column]

  /// Makes a table of columns with equally many cells.
  init(names: Column, _ columns: [Column]) {
    self.names = names
    self.columns = columns
  }

  /// The table; ends with a newline.
  var text: String {
    let titles = row(names.title, columns.map(\.title))
    let rows = names.cells.indices.map { index in
      let height = ([names] + columns).reduce(1) { max($0, $1.cells[index].count) }
      return (0..<height).map { line in
        row(
          Self.line(line, of: names.cells[index]),
          columns.map { Self.line(line, of: $0.cells[index]) })
      }.joined()
    }
    return rule("╒═╤╕") + titles + rule("╞═╪╡") + rows.joined(separator: rule("├─┼┤"))
      + rule("╘═╧╛")
  }

  private static func line(_ line: Int, of cell: [String]) -> String {
    line < cell.count ? cell[line] : ""
  }

  private func row(_ name: String, _ texts: [String]) -> String {
    let first = Self.spaces(names.width - name.unicodeScalars.count) + name
    let others = zip(columns, texts).map { column, text in
      let free = column.width - text.unicodeScalars.count
      return Self.spaces(free / 2) + text + Self.spaces(free - free / 2)
    }
    return "│ " + ([first] + others).joined(separator: " │ ") + " │\n"
  }

  /// A line made of its left end, its stroke, its crossings and its right end.
  private func rule(_ parts: String) -> String {
    let parts = parts.map { String($0) }
    let strokes = ([names] + columns).map { String(repeating: parts[1], count: $0.width + 2) }
    return parts[0] + strokes.joined(separator: parts[2]) + parts[3] + "\n"
  }

  private static func spaces(_ count: Int) -> String {
    String(repeating: " ", count: max(0, count))
  }
}
