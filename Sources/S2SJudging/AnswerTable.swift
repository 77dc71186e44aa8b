import S2SCorpora
import S2SFiles

/// A file of answers as rows by the names of its columns: what a sheet's page saved, or its table as a
/// spreadsheet saves it, with commas, semicolons or tabs, in UTF-8 or UTF-16.
struct AnswerTable {
  /// A row with an item.
  struct Row {
    let line: Int
    fileprivate let cells: [String]
    fileprivate let columns: [String: Int]

    /// What stands under a heading, without white space at its ends; empty where there is none.
    func callAsFunction(_ name: String) -> String {
      guard let index = columns[name.lowercased()], index < cells.count else { return "" }
      return AnswerTable.trimmed(cells[index])
    }
  }

  private static let separators = [",", ";", "\t"].compactMap(\.utf8.first)

  /// The file.
  let path: String
  /// The rows in their order; blank ones are left out.
  private(set) var rows: [Row] = []

  /// Reads a file.
  ///
  /// - Parameter needed: the columns that it has to have.
  /// - Throws: `JudgingError`: `noHeader`, `missingColumn`, `cellCount`; `CorpusError.malformedTable`;
  ///   `FileError`, `LineError`.
  init(path: String, needed: [String]) throws {
    self.path = path
    let stream = try DecodedStream(ByteStream(path: path), path: path) { _ in nil }
    let lines = LineReader(stream, name: path)
    var header = try lines.next() ?? ""
    if header.hasPrefix("sep=") { header = try lines.next() ?? "" }
    guard let (format, names) = Self.header(header) else {
      throw JudgingError.noHeader(path: path)
    }
    let columns = Dictionary(
      names.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    if let missing = needed.first(where: { columns[$0.lowercased()] == nil }) {
      throw JudgingError.missingColumn(path: path, name: missing)
    }
    try read(lines, format, columns, count: names.count)
  }

  /// The separator, and the headings in small letters, of a first line that has those of answers.
  private static func header(_ line: String) -> (TableFormat, [String])? {
    for separator in separators {
      let format = TableFormat(separator: separator, hasQuotes: true)
      guard let cells = format.rows([line]).rows.first else { continue }
      let names = cells.map { trimmed($0).lowercased() }
      if names.contains(SheetColumn.sheet) && names.contains(SheetColumn.item) {
        return (format, names)
      }
    }
    return nil
  }

  private mutating func read(
    _ lines: LineReader, _ format: TableFormat, _ columns: [String: Int], count: Int
  ) throws {
    var cutter = RowCutter(format)
    var first = 0
    while let text = try lines.next() {
      if !cutter.isOpen { first = lines.lineCount }
      do {
        guard try cutter.add(text) else { continue }
      } catch {
        throw CorpusError.malformedTable(path: path, line: first, error)
      }
      let cells = cutter.take()
      if cells.allSatisfy({ Self.trimmed($0).isEmpty }) { continue }
      guard cells.dropFirst(count).allSatisfy({ Self.trimmed($0).isEmpty }), cells.count > 1 else {
        throw JudgingError.cellCount(
          path: path, line: first, cells: cells.count, columns: count)
      }
      rows.append(Row(line: first, cells: cells, columns: columns))
    }
    if cutter.isOpen { throw CorpusError.malformedTable(path: path, line: first, .openQuote) }
  }

  /// The beginning of a text from a file, for errors, without the control characters that a terminal
  /// may obey and Swift does not spell out.
  static func shown(_ text: String) -> String {
    text.unicodeScalars.prefix(80).reduce(into: "") { shown, scalar in
      shown.unicodeScalars.append((0x7F..<0xA0).contains(scalar.value) ? "\u{FFFD}" : scalar)
    }
  }

  fileprivate static func trimmed(_ text: String) -> String {
    var rest = text.unicodeScalars[...]
    while rest.first?.properties.isWhitespace == true { rest.removeFirst() }
    while rest.last?.properties.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
