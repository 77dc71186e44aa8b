/// A table as text, for terminals and for sacreBLEU's form of comparisons.
package struct TextTable {
  /// Where a text stands in a wider column.
  enum Alignment {
    case left, right, middle

    /// The text with spaces up to a width; in the middle the odd space comes after it.
    func pad(_ text: String, to width: Int) -> String {
      let free = max(0, width - text.unicodeScalars.count)
      let before =
        switch self {
        case .left: 0
        case .right: free
        case .middle: free / 2
        }
      return TextTable.spaces(before) + text + TextTable.spaces(free - before)
    }
  }

  /// One column.
  struct Column {
    /// What stands above it.
    let title: String
    /// Where its texts stand.
    let alignment: Alignment
    /// The lines of each cell.
    let cells: [[String]]

    /// A column of cells with the given lines.
    init(_ title: String, _ alignment: Alignment, lines cells: [[String]]) {
      self.title = title
      self.alignment = alignment
      self.cells = cells
    }

    /// A column of cells of one line.
    init(_ title: String, _ alignment: Alignment, _ cells: [String]) {
      self.init(title, alignment, lines: cells.map { [$0] })
    }

    /// The width of the widest line; a title takes `margin` more than its letters.
    func width(margin: Int) -> Int {
      cells.joined().reduce(title.unicodeScalars.count + margin) {
        max($0, $1.unicodeScalars.count)
      }
    }
  }

  /// The columns, with equally many cells.
  private let columns: [Column]

  /// Makes a table.
  init(_ columns: [Column]) { self.columns = columns }

  /// A table of rows whose first cells are names, which stand to the left; the others are numbers, to the right.
  ///
  /// - Parameters:
  ///   - rows: a cell for each title, or fewer.
  ///   - endsInText: whether the last column stands to the left, as names do.
  package init(header: [String], rows: [[String]], endsInText: Bool = false) {
    columns = header.enumerated().map { index, title in
      let isText = index == 0 || endsInText && index == header.count - 1
      return Column(title, isText ? .left : .right, rows.map { index < $0.count ? $0[index] : "" })
    }
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  private var rowCount: Int { columns.first?.cells.count ?? 0 }
}

// MARK: - Forms

extension TextTable {
  /// Columns two spaces apart under their titles; no line ends in a space, the last ends in a
  /// newline.
  package var plain: String {
    let widths = columns.map { $0.width(margin: 0) }
    let rows =
      [columns.map(\.title)]
      + (0..<rowCount).map { row in columns.map { $0.cells[row].joined(separator: " ") } }
    return rows.map { row in
      let cells = row.indices.map { columns[$0].alignment.pad(row[$0], to: widths[$0]) }
      let line = cells.joined(separator: "  ")
      return line.dropLast(line.reversed().prefix { $0 == " " }.count) + "\n"
    }.joined()
  }

  /// The table in a grid of lines, as the Python package `tabulate` draws a `fancy_grid`; ends with a
  /// newline.
  var grid: String {
    // Titles keep a distance of one space from their neighbours.
    let widths = columns.map { $0.width(margin: 2) }
    let rows = (0..<rowCount).map { row in
      let height = columns.reduce(1) { max($0, $1.cells[row].count) }
      return (0..<height).map { line in
        gridLine(columns.map { line < $0.cells[row].count ? $0.cells[row][line] : "" }, widths)
      }.joined()
    }
    return rule("╒═╤╕", widths) + gridLine(columns.map(\.title), widths) + rule("╞═╪╡", widths)
      + rows.joined(separator: rule("├─┼┤", widths)) + rule("╘═╧╛", widths)
  }

  private func gridLine(_ texts: [String], _ widths: [Int]) -> String {
    let cells = texts.indices.map { columns[$0].alignment.pad(texts[$0], to: widths[$0]) }
    return "│ " + cells.joined(separator: " │ ") + " │\n"
  }

  /// A line made of its left end, its stroke, its crossings and its right end.
  private func rule(_ parts: String, _ widths: [Int]) -> String {
    let parts = parts.map { String($0) }
    let strokes = widths.map { String(repeating: parts[1], count: $0 + 2) }
    return parts[0] + strokes.joined(separator: parts[2]) + parts[3] + "\n"
  }
}
