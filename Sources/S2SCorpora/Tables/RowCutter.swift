/// Cuts lines into the rows of a table, and rows into cells, as RFC 4180 describes.
///
/// A cell in quotes may hold separators, line breaks, and quotes that are doubled. Spaces around the
/// quotes are no part of it. A quote elsewhere is a character.
package struct RowCutter {
  /// The longest row that spans lines, in bytes.
  private static let longestRow = 1 << 20
  private static let quote = UInt8(ascii: "\"")

  /// What quotes a cell has.
  enum Quotes {
    /// None.
    case none
    /// Some, though it does not stand in quotes.
    case ofText
    /// It stands in quotes.
    case enclosing
    /// It stands in quotes, and has doubled ones.
    case doubled
  }

  private enum State {
    case start, plain, quoted, closed
  }

  private let format: TableFormat
  private var cells: [String] = []
  /// What quotes the cells of the row have, for each.
  private(set) var quotes: [Quotes] = []
  private var cell: [UInt8] = []
  private var cellQuotes = Quotes.none
  private var state = State.start
  private var hasBreak = false
  private var byteCount = 0

  /// Begins with the first row of a table.
  package init(_ format: TableFormat) { self.format = format }

  /// Whether a row has begun that goes on in the next line.
  package var isOpen: Bool { state == .quoted }

  /// Takes the next line in, and says whether the row ends with it.
  ///
  /// After an error the next line begins a row.
  package mutating func add(_ line: String) throws(TableFault) -> Bool {
    guard isOpen || format.hasQuotes && line.utf8.contains(Self.quote) else {
      cells = line.utf8.split(separator: format.separator, omittingEmptySubsequences: false)
        .map { String(Substring($0)) }
      quotes = cells.map { _ in .none }
      return true
    }
    if isOpen { breakLine() } else { clear() }
    byteCount += line.utf8.count
    do throws(TableFault) {
      if byteCount > Self.longestRow && line.utf8.count < byteCount { throw .openQuote }
      for byte in line.utf8 { try add(byte) }
    } catch {
      clear()
      throw error
    }
    if isOpen { return false }
    endCell()
    return true
  }

  /// The cells of the row that has ended.
  package mutating func take() -> [String] {
    defer { clear() }
    return cells
  }

  /// Begins anew.
  mutating func clear() {
    cells.removeAll(keepingCapacity: true)
    quotes.removeAll(keepingCapacity: true)
    cell.removeAll(keepingCapacity: true)
    (state, cellQuotes, hasBreak, byteCount) = (.start, .none, false, 0)
  }

  private mutating func add(_ byte: UInt8) throws(TableFault) {
    switch (state, byte) {
    case (.quoted, Self.quote): state = .closed
    case (.quoted, _):
      if byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r") { hasBreak = true }
      cell.append(byte)
    case (_, format.separator): endCell()
    case (.start, Self.quote):
      cell.removeAll(keepingCapacity: true)
      (state, cellQuotes) = (.quoted, .enclosing)
    case (.closed, Self.quote):
      (state, cellQuotes) = (.quoted, .doubled)
      cell.append(byte)
    // A carriage return behind the last quote belongs to the end of the line.
    case (.closed, UInt8(ascii: " ")), (.closed, UInt8(ascii: "\r")): break
    case (.closed, _): throw .textAfterQuote
    case (.start, UInt8(ascii: " ")): cell.append(byte)
    case (.start, _), (.plain, _):
      if byte == Self.quote { cellQuotes = .ofText }
      state = .plain
      cell.append(byte)
    }
  }

  /// A line ends within quotes.
  private mutating func breakLine() {
    hasBreak = true
    cell.append(UInt8(ascii: "\n"))
  }

  private mutating func endCell() {
    // A text is one line, without columns.
    let joined = hasBreak ? SegmentText.take(&cell) : nil
    cells.append(joined ?? String(decoding: cell, as: UTF8.self))
    quotes.append(cellQuotes)
    cell.removeAll(keepingCapacity: true)
    (state, cellQuotes, hasBreak) = (.start, .none, false)
  }
}
