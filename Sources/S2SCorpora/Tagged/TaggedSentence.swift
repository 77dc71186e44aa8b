import S2SText

/// A sentence of a tagged text: its lines as they are, and which of them are words.
public struct TaggedSentence: Sendable, Equatable {
  /// The format that it is in.
  public let format: TaggedFormat
  /// Its lines, comments and all, without the empty line behind it.
  public let lines: [String]
  /// Which lines are words.
  public let rows: [Int]
  /// The number of its first line in the file, from 1.
  public let firstLine: Int
  /// What stands before it: empty lines, with their ends, and a byte-order mark at the start of a file.
  public let before: String
  /// What ends each line; a line feed for all when `nil`.
  let endings: [String]?

  /// Groups the parts.
  public init(
    format: TaggedFormat, lines: [String], rows: [Int], firstLine: Int, before: String = "",
    endings: [String]? = nil
  ) {
    (self.format, self.lines, self.rows) = (format, lines, rows)
    (self.firstLine, self.before, self.endings) = (firstLine, before, endings)
  }

  /// The words, as they are written.
  public var words: [String] {
    rows.map { Self.cell(lines[$0], format.wordColumn) ?? "" }
  }

  /// The tags in a column, from 0.
  ///
  /// - Parameter path: the file, for errors.
  /// - Throws: `TaggedTextError`: `missingColumn`, `noTag`, `reservedTag`.
  public func tags(column: Int, path: String) throws -> [String] {
    try rows.map { row in
      let line = firstLine + row
      guard let cell = Self.cell(lines[row], column) else {
        throw TaggedTextError.missingColumn(
          path: path, line: line, columns: Self.columns(of: lines[row]).count, wanted: column + 1)
      }
      let tag = trimmed(Substring(Normalizer.nfc(cell)))
      guard !tag.isEmpty else { throw TaggedTextError.noTag(path: path, line: line) }
      guard tag != Self.unknownName else {
        throw TaggedTextError.reservedTag(path: path, line: line, name: tag)
      }
      return tag
    }
  }

  /// Whether the text behind the sentence is a new line, so that another sentence may follow.
  public var endsItsLine: Bool { endings?.last != "" }

  /// Stands for every tag that a model does not have, so no tag can be called so.
  private static let unknownName = "<unk>"

  /// The lines with other tags in a column, and everything else as it is.
  ///
  /// Lines with fewer columns get it, and empty ones before it.
  ///
  /// - Returns: the text from the end of the sentence before to the end of this one.
  public func replacing(column: Int, with tags: [String]) -> String {
    precondition(tags.count == rows.count, "a tag for each word")
    var lines = lines
    for (row, tag) in zip(rows, tags) {
      var cells = Self.columns(of: lines[row]).map { String(Substring($0)) }
      while cells.count <= column { cells.append("") }
      cells[column] = tag
      lines[row] = cells.joined(separator: "\t")
    }
    guard let endings else { return before + lines.map { $0 + "\n" }.joined() }
    return before + zip(lines, endings).map(+).joined()
  }

  static func columns(of line: String) -> [Substring.UTF8View] {
    line.utf8.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
  }

  private static func cell(_ line: String, _ column: Int) -> String? {
    let columns = columns(of: line)
    return column < columns.count ? String(Substring(columns[column])) : nil
  }
}
