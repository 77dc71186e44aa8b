import S2SFiles
import S2SMetrics

/// A table of a study's report, before it is text, JSON or HTML.
public struct StudyTable: Sendable, Equatable {
  /// A column.
  public struct Column: Sendable, Equatable {
    /// What stands above it.
    public let title: String
    /// Its name in JSON.
    public let key: String

    /// Names a column.
    public init(_ title: String, key: String) {
      self.title = title
      self.key = key
    }
  }

  /// What stands in a place.
  public enum Cell: Sendable, Equatable {
    /// A name.
    case text(String)
    /// How many.
    case count(Int)
    /// A number with the given digits after the point, or a dash where there is none.
    case number(Double?, digits: Int)
    /// A probability, to four digits.
    case chance(Double?)
    /// From where to where 95 of 100 resamples lie.
    case interval(PercentileInterval?, digits: Int)

    /// A smaller probability would show as 0, which no p-value is.
    private static let leastChance = 0.0001

    /// The cell as people read it.
    var text: String {
      switch self {
      case .text(let text): text
      case .count(let count): grouped(count)
      case .number(let number, let digits): number.map { fixed($0, digits) } ?? "-"
      case .chance(let number):
        number.map { $0 < Self.leastChance ? "<0.0001" : fixed($0, 4) } ?? "-"
      case .interval(let interval, let digits):
        interval.map { "\(fixed($0.low, digits)) to \(fixed($0.high, digits))" } ?? "-"
      }
    }

    /// The cell as programs read it, with all digits.
    var json: String {
      switch self {
      case .text(let text): JSONText.quoted(text)
      case .count(let count): "\(count)"
      case .number(let number, _), .chance(let number): JSONText.number(number)
      case .interval(let interval, _):
        interval.map { "[\(JSONText.number($0.low)), \(JSONText.number($0.high))]" } ?? "null"
      }
    }

    /// Whether the cell stands to the left, as words do.
    fileprivate var isText: Bool { if case .text = self { true } else { false } }
  }

  /// Its name in JSON.
  public let key: String
  /// What it shows.
  public let caption: String
  /// The columns; the first names the row.
  public let columns: [Column]
  /// A cell for each column.
  public let rows: [[Cell]]
  /// How to read it; lines of at most 80 characters.
  public var note = ""

  /// Groups columns and rows.
  public init(key: String, caption: String, columns: [Column], rows: [[Cell]]) {
    self.key = key
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }

  /// The caption, a line per row, and the note; ends with a newline.
  var text: String {
    let texts = columns.enumerated().map { index, column in
      TextTable.Column(
        column.title, rows.contains { $0[index].isText } ? .left : .right,
        rows.map { $0[index].text })
    }
    return caption + "\n" + TextTable(texts).plain + (note.isEmpty ? "" : note + "\n")
  }

  /// The table of a page.
  var page: EvaluationPage.Table {
    var table = EvaluationPage.Table(
      caption: caption, header: columns.map(\.title), rows: rows.map { $0.map(\.text) })
    table.note = note
    table.isStacked = columns.count > 3
    return table
  }

  /// A list with an object per row.
  var json: JSONText.Value {
    .list(
      rows.map { row in .object(zip(columns, row).map { ($0.key, .raw($1.json)) }) })
  }
}
