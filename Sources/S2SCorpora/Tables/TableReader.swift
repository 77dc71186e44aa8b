import S2SFiles

/// The pairs of a table, row by row, in bounded memory.
///
/// How it is written and which columns hold the pairs is found out by its first rows.
final class TableReader {
  /// A row.
  enum Row {
    case pair(source: String, target: String)
    case fault(TableFault)
  }

  /// The rows that nobody has asked for, and which columns are read.
  private(set) var report: ReadingReport
  /// The line that the last row began in, from 1.
  private(set) var line = 0

  private let lines: LineReader
  private let format: TableFormat
  private let columns: TableColumns
  private var cutter: RowCutter
  private var isAtStart = true

  /// Opens a file.
  ///
  /// - Throws: `FileError`; `CorpusError.unclearColumns`; `LineError` for damaged gzip data.
  init(
    path: String, languages: LanguagePair?, order: ColumnOrder, nul: LineReader.NULPolicy = .refuse
  ) throws {
    lines = try Self.lines(path, nul: nul)
    let (sample, isWhole) = try Self.sample(path)
    let name = path.lowercased()
    format =
      name.hasSuffix(".csv") || name.hasSuffix(".csv.gz")
      ? .ofValues(sample) : .ofTabs(sample, isWhole: isWhole)
    do {
      let rows = format.rows(sample).rows
      // A line without a tab is named by its number instead.
      if !format.hasTabs && rows.contains(where: { $0 != [""] })
        && rows.allSatisfy({ $0.count < 2 })
      {
        throw ColumnFault.oneColumn
      }
      columns = try TableColumns(rows, languages, order)
    } catch let fault as ColumnFault {
      throw CorpusError.unclearColumns(path: path, fault)
    }
    cutter = RowCutter(format)
    let languages = languages ?? LanguagePair(source: "the source", target: "the target")
    report = ReadingReport(languages)
    report.note = columns.words(languages)
    if format.hasTabs && format.hasQuotes {
      report.note = [report.note, "took quotes around cells for a spreadsheet's"].compactMap(\.self)
        .joined(separator: "; ")
    }
  }

  /// The bytes read from the disk so far.
  var bytesRead: Int { lines.bytesRead }

  /// The lines by which a table is judged.
  private static let sampleLines = 2_000
  private static let sampleBytes = 1 << 21

  /// The lines of a file, in UTF-8 or, as spreadsheets write tables of tabs, in UTF-16 with a mark.
  private static func lines(_ path: String, nul: LineReader.NULPolicy) throws -> LineReader {
    let stream = try DecodedStream(ByteStream(repeatedly: path), path: path) { _ in nil }
    return LineReader(stream, name: path, nul: nul)
  }

  /// The first lines of a file, and whether these are all.
  private static func sample(_ path: String) throws -> ([String], isWhole: Bool) {
    let reader = try lines(path, nul: .keep)
    var lines: [String] = []
    var byteCount = 0
    while lines.count < sampleLines && byteCount < sampleBytes {
      do {
        guard let line = try reader.next() else { return (lines, true) }
        lines.append(line)
        byteCount += line.utf8.count
      } catch LineError.invalidUTF8 {
        byteCount += 1
      }
    }
    return (lines, false)
  }

  /// The next row, or `nil` behind the last.
  ///
  /// Blank lines between the rows of a `.csv` are counted and left out.
  ///
  /// - Throws: `LineError`, `FileError`.
  func next() throws -> Row? {
    if isAtStart {
      isAtStart = false
      if format.namesSeparator { _ = try lines.next() }
      if columns.hasHeader {
        while case .cells([""])? = try nextCells() { report.tally.note(.blankRow, at: line) }
        return try nextRow() ?? .fault(.onlyHeader)
      }
    }
    return try nextRow()
  }

  private func nextRow() throws -> Row? {
    while let cells = try nextCells() {
      switch cells {
      case .fault(let fault): return .fault(fault)
      case .cells([""]) where !format.hasTabs || columns.hasHeader:
        report.tally.note(.blankRow, at: line)
      case .cells(let cells): return row(cells)
      }
    }
    return nil
  }

  private func row(_ cells: [String]) -> Row {
    let last = max(columns.source, columns.target)
    if cells.count <= last {
      return .fault(
        cells.count == 1 && format.hasTabs
          ? .noTab : .missingColumn(last + 1, cells: cells.count))
    }
    if cells.count > columns.count && !format.hasTabs
      && cells[columns.count...].contains(where: { !$0.isBlank })
    {
      return .fault(.surplusCells(cells.count, columns: columns.count))
    }
    if cells.count > 2 && format.hasTabs && !format.hasQuotes
      && cells.contains(where: { $0.utf8.contains(UInt8(ascii: "\r")) })
    {
      return .fault(.hiddenRow)
    }
    if cells.count > columns.count && cells[columns.count...].contains(where: { !$0.isBlank }) {
      report.tally.note(.furtherCells, at: line)
    }
    return .pair(source: cells[columns.source], target: cells[columns.target])
  }

  private enum Cells {
    case cells([String])
    case fault(TableFault)
  }

  private func nextCells() throws -> Cells? {
    do {
      while let text = try lines.next() {
        if !cutter.isOpen { line = lines.lineCount }
        do {
          if try cutter.add(text) { return .cells(cutter.take()) }
        } catch {
          return .fault(error)
        }
      }
    } catch {
      line = lines.lineCount
      cutter.clear()
      throw error
    }
    guard cutter.isOpen else { return nil }
    cutter.clear()
    return .fault(.openQuote)
  }
}
