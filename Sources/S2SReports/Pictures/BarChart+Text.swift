extension BarChart {
  /// The chart for a terminal: a bar a line, each with its number; lines end with a newline.
  ///
  /// - Parameters:
  ///   - columns: the width of the terminal, in characters; at least 24 are taken.
  ///   - unicode: whether the terminal shows more than ASCII.
  public func text(columns: Int, unicode: Bool) -> String {
    let columns = max(24, columns)
    func short(_ text: String) -> String { shortenedLine(text, to: columns, unicode: unicode) }
    func letter(_ place: Int) -> String {
      series.count > 1 ? "\(SeriesMark.mark(place)) " : ""
    }
    var lines = [short(title)]
    let systems = shortenedNames(series.map(\.name), to: columns - 2, unicode: unicode)
    if series.count > 1 { lines += systems.enumerated().map { letter($0) + $1 } }
    if let warning = SeriesMark.warning(series.count) { lines.append(short(warning)) }
    let names = labels.map { shortenedLine($0, to: columns / 3, unicode: unicode) }
    let indent = ([horizontal] + names).map(\.count).max() ?? 0
    let texts = series.map { $0.values.map { $0.map(ChartNumber.text) ?? "-" } }
    let room = columns - indent - letter(0).count - (texts.joined().map(\.count).max() ?? 0) - 4
    let most = series.flatMap { $0.values.compactMap(\.self) }.filter(\.isFinite).max() ?? 0
    lines.append(padded(horizontal, to: indent) + "  " + short(vertical))
    for (index, name) in names.enumerated() {
      for (place, series) in series.enumerated() where index < series.values.count {
        let value = series.values[index] ?? 0
        let share = most > 0 && value.isFinite ? max(0, value / most) : 0
        lines.append(
          padded(place == 0 ? name : "", to: indent) + "  " + letter(place)
            + Self.bar(share, width: max(4, room), unicode: unicode) + texts[place][index])
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// A bar in eighths of a character, or in whole ones; a space behind it where it has a length.
  private static func bar(_ share: Double, width: Int, unicode: Bool) -> String {
    let eighths = Int((share * Double(8 * width)).rounded())
    let whole = String(repeating: unicode ? "█" : "=", count: eighths / 8)
    let rest =
      unicode && eighths % 8 > 0 ? Array("▏▎▍▌▋▊▉").map { String($0) }[eighths % 8 - 1] : ""
    return (whole + rest).isEmpty ? "" : whole + rest + " "
  }
}
