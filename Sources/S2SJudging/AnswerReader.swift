import S2SFiles

/// What a judge said of an item.
public enum Judgement: Sendable, Equatable {
  /// A rank for each translation as the item shows them, 1 for the best.
  case ranks([Int])
  /// A score from 0 to 100.
  case score(Double)
  /// The errors; none for a clean translation.
  case errors([MarkedError])
}

/// Reads files of answers to the sheets of a study.
struct AnswerReader {
  /// An answer and where it stands.
  struct Entry {
    let place: JudgingError.AnswerPlace
    var judgement: Judgement
  }

  /// An item of a sheet; both count from 0.
  struct Key: Hashable {
    let judge: Int
    let item: Int
  }

  private let study: JudgingStudy
  /// All answers so far.
  private(set) var entries: [Key: Entry] = [:]

  init(_ study: JudgingStudy) { self.study = study }

  /// Reads a file.
  ///
  /// - Throws: `JudgingError`, `CorpusError.malformedTable`, `FileError`, `LineError`.
  mutating func read(_ path: String) throws {
    let width = study.kind == .ranking ? 1 : 0
    let needed =
      study.kind == .errors
      ? [SheetColumn.category, SheetColumn.severity] : SheetColumn.answers(study.kind, count: width)
    let table = try AnswerTable(path: path, needed: needed)
    var found: [Key: Entry] = [:]
    for row in table.rows {
      let place = JudgingError.AnswerPlace(path: path, line: row.line)
      let key = try key(of: row, at: place)
      do {
        guard let judgement = try judgement(in: row, of: key) else { continue }
        try add(judgement, at: place, to: key, in: &found)
      } catch let fault as AnswerFault {
        throw JudgingError.unfitAnswer(path: path, line: row.line, fault)
      }
    }
    for (key, entry) in found.sorted(by: { $0.value.place.line < $1.value.place.line }) {
      if let other = entries[key] {
        try check(entry, beside: other, of: key)
      } else {
        entries[key] = entry
      }
    }
  }

  /// Joins an answer with those to the same item in the same file: errors have a row each.
  private func add(
    _ judgement: Judgement, at place: JudgingError.AnswerPlace, to key: Key,
    in found: inout [Key: Entry]
  ) throws {
    let entry = Entry(place: place, judgement: judgement)
    guard let other = found[key] else {
      found[key] = entry
      return
    }
    guard case (.errors(let errors), .errors(let others)) = (judgement, other.judgement) else {
      return try check(entry, beside: other, of: key)
    }
    guard errors.isEmpty == others.isEmpty else { throw AnswerFault.cleanAndErrors }
    found[key]?.judgement = .errors((others + errors).sorted { $0.sortKey < $1.sortKey })
  }

  private func check(_ entry: Entry, beside other: Entry, of key: Key) throws {
    guard entry.judgement != other.judgement else { return }
    throw JudgingError.contradiction(
      entry.place, other.place, judge: key.judge + 1, item: key.item + 1)
  }

  /// Which item a row is about.
  private func key(of row: AnswerTable.Row, at place: JudgingError.AnswerPlace) throws -> Key {
    let name = row(SheetColumn.sheet)
    let parts = name.lowercased().split(separator: "-", maxSplits: 1).map(String.init)
    guard parts.count == 2, parts[0].hasPrefix("j"), let judge = Int(parts[0].dropFirst()) else {
      throw JudgingError.unknownSheet(
        path: place.path, line: place.line, text: AnswerTable.shown(name))
    }
    guard parts[1] == study.id else {
      throw JudgingError.otherStudy(
        path: place.path, line: place.line, found: AnswerTable.shown(parts[1]), expected: study.id)
    }
    guard (1...study.sheets.count).contains(judge) else {
      throw JudgingError.unknownSheet(
        path: place.path, line: place.line, text: AnswerTable.shown(name))
    }
    let text = row(SheetColumn.item)
    let count = study.sheets[judge - 1].items.count
    guard let item = Self.whole(text), item >= 1, item <= count else {
      throw JudgingError.unknownItem(
        path: place.path, line: place.line, text: AnswerTable.shown(text), count: count)
    }
    return Key(judge: judge - 1, item: item - 1)
  }

  /// A whole number, which a spreadsheet may have written as `3.0`.
  static func whole(_ text: String) -> Int? { number(text).flatMap { Int(exactly: $0) } }

