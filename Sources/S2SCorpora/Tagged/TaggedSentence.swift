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
      guard let tag = Self.cell(lines[row], column) else {
        throw TaggedTextError.missingColumn(
          path: path, line: line, columns: Self.columns(of: lines[row]).count, wanted: column + 1)
      }
      guard !tag.isEmpty else { throw TaggedTextError.noTag(path: path, line: line) }
      guard tag != Self.unknownName else {
        throw TaggedTextError.reservedTag(path: path, line: line, name: tag)
      }
      return tag
    }
  }

  /// Stands for every tag that a model does not have, so no tag can be called so.
  private static let unknownName = "<unk>"

  /// The lines with other tags in a column, and everything else as it is.
  ///
  /// Lines with fewer columns get it, and empty ones before it.
  public func replacing(column: Int, with tags: [String]) -> [String] {
    precondition(tags.count == rows.count, "a tag for each word")
    var lines = lines
    for (row, tag) in zip(rows, tags) {
      var cells = Self.columns(of: lines[row]).map { String(Substring($0)) }
      while cells.count <= column { cells.append("") }
      cells[column] = tag
      lines[row] = cells.joined(separator: "\t")
    }
    return lines
  }

  static func columns(of line: String) -> [Substring.UTF8View] {
    line.utf8.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
  }

  private static func cell(_ line: String, _ column: Int) -> String? {
    let columns = columns(of: line)
    return column < columns.count ? String(Substring(columns[column])) : nil
  }
}
