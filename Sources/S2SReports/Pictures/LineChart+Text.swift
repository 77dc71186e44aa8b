import S2SFiles

extension LineChart {
  /// The chart for a terminal, in lines that end with a newline.
  ///
  /// - Parameters:
  ///   - columns: the width of the terminal, in characters; at least 24 are taken.
  ///   - rows: the height of the lines' room.
  ///   - unicode: whether the terminal shows more than ASCII.
  public func text(columns: Int, rows: Int = 12, unicode: Bool) -> String {
    textLines(columns: columns, rows: rows, unicode: unicode).map { $0 + "\n" }.joined()
  }

  /// The lines of the chart for a terminal; titles that are empty take none.
  package func textLines(columns: Int, rows: Int, unicode: Bool) -> [String] {
    TextChart(self, columns: max(24, columns), rows: max(2, rows), unicode: unicode).lines
  }
}

/// A chart of lines in characters.
///
/// Letters on the lines say which is which, so it needs no colours.
private struct TextChart {
  private let chart: LineChart
  private let series: [LineChart.Line]
  private let columns, rows: Int
  private let unicode: Bool
  private let x, y: ChartAxis
  /// The columns before the room of the lines: the words of the ticks and the axis.
  private let margin: Int
  /// The columns of the room.
  private let width: Int

  init(_ chart: LineChart, columns: Int, rows: Int, unicode: Bool) {
    self.chart = chart
    (self.columns, self.rows, self.unicode) = (columns, rows, unicode)
    series = chart.lines
    let y = chart.verticalAxis(series, steps: Double(max(1, rows / 3)))
    margin = (y.ticks.map { y.text($0).count }.max() ?? 1) + 2
    width = max(8, columns - margin)
    self.y = y
    x = ChartAxis(
      series.flatMap { $0.points.map(\.x) }, chart.horizontal.scale, .tight,
      steps: Double(max(1, width / 10)))
  }

  var lines: [String] {
    var lines = [chart.title].filter { !$0.isEmpty }.map { shortened($0, to: columns) }
    lines += legend
    let vertical = chart.vertical.title
    // A title that says the same is enough.
    if !vertical.isEmpty, vertical.lowercased() != chart.title.lowercased() {
      lines.append(shortened(vertical, to: columns))
    }
    return lines + room + axis
  }

  /// The letter of a series; one alone has none.
  private func letter(_ place: Int) -> Character {
    series.count > 1 ? SeriesMark.mark(place) : "*"
  }

  /// The letters with their names, in as many lines as they need.
  private var legend: [String] {
    guard series.count > 1 else { return [] }
    let names = shortenedNames(series.map(\.name), to: columns - 2, unicode: unicode)
    var lines: [String] = []
    for (place, own) in names.enumerated() {
      let name = "\(letter(place)) \(own)"
      if let last = lines.last, last.count + 3 + name.count <= columns {
        lines[lines.count - 1] = last + "   " + name
      } else {
        lines.append(name)
      }
    }
    if let warning = SeriesMark.warning(series.count) {
      lines.append(shortened(warning, to: columns))
    }
    return lines
  }

  /// The rows of the lines, with the words of the ticks before them.
  private var room: [String] {
    var canvas = TextCanvas(columns: width, rows: rows, unicode: unicode)
    let passed = series.enumerated().map { draw($1, letter: letter($0), on: &canvas) }
    if unicode && series.count > 1 { name(passed, on: &canvas) }
    var ticks: [Int: String] = [:]
    for tick in y.ticks {
      let row = Int(((1 - y.share(tick)) * Double(rows - 1)).rounded())
      if ticks[row] == nil { ticks[row] = y.text(tick) }
    }
    let isEmpty = passed.allSatisfy(\.isEmpty)
    return (0..<rows).map { row in
      let word = ticks[row] ?? ""
      let space = String(repeating: " ", count: margin - 2 - word.count)
      let line = isEmpty && row == rows / 2 ? "no values" : canvas.row(row)
      return space + word + " " + stroke(word.isEmpty ? .side : .tick) + line
    }
  }

  private func draw(
    _ line: LineChart.Line, letter: Character, on canvas: inout TextCanvas
  ) -> [Int] {
    line.runs.flatMap { run -> [Int] in
      let places = run.map { (x: x.share($0.x), y: y.share($0.y ?? 0)) }
      guard places.count > 1 else {
        return places.flatMap { canvas.line(from: $0, to: $0, letter: letter) }
      }
      return zip(places, places.dropFirst()).flatMap {
        canvas.line(from: $0, to: $1, letter: letter)
      }
    }
  }

  /// Writes letters on the lines, those of one series between those of the others.
  private func name(_ passed: [[Int]], on canvas: inout TextCanvas) {
    let repeats = max(1, width / 20)
    for (place, cells) in passed.enumerated() where !cells.isEmpty {
      for number in 0..<repeats {
        let share =
          (Double(number) + (Double(place) + 0.5) / Double(passed.count)) / Double(repeats)
        let start = min(cells.count - 1, Int(share * Double(cells.count)))
        _ = cells[start...].prefix(width / repeats).first {
          canvas.write(letter(place), at: $0)
        }
      }
    }
  }

  /// The axis below, with its ticks and its title.
  private var axis: [String] {
    var (line, words) = (Array(repeating: stroke(.floor), count: width), "")
    for tick in x.ticks {
      let column = min(width - 1, max(0, Int((x.share(tick) * Double(width - 1)).rounded())))
      let word = x.text(tick)
      let start = max(0, min(margin + column - word.count / 2, columns - word.count))
      guard start >= words.count + (words.isEmpty ? 0 : 2) else { continue }
      line[column] = stroke(.mark)
      words += String(repeating: " ", count: start - words.count) + word
    }
    let floor = String(repeating: " ", count: margin - 1) + stroke(.corner) + line.joined()
    guard !chart.horizontal.title.isEmpty else { return [floor, words] }
    let title = shortened(chart.horizontal.title, to: columns)
    if words.count + 2 + title.count <= columns { return [floor, words + "  " + title] }
    return [floor, words, String(repeating: " ", count: columns - title.count) + title]
  }

  private enum Stroke: Int {
    case side, tick, corner, floor, mark
  }

  private func stroke(_ stroke: Stroke) -> String {
    let strokes = unicode ? ["│", "┤", "└", "─", "┬"] : ["|", "+", "+", "-", "+"]
    return strokes[stroke.rawValue]
  }

  private func shortened(_ text: String, to limit: Int) -> String {
    shortenedLine(text, to: limit, unicode: unicode)
  }
}

/// Names on a line of a terminal each, without their middle where they are longer than a limit.
func shortenedNames(_ names: [String], to limit: Int, unicode: Bool) -> [String] {
  let whole = names.map { printable($0) }
  return ShortNames(whole, mark: unicode ? "…" : "...") { $0.count <= limit }.names
}

/// A name on one line of a terminal, and its beginning where it is longer than a limit.
func shortenedLine(_ text: String, to limit: Int, unicode: Bool) -> String {
  let text = printable(text)
  guard text.count > limit else { return text }
  let mark = unicode ? "…" : "..."
  return text.prefix(max(0, limit - mark.count)) + mark
}
