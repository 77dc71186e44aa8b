import S2SFiles

/// Reads the sentences of a tagged text, one at a time.
public final class TaggedReader {
  /// The format; `nil` before the first line that shows it.
  public private(set) var format: TaggedFormat?
  private let lines: LineReader
  private let path: String
  /// Lines that were read to see the format.
  private var ahead: ArraySlice<TextLine> = []
  private var lineCount = 0
  /// The empty lines since the last sentence, with their ends.
  public private(set) var rest = ""

  /// Reads from a file, plain or `.gz`.
  ///
  /// - Throws: `FileError` when it cannot be opened.
  public convenience init(path: String) throws {
    self.init(try LineReader(repeatedly: path), path: path)
  }

  /// Reads lines; `path` stands for them in errors.
  ///
  /// - Parameters:
  ///   - ahead: lines before those that the reader has left.
  ///   - format: the format, where it is known.
  public init(
    _ lines: LineReader, path: String, ahead: [TextLine] = [], format: TaggedFormat? = nil
  ) {
    self.lines = lines
    self.path = path
    self.ahead = ahead[...]
    self.format = format
  }

  /// The next sentence, or `nil` behind the last.
  ///
  /// - Throws: `TaggedTextError` for a line that does not fit the format; as `LineReader.next`.
  public func next() throws -> TaggedSentence? {
    if format == nil { try findFormat() }
    var (own, rows, first) = ([TextLine](), [Int](), 0)
    var before = ""
    while let line = try nextLine() {
      if lineCount == 1 && lines.hasByteOrderMark { rest = "\u{FEFF}" }
      if Self.isBlank(line.text) {
        rest += line.text + line.ending
        if own.isEmpty { continue }
        break
      }
      if try isWord(line.text) { rows.append(own.count) }
      if own.isEmpty { (first, before, rest) = (lineCount, rest, "") }
      own.append(line)
    }
    guard !own.isEmpty, let format else { return nil }
    return TaggedSentence(
      format: format, lines: own.map(\.text), rows: rows, firstLine: first, before: before,
      endings: own.allSatisfy { $0.ending == "\n" } ? nil : own.map(\.ending))
  }

  /// All sentences with a word that are left.
  ///
  /// - Throws: as `next`.
  public func readAll() throws -> [TaggedSentence] {
    var sentences: [TaggedSentence] = []
    while let sentence = try next() {
      if !sentence.rows.isEmpty { sentences.append(sentence) }
    }
    return sentences
  }

  /// Whether `next` would wait for a line.
  public var isWaiting: Bool { ahead.isEmpty && !lines.hasBufferedLine }

  /// The first word says which format it is; comments say nothing.
  private func findFormat() throws {
    var read: [TextLine] = []
    defer { ahead = read[...] }
    while let next = try lines.nextWithEnding() {
      read.append(next)
      let line = next.text
      if Self.isBlank(line) || line.utf8.first == UInt8(ascii: "#") && !line.utf8.contains(0x09) {
        continue
      }
      format = TaggedFormat.isWord(line) ? .conllu : .table
      return
    }
    format = read.allSatisfy { Self.isBlank($0.text) } ? .table : .conllu
  }

  private func nextLine() throws -> TextLine? {
    guard let line = try ahead.popFirst() ?? lines.nextWithEnding() else { return nil }
    lineCount += 1
    return line
  }

  static func isBlank(_ line: String) -> Bool {
    line.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }

  /// Whether a line is a word.
  private func isWord(_ line: String) throws -> Bool {
    guard format == .conllu else {
      if line.utf8.first == 0x09 { throw TaggedTextError.noWord(path: path, line: lineCount) }
      return true
    }
    if line.utf8.first == UInt8(ascii: "#") { return false }
    let columns = TaggedSentence.columns(of: line)
    guard columns.count == TaggedFormat.columnNames.count else {
      throw TaggedTextError.wrongColumns(path: path, line: lineCount, columns: columns.count)
    }
    guard let kind = RowKind(columns[0]) else {
      throw TaggedTextError.wrongNumber(
        path: path, line: lineCount, text: String(Substring(columns[0])))
    }
    if columns[1].isEmpty { throw TaggedTextError.noWord(path: path, line: lineCount) }
    return kind == .word
  }
}

/// A line and what ended it.
public struct TextLine: Sendable {
  /// The line.
  public let text: String
  /// A line feed, with a carriage return before it or not, a carriage return, or nothing.
  public let ending: String
}

extension LineReader {
  /// The next line with its end.
  ///
  /// - Throws: as `next`.
  public func nextWithEnding() throws -> TextLine? {
    try next().map { TextLine(text: $0, ending: ending) }
  }
}
