import S2SMetrics

/// Rows of names and cells, in columns of equal width; for people.
struct InspectionGrid {
  /// What stands above the columns; the first is that of the names.
  var header: [String]
  /// A name and cells.
  var rows: [[String]]
  /// Whether the last column stands to the left, as names do.
  var endsInText = false

  /// The grid; every line ends in a newline, and none in a space.
  var text: String {
    let all = [header] + rows
    let widths = header.indices.map { column in
      all.map { $0[column].unicodeScalars.count }.max() ?? 0
    }
    return all.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let space = String(repeating: " ", count: widths[column] - cell.unicodeScalars.count)
        // Names stand to the left, numbers to the right.
        let isText = column == 0 || endsInText && column == row.count - 1
        line += (column == 0 ? "" : "  ") + (isText ? cell + space : space + cell)
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  /// A number of any size, in few letters.
  static func short(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return value == 0 ? "0" : "\(value)" }
    let size = abs(value)
    if (0.01..<1_000).contains(size) { return fixed(value, 3) }
    var (mantissa, exponent) = (value, 0)
    while abs(mantissa) >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while abs(mantissa) < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    return "\(fixed(mantissa, 1))e\(exponent)"
  }

  /// A letter for a share from -1 to 1: the darker, the further from 0; below 0 a minus.
  static func shade(_ share: Double) -> String {
    if share < -0.05 { return "-" }
    let shades: [String] = [" ", "░", "▒", "▓", "█"]
    return shades[max(0, min(4, Int((share * 4).rounded(.up))))]
  }

  /// Tokens with their places, as a line that shades stand under.
  static func numbered(_ name: String, _ tokens: [String]) -> String {
    let places = tokens.enumerated().map { "\($0 + 1) \($1)" }
    return "\(name): " + places.joined(separator: "  ") + "\n"
  }
}
