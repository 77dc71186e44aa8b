/// Numbers beside the scores of an evaluation that are not of texts, such as a confusion matrix.
public struct EvaluationTable: Sendable, Equatable {
  /// What stands in a place.
  public enum Cell: Sendable, Equatable {
    /// A name.
    case text(String)
    /// How many.
    case count(Int)
    /// A number.
    case number(Double)
  }

  /// Its name in JSON.
  public let key: String
  /// What it shows.
  public let caption: String
  /// The names of the columns; the first one's cells name the rows.
  public let columns: [String]
  /// A cell for each column.
  public let rows: [[Cell]]

  /// Makes a table.
  public init(key: String, caption: String, columns: [String], rows: [[Cell]]) {
    self.key = key
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }
}
