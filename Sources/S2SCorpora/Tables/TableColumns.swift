import S2SFiles
import S2SText

/// What is said of the columns of a table before it is read.
public enum ColumnOrder: Sendable, Equatable {
  /// The source is before the target, unless the table says otherwise.
  case sourceFirst
  /// The target is before the source, unless the table says otherwise.
  case targetFirst
  /// The columns of both, from 1.
  case numbered(source: Int, target: Int)
}

/// The columns of a table that hold the pairs.
struct TableColumns: Sendable, Equatable {
  /// The column of the source, from 0.
  private(set) var source = 0
  /// The column of the target, from 0.
  private(set) var target = 1
  /// The number of columns that rows have.
  private(set) var count = 2
  /// Whether the first row names the columns.
  private(set) var hasHeader = false
  /// By what they were chosen; empty where there is no choice.
  private var reason = ""
  /// The columns of numbers, from 0.
  private var numbers: [Int] = []

  /// Chooses by the first rows.
  ///
  /// - Throws: `ColumnFault` when it is not clear.
  init(
    _ rows: [[String]], _ languages: LanguagePair?, _ order: ColumnOrder
  ) throws {
    let rows = rows.filter { $0 != [""] }
    guard let first = rows.first, let usual = rows.map(\.count).mostFrequent else { return }
    count = max(2, usual)
    let header = HeaderRow(first, languages)
    let isHeader = header.isHeader && !(rows.count > 1 && header.isRepeated(in: rows[1]))
    let body = ColumnSample(rows.dropFirst(), count: count)
    hasHeader =
      isHeader
      || body.numbers.contains { column in
        column < first.count && !ColumnSample.isNumber(first[column])
      }
    let sample = hasHeader ? body : ColumnSample(rows[...], count: count)
    numbers = count > 2 ? sample.numbers : []
    if case .numbered(let source, let target) = order {
      try take(source, target)
    } else if hasHeader && header.namesSides {
      (source, target) = try header.sides { sample.isText($0) }
      reason = "by the header row"
    } else {
      (source, target) = try choose(sample, languages, order)
    }
  }

  private mutating func take(_ source: Int, _ target: Int) throws {
    for number in [source, target] where !(1...count).contains(number) {
      throw ColumnFault.noNumber(number, columns: count)
    }
    guard source != target else { throw ColumnFault.noNumber(target, columns: count) }
    (self.source, self.target) = (source - 1, target - 1)
    reason = "as named"
  }

  /// Chooses by what the columns hold.
  private mutating func choose(
    _ sample: ColumnSample, _ languages: LanguagePair?, _ order: ColumnOrder
  ) throws -> (Int, Int) {
    let texts = sample.texts
    let (first, second) = (texts.first ?? 0, texts.dropFirst().first ?? 1)
    let inOrder = order == .targetFirst ? (second, first) : (first, second)
    guard count > 2 else { return (order == .targetFirst ? (1, 0) : (0, 1)) }
    guard texts.count >= 2 else { throw ColumnFault.unclear(columns: count) }
    guard let languages else { return inOrder }
    let found = texts.map { sample.language(of: $0) }
    let codes = [languages.source, languages.target].map(LanguageName.code(ofTag:))
    let sides = codes.map { code in zip(texts, found).filter { $0.1 == code }.map(\.0) }
    if codes[0] != codes[1], sides[0].count == 1, sides[1].count == 1 {
      reason = "by their languages"
      return (sides[0][0], sides[1][0])
    }
    guard texts.count > 2 else { return inOrder }
    let expected = order == .targetFirst ? [codes[1], codes[0]] : codes
    guard zip(found, expected).allSatisfy({ $0 == nil || $0 == $1 }) else {
      throw ColumnFault.unclear(columns: count)
    }
    reason = "by their order"
    return inOrder
  }

  /// Says which columns are read, where that does not go without saying: `took column 3 for fr and
  /// column 2 for en, by the header row; left out column 1, which holds numbers`.
  func words(_ languages: LanguagePair) -> String? {
    guard hasHeader || count > 2 || !reason.isEmpty else { return nil }
    let because = reason.isEmpty ? "" : " \(reason)"
    var words =
      "took column \(source + 1) for \(languages.source) and column \(target + 1) for "
      + languages.target + because
    if hasHeader && reason != "by the header row" { words += ", and no pair from the header row" }
    let unused = (0..<count).filter { $0 != source && $0 != target }
    let ofNumbers = unused.filter(numbers.contains)
    if let number = ofNumbers.first {
      words += "; left out column \(number + 1), which holds numbers"
      let others = unused.count - 1
      if others > 0 { words += ", and \(grouped(others)) more" }
    } else if !unused.isEmpty {
      words += "; left out \(grouped(unused.count)) other column\(unused.count == 1 ? "" : "s")"
    }
    return words
  }
}

/// What the columns of some rows hold.
struct ColumnSample {
  private let rows: ArraySlice<[String]>
  private let count: Int
  /// The columns of numbers.
  let numbers: [Int]
  /// Fewer rows do not make what they say alike, or a number, the rule.
  private static let fewestRows = 2

  init(_ rows: ArraySlice<[String]>, count: Int) {
    (self.rows, self.count) = (rows, count)
    guard count > 2, rows.count >= Self.fewestRows else {
      numbers = []
      return
    }
    numbers = (0..<count).filter { column in rows.allSatisfy { Self.isNumber($0[safe: column]) } }
  }

  /// The columns that may be a side: neither numbers, nor empty, nor the same in all rows.
  var texts: [Int] {
    let found = (0..<count).filter(isText)
    guard found.count > 2, rows.count > Self.fewestRows else { return found }
    let telling = found.filter { column in
      rows.contains { $0[safe: column] != rows.first?[safe: column] }
    }
    return telling.count >= 2 ? telling : found
  }

  /// Whether a column holds text.
  func isText(_ column: Int) -> Bool {
    !numbers.contains(column) && rows.contains { !$0[safe: column].isBlank }
  }

  /// The language that a column is surely in.
  func language(of column: Int) -> String? {
    ReadLanguage.language(of: rows.lazy.map { $0[safe: column] })
  }

  /// Whether a cell is a number, a date or the like.
  static func isNumber(_ cell: String) -> Bool {
    var hasDigit = false
    for byte in cell.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): hasDigit = true
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "+"),
        UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: ":"), UInt8(ascii: "/"),
        UInt8(ascii: " "), UInt8(ascii: ")"):
        break
      default: return false
      }
    }
    return hasDigit
  }
}

extension Array<String> {
  /// The element, or an empty text behind the last.
  subscript(safe index: Int) -> String { index < count ? self[index] : "" }
}