  /// A number in decimal digits, with a point or a comma before its fraction.
  static func number(_ text: String) -> Double? {
    guard text.utf8.count <= 20, text.utf8.allSatisfy({ "0123456789.,".utf8.contains($0) }) else {
      return nil
    }
    return Double(text.replacing(",", with: "."))
  }
}

// MARK: - Answers of a row

extension AnswerReader {
  /// The answer in a row; `nil` where it has none.
  private func judgement(in row: AnswerTable.Row, of key: Key) throws -> Judgement? {
    let item = study.sheets[key.judge].items[key.item]
    switch study.kind {
    case .direct: return try score(in: row)
    case .ranking: return try ranks(in: row, count: item.outputs.count)
    case .errors: return try error(in: row, of: item).map(Judgement.errors)
    }
  }

  private func score(in row: AnswerTable.Row) throws -> Judgement? {
    let text = row(SheetColumn.score)
    if text.isEmpty { return nil }
    guard let score = Self.number(text), (0...100).contains(score) else {
      throw AnswerFault.score(AnswerTable.shown(text))
    }
    return .score(score)
  }

  /// The ranks of all translations; `nil` where one lacks its rank.
  private func ranks(in row: AnswerTable.Row, count: Int) throws -> Judgement? {
    let ranks = try (0..<JudgingDesign.systemCounts.upperBound).compactMap { index -> Int? in
      let (text, column) = (row(SheetColumn.rank(index)), SheetColumn.letter(index))
      if text.isEmpty { return nil }
      guard index < count else { throw AnswerFault.surplusRank(column: column, count: count) }
      guard let rank = Self.whole(text), (1...count).contains(rank) else {
        throw AnswerFault.rank(AnswerTable.shown(text), column: column, count: count)
      }
      return rank
    }
    return ranks.count == count ? .ranks(ranks) : nil
  }

  /// The error in a row, or that there is none; `nil` for an empty row.
  private func error(
    in row: AnswerTable.Row, of item: JudgingStudy.Sheet.Item
  ) throws -> [MarkedError]? {
    let category = row(SheetColumn.category).lowercased()
    let severity = row(SheetColumn.severity).lowercased()
    let words = row(SheetColumn.words)
    if category == SheetColumn.clean {
      guard severity.isEmpty && words.isEmpty else { throw AnswerFault.cleanWithMore }
      return []
    }
    if category.isEmpty {
      guard severity.isEmpty && words.isEmpty else { throw AnswerFault.noCategory }
      return nil
    }
    guard let kind = ErrorCategory(rawValue: category) else {
      throw AnswerFault.category(AnswerTable.shown(row(SheetColumn.category)))
    }
    guard !severity.isEmpty else { throw AnswerFault.noSeverity }
    guard let weight = ErrorSeverity(rawValue: severity) else {
      throw AnswerFault.severity(AnswerTable.shown(row(SheetColumn.severity)))
    }
    let side = try side(in: row)
    let sentence = study.sentences[item.sentence]
    let text = side == .source ? sentence.source ?? "" : sentence.outputs[item.outputs[0]]
    let range = try range(in: row, of: text)
    // What stands in the text, not what a spreadsheet made of it.
    let marked = range.map { String(Array(text.unicodeScalars)[$0]) } ?? words
    return [MarkedError(kind, weight, in: side, words: marked, range: range)]
  }

  private func side(in row: AnswerTable.Row) throws -> MarkedError.Side {
    let text = row(SheetColumn.side).lowercased()
    if text.isEmpty { return .translation }
    guard let side = MarkedError.Side(rawValue: text) else {
      throw AnswerFault.side(AnswerTable.shown(text))
    }
    return side
  }

  /// Where the marked words are in a text; `nil` where the row does not say it.
  private func range(in row: AnswerTable.Row, of text: String) throws -> Range<Int>? {
    let (start, end) = (row(SheetColumn.start), row(SheetColumn.end))
    if start.isEmpty && end.isEmpty { return nil }
    guard let first = Self.whole(start), let last = Self.whole(end), first < last,
      last <= text.unicodeScalars.count
    else { throw AnswerFault.span(AnswerTable.shown("\(start) to \(end)")) }
    return first..<last
  }
}

extension String {
  /// A text of some scalars.
  fileprivate init(_ scalars: ArraySlice<Unicode.Scalar>) {
    self.init()
    unicodeScalars.append(contentsOf: scalars)
  }
}
