import S2SText

/// The first row of a table, where it names the columns.
struct HeaderRow {
  /// The cells, as they are.
  let names: [String]
  private let columns: [ColumnName]
  private let languages: LanguagePair?
  private let codes: [String]

  /// Reads a row as names.
  init(_ cells: [String], _ languages: LanguagePair?) {
    names = cells
    self.languages = languages
    let codes = languages.map { [$0.source, $0.target].map(LanguageName.code(ofTag:)) } ?? []
    self.codes = codes
    columns = cells.map { ColumnName($0, codes) }
  }

  /// Whether it names columns, and is no pair: no text is translated by the name of another
  /// language.
  var isHeader: Bool {
    let named = columns.compactMap(\.code)
    let sides = [LanguagePair.Side.source, .target].map { side in columns.contains(.side(side)) }
    if sides == [true, true] { return true }
    if Set(named).count > 1 { return named.contains(where: codes.contains) }
    if named.count > 1 && Set(codes).count == 1 && codes.contains(named[0]) {
      // Two forms of one language, such as `pt-BR` and `pt-PT`.
      return Set(columns.compactMap(\.tag)).count > 1
    }
    let isNamed = named.count == 1 && codes.contains(named[0]) || sides.contains(true)
    let others = columns.indices.filter { columns[$0] == .other && !names[$0].isBlank }
    return isNamed && !others.isEmpty && others.count == columns.count - 1
  }

  /// Whether a row below repeats a name, as where each row says in which language its cells are.
  func isRepeated(in row: [String]) -> Bool {
    columns.indices.contains { columns[$0].code != nil && names[$0] == row[safe: $0] }
  }

  /// Whether it says anything of which columns hold the pairs.
  var namesSides: Bool { columns.contains { $0 != .unknown && $0 != .other } }

  /// The columns of source and target.
  ///
  /// - Parameter isText: whether a column without a telling name may be a side.
  /// - Throws: `ColumnFault`.
  func sides(
    where isText: (Int) -> Bool
  ) throws -> (source: Int, target: Int) {
    let source = try column(.source), target = try column(.target)
    if let source, let target, source != target { return (source, target) }
    let taken = source ?? target
    let rest = columns.indices.filter { index in
      index != taken && isText(index) && columns[index].code == nil
    }
    if source != target, let found = taken, rest.count == 1, let other = rest.first {
      return source == nil ? (other, found) : (found, other)
    }
    let missing = source == nil ? languages?.source : languages?.target
    throw ColumnFault.noColumn(language: missing ?? "", names: names)
  }

  /// The column of a side, by its language or else by its role.
  private func column(_ side: LanguagePair.Side) throws -> Int? {
    let language = side == .source ? languages?.source : languages?.target
    let code = side == .source ? codes.first : codes.last
    var found = columns.indices.filter { code != nil && columns[$0].code == code }
    if found.isEmpty { found = columns.indices.filter { columns[$0] == .side(side) } }
    guard found.count > 1 else { return found.first }
    let exact = found.filter { index in
      language.map { LanguageTag.isTaken(names[index], by: $0) } ?? false
    }
    if exact.count == 1 { return exact[0] }
    throw ColumnFault.severalColumns(language: language ?? "", names: names)
  }
}

extension String {
  /// Whether there is nothing but white space.
  var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
