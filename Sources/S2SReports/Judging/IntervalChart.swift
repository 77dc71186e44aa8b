import S2SMetrics

/// Numbers with their intervals below each other, each under its name.
public struct IntervalChart: Sendable, Equatable {
  /// A number under a name.
  public struct Row: Sendable, Equatable {
    /// Whose number it is.
    public var name: String
    /// The number.
    public var value: Double
    /// Its interval, if there is one.
    public var interval: PercentileInterval?

    /// Names a number.
    public init(_ name: String, _ value: Double, _ interval: PercentileInterval?) {
      self.name = name
      self.value = value
      self.interval = interval
    }
  }

  /// What it shows.
  public var title: String
  /// What is to be seen in it.
  public var note: String
  /// What the numbers are.
  public var horizontal: String
  /// The numbers, from top to bottom.
  public var rows: [Row]
  /// Whether a line marks 0, as for differences.
  public var marksZero: Bool

  /// Groups what is drawn.
  public init(
    title: String, note: String = "", horizontal: String, rows: [Row], marksZero: Bool = false
  ) {
    self.title = title
    self.note = note
    self.horizontal = horizontal
    self.rows = rows
    self.marksZero = marksZero
  }

  private static let (side, rowHeight, size) = (20.0, 44.0, 12.0)

  /// The drawing.
  public var picture: Picture {
    let axis = ChartAxis(
      rows.flatMap { [$0.value] + ($0.interval.map { [$0.low, $0.high] } ?? []) },
      .linear, marksZero ? .fromZero : .round)
    let width = ChartFrame.width
    let bottom = Self.rowHeight * Double(rows.count) + 6
    func x(_ value: Double) -> Double {
      Self.side + (width - 2 * Self.side) * axis.share(value)
    }
    var svg = SVG()
    for tick in axis.ticks {
      draw(x(tick), isZero: marksZero && axis.text(tick) == "0", in: &svg)
      svg.text(axis.text(tick), x: x(tick), y: bottom + 16, class: "tick", anchor: .middle)
    }
    let names = SVG.shortenedInside(
      rows.map(\.name), size: Self.size, width: width - 2 * Self.side)
    for (place, row) in rows.enumerated() {
      let top = Self.rowHeight * Double(place)
      svg.text(names[place], x: Self.side, y: top + 18, class: "label")
      draw(row, at: top, x, in: &svg)
    }
    svg.text(
      SVG.shortened(horizontal, size: Self.size, width: width - 2 * Self.side), x: width / 2,
      y: bottom + 36, class: "axis", anchor: .middle)
    var picture = Picture(title, note: note, width: width, height: bottom + 44, marks: svg)
    picture.zoom = Picture.chartZoom
    picture.numbers = numbers
    return picture
  }

  /// The line of a tick: a part beside each interval, and none where names stand.
  private func draw(_ x: Double, isZero: Bool, in svg: inout SVG) {
    for place in rows.indices {
      let top = Self.rowHeight * Double(place)
      svg.line(
        SVG.Point(x, top + 22), SVG.Point(x, top + Self.rowHeight + 6),
        class: isZero ? "frame" : "grid")
    }
  }

  /// The line of a row from end to end, and the dot.
  private func draw(
    _ row: Row, at top: Double, _ x: (Double) -> Double, in svg: inout SVG
  ) {
    let y = top + 30
    var hint = "\(row.name): \(ChartNumber.text(row.value))"
    if let interval = row.interval {
      svg.line(
        SVG.Point(x(interval.low), y), SVG.Point(x(interval.high), y), class: "line ink0")
      hint += ", \(ChartNumber.text(interval.low)) to \(ChartNumber.text(interval.high))"
    }
    svg.disc(SVG.Point(x(row.value), y), radius: 5, class: "fill0", hint: hint)
  }

  /// The numbers as a table.
  private var numbers: EvaluationPage.Table {
    EvaluationPage.Table(
      caption: horizontal, header: ["", "value", "from", "to"],
      rows: rows.map { row in
        [
          row.name, ChartNumber.text(row.value),
          row.interval.map { ChartNumber.text($0.low) } ?? "",
          row.interval.map { ChartNumber.text($0.high) } ?? "",
        ]
      })
  }
}
