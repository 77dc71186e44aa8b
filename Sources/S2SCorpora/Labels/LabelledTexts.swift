import S2SFiles

/// The column that has the labels.
public enum LabelColumn: String, Sendable, CaseIterable {
  /// Before the first tab of a line.
  case first
  /// Behind the last tab of a line.
  case last
}

/// The lines of a file, each with a label and a text between which a tab stands.
public struct LabelledTexts: Sendable {
  /// The labels.
  public private(set) var labels: [String] = []
  /// The texts; line i has label i.
  public private(set) var texts: [String] = []
  /// The column that has the labels.
  public let column: LabelColumn
  /// The lines that have a label and no text, and those that are empty altogether.
  public private(set) var emptyCount = 0

  /// Reads a file, plain or `.gz`.
  ///
  /// - Parameters:
  ///   - column: where the labels are; `nil` finds out.
  ///   - known: the labels that there may be: where more of them are found there are the labels. Without
  ///     them the column with the fewer values has them.
  ///   - usual: the column that has the labels where both have equally many of the known ones.
  ///   - keepsEmpty: whether a label without a text is an example.
  /// - Throws: `LabelError`, `FileError`, `LineError`.
  public init(
    path: String, column: LabelColumn? = nil, known: [String]? = nil, usual: LabelColumn? = nil,
    keepsEmpty: Bool = false
  ) throws {
    let rows = try Self.rows(path)
    self.column =
      try column ?? known.map { try Self.column(of: rows, known: Set($0), usual: usual, path) }
      ?? Self.column(of: rows, path)
    for row in rows {
      guard !row.text.isEmpty else {
        emptyCount += 1
        continue
      }
      let (label, text) = row.parts(self.column)
      guard !label.isEmpty else {
        throw LabelError.noLabel(path: path, line: row.line, self.column)
      }
      guard !label.utf8.elementsEqual("<unk>".utf8) else {
        throw LabelError.reservedLabel(path: path, line: row.line, label: label)
      }
      guard keepsEmpty || !text.isEmpty else {
        emptyCount += 1
        continue
      }
      labels.append(label)
      texts.append(text)
    }
    if let known { try check(labels, among: known, of: path) }
  }

  private func check(_ labels: [String], among known: [String], of path: String) throws {
    let names = Set(known)
    guard !labels.isEmpty, !labels.contains(where: names.contains) else { return }
    throw LabelError.noKnownLabel(
      path: path, found: Array(Set(labels).sorted().prefix(Self.shown)), known: known)
  }

  /// The labels that an error names at most.
  private static let shown = 6

  /// Each label with the number of its texts, in the order of their names.
  public var counts: [(label: String, count: Int)] {
    labels.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The texts and labels at some places, in their order.
  public func selecting(_ places: some Sequence<Int>) -> LabelledTexts {
    var selected = self
    (selected.labels, selected.texts) = ([], [])
    for place in places {
      selected.labels.append(labels[place])
      selected.texts.append(texts[place])
    }
    return selected
  }
}

// MARK: - Rows

extension LabelledTexts {
  /// A line.
  private struct Row {
    let line: Int
    let text: String

    /// Label and text, without white space at their ends.
    func parts(_ column: LabelColumn) -> (label: String, text: String) {
      let bytes = text.utf8
      let tab = UInt8(ascii: "\t")
      guard
        let place = column == .first ? bytes.firstIndex(of: tab) : bytes.lastIndex(of: tab)
      else { return ("", "") }
      let (before, behind) = (text[..<place], text[bytes.index(after: place)...])
      return column == .first
        ? (trimmed(before), trimmed(behind)) : (trimmed(behind), trimmed(before))
    }
  }

  private static func rows(_ path: String) throws -> [Row] {
    let reader = try LineReader(repeatedly: path)
    var rows: [Row] = []
    while let line = try reader.next() {
      let text = line.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? "" : line
      guard text.isEmpty || text.utf8.contains(UInt8(ascii: "\t")) else {
        throw LabelError.noTab(path: path, line: reader.lineCount)
      }
      rows.append(Row(line: reader.lineCount, text: text))
    }
    return rows
  }

  /// The column with more of the labels that are known; where both have equally many the usual one, or
  /// the one with fewer values.
  private static func column(
    of rows: [Row], known: Set<String>, usual: LabelColumn?, _ path: String
  ) throws -> LabelColumn {
    func count(_ column: LabelColumn) -> Int {
      rows.count { known.contains($0.parts(column).label) }
    }
    let (first, last) = (count(.first), count(.last))
    guard first == last else { return first > last ? .first : .last }
    if let found = usual ?? (try? column(of: rows, path)) { return found }
    // A file without a known label is refused, whichever column is looked at.
    guard first == 0 else { throw LabelError.equallyKnown(path: path, count: first) }
    return .first
  }

  /// The column with fewer values, which are to be at most half as many as there are lines.
  private static func column(of rows: [Row], _ path: String) throws -> LabelColumn {
    let rows = rows.filter { !$0.text.isEmpty }
    func values(_ column: LabelColumn) -> Int {
      Set(rows.map { $0.parts(column).label }.filter { !$0.isEmpty }).count
    }
    let (first, last) = (values(.first), values(.last))
    // A column without a value has no labels.
    if first == 0 || last == 0 { return last == 0 ? .first : .last }
    guard first != last, 2 * min(first, last) <= rows.count else {
      throw LabelError.unclearColumn(path: path, first: first, last: last, lines: rows.count)
    }
    return first < last ? .first : .last
  }
}

/// A text without white space at its ends.
func trimmed(_ text: Substring) -> String {
  let scalars = text.unicodeScalars
  guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
    let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
  else { return "" }
  return String(scalars[first...last])
}
