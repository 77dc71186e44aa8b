/// How a table is written: what separates its cells, and whether quotes enclose them.
package struct TableFormat: Sendable, Equatable {
  /// The separator, in ASCII.
  var separator: UInt8
  /// Whether a cell may stand in quotes, as in RFC 4180.
  var hasQuotes: Bool
  /// Whether the first line is `sep=;`, by which spreadsheets know the separator.
  var namesSeparator = false

  /// Names how a table is written.
  package init(separator: UInt8, hasQuotes: Bool, namesSeparator: Bool = false) {
    self.separator = separator
    self.hasQuotes = hasQuotes
    self.namesSeparator = namesSeparator
  }

  private static let tab = UInt8(ascii: "\t")
  /// The best first where several fit: text has more commas than semicolons, and few tabs.
  private static let separators = [tab, UInt8(ascii: ";"), UInt8(ascii: ",")]

  /// Whether tabs separate the cells.
  var hasTabs: Bool { separator == Self.tab }

  /// Cuts lines into rows; those that cannot be cut are left out and counted.
  package func rows(_ lines: some Sequence<String>) -> (rows: [[String]], faults: Int) {
    var cutter = RowCutter(self)
    var rows: [[String]] = []
    var faults = 0
    for line in lines.dropFirst(namesSeparator ? 1 : 0) {
      do {
        if try cutter.add(line) { rows.append(cutter.take()) }
      } catch {
        faults += 1
      }
    }
    return (rows, faults)
  }
}

/// Finding out how a table is written.
extension TableFormat {
  /// Judges by the first lines of a table whose name says what separates its cells, as `.tsv` does.
  ///
  /// Text has quotes of its own. They are a spreadsheet's where every quote is as RFC 4180 has it, and
  /// where quotes are doubled, hold rows together, or enclose a whole column.
  ///
  /// - Parameter isWhole: whether these are all lines of the table.
  static func ofTabs(_ lines: [String], isWhole: Bool) -> TableFormat {
    let quoted = TableFormat(separator: tab, hasQuotes: true)
    let isQuoted =
      lines.contains { $0.utf8.contains(UInt8(ascii: "\"")) }
      && quoted.isObeyed(lines, isWhole: isWhole)
    return TableFormat(separator: tab, hasQuotes: isQuoted)
  }

  /// Judges by the first lines of a `.csv`: the separator is the one by which most rows have the
  /// same number of cells.
  static func ofValues(_ lines: [String]) -> TableFormat {
    if let line = lines.first?.utf8, line.count == 5, line.starts(with: "sep=".utf8),
      let separator = line.last, ",;|\t:".utf8.contains(separator)
    {
      return TableFormat(separator: separator, hasQuotes: true, namesSeparator: true)
    }
    let formats = separators.map { TableFormat(separator: $0, hasQuotes: true) }
    let shares = formats.map { $0.evenShare(lines) }
    let best = shares.max() ?? 0
    return zip(formats, shares).first { $0.1 == best && best > 0 }?.0
      ?? TableFormat(separator: UInt8(ascii: ","), hasQuotes: true)
  }

  /// The share of the rows that have the usual number of cells, when these are two or more.
  private func evenShare(_ lines: [String]) -> Double {
    let (rows, faults) = rows(lines)
    let counts = rows.filter { $0 != [""] }.map(\.count)
    guard let usual = counts.mostFrequent, usual > 1 else { return 0 }
    return Double(counts.count { $0 == usual }) / Double(counts.count + faults)
  }

  /// Whether the quotes of a table of tabs are all a spreadsheet's.
  ///
  /// - Parameter isWhole: whether these are all lines of the table.
  private func isObeyed(_ lines: [String], isWhole: Bool) -> Bool {
    var cutter = RowCutter(self)
    var rows: [[RowCutter.Quotes]] = []
    for line in lines {
      guard let isRow = try? cutter.add(line) else { return false }
      guard isRow else { continue }
      let (quotes, cells) = (cutter.quotes, cutter.take())
      if cells == [""] { continue }
      if quotes.contains(.ofText) || cells.count < 2 { return false }
      rows.append(quotes)
    }
    if isWhole && cutter.isOpen { return false }
    if rows.contains(where: { $0.contains(.doubled) }) { return true }
    // Only the quotes make rows alike.
    let plain = TableFormat(separator: separator, hasQuotes: false)
    if plain.evenShare(lines) < 1 && evenShare(lines) == 1 { return true }
    return rows.count > 1
      && (0..<(rows.map(\.count).mostFrequent ?? 0)).contains { column in
        rows.allSatisfy { column < $0.count && $0[column] == .enclosing }
      }
  }
}

extension Sequence<Int> {
  /// The number that occurs most often, and of several the smallest.
  var mostFrequent: Int? {
    reduce(into: [:]) { $0[$1, default: 0] += 1 }.max { ($0.value, $1.key) < ($1.value, $0.key) }?
      .key
  }
}
