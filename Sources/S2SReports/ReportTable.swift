import S2SFiles
import S2SMetrics

/// A table of a report before it takes a form: what a terminal, a page and a program read is made
/// from the same cells.
struct ReportTable {
  /// A column.
  struct Column {
    /// What stands above it.
    let title: String
    /// Its name in JSON.
    let key: String

    /// Names a column; its title serves in JSON, too, unless another name is given.
    init(_ title: String, key: String? = nil) {
      self.title = title
      self.key = key ?? title
    }
  }

  /// What stands in a place.
  enum Cell {
    case text(String)
    case count(Int)
    /// A number, or a dash where there is none.
    case number(Double?)
    /// Parts of a hundred, with the sign.
    case percent(Double)

    /// The cell as people read it.
    func text(digits: Int) -> String {
      switch self {
      case .text(let text): text
      case .count(let count): grouped(count)
      case .number(let number): number.map { tidy($0, digits) } ?? "-"
      case .percent(let number): tidy(number, digits) + " %"
      }
    }

    /// The cell as programs read it.
    func json(digits: Int) -> String {
      switch self {
      case .text(let text): JSONText.quoted(text)
      case .count(let count): "\(count)"
      case .number(let number): JSONText.number(number, digits: digits)
      case .percent(let number): JSONText.number(number, digits: digits)
      }
    }
  }

  /// Its name in JSON.
  let key: String
  /// What it shows.
  let caption: String
  /// The columns; the first names the row.
  let columns: [Column]
  /// A cell for each column, or fewer.
  let rows: [[Cell]]

  /// The table of a page.
  func page(digits: Int) -> EvaluationPage.Table {
    EvaluationPage.Table(
      caption: caption, header: columns.map(\.title),
      rows: rows.map { $0.map { $0.text(digits: digits) } })
  }

  /// The caption and a line per row; the first column to the left, the others to the right.
  func text(digits: Int) -> String {
    let table = page(digits: digits)
    return caption + "\n" + TextTable(header: table.header, rows: table.rows).plain
  }

  /// A line per row without the first column, separated by tabs, under the titles.
  func tabbed(digits: Int) -> String {
    let lines = rows.map { row in
      row.dropFirst().map { cell in
        if case .number(let number) = cell { return number.map { fixed($0, digits) } ?? "" }
        return cell.text(digits: digits)
      }
    }
    return ([columns.dropFirst().map { printable($0.title) }] + lines)
      .map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  /// What the table shows, and a list with an object per row.
  func json(digits: Int) -> JSONText.Value {
    .object([
      ("caption", .raw(JSONText.quoted(caption))), ("rows", jsonRows(digits: digits)),
    ])
  }

  /// A list with an object per row.
  func jsonRows(digits: Int) -> JSONText.Value {
    .list(
      rows.map { row in
        .object(zip(columns, row).map { ($0.key, .raw($1.json(digits: digits))) })
      })
  }
}

extension ReportTable {
  /// A table of an evaluation.
  init(_ table: EvaluationTable) {
    self.init(
      key: table.key, caption: table.caption, columns: table.columns.map { Column($0) },
      rows: table.rows.map { row in
        row.map { cell in
          switch cell {
          case .text(let text): .text(text)
          case .count(let count): .count(count)
          case .number(let number): .number(number)
          }
        }
      })
  }
}
