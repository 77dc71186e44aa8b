/// Lines over an axis of numbers, with bands around them where a value has a range.
public struct LineChart: Sendable {
  /// A value at a place.
  public struct Point: Sendable, Equatable {
    /// The place.
    public var x: Double
    /// The value; `nil` where none was measured, which is a gap.
    public var y: Double?
    /// The ends of the band around the value; `nil` for none.
    public var low, high: Double?

    /// A value, with or without a band.
    public init(_ x: Double, _ y: Double?, low: Double? = nil, high: Double? = nil) {
      (self.x, self.y, self.low, self.high) = (x, y, low, high)
    }
  }

  /// Points under one name.
  public struct Series: Sendable {
    /// What they are.
    public var name: String
    /// The points; drawn from left to right.
    public var points: [Point]
    /// How they look; `nil` for a look by the place of the series.
    public var look: ChartLook?

    /// Names points.
    public init(_ name: String, _ points: [Point], look: ChartLook? = nil) {
      self.name = name
      self.points = points
      self.look = look
    }
  }

  /// What it shows.
  public var title: String
  /// What is to be seen in it.
  public var note: String
  /// The axes.
  public var horizontal, vertical: ChartDimension
  /// The lines.
  public var series: [Series]

  /// Groups what is drawn.
  public init(
    title: String, note: String = "", horizontal: ChartDimension, vertical: ChartDimension,
    series: [Series]
  ) {
    self.title = title
    self.note = note
    self.horizontal = horizontal
    self.vertical = vertical
    self.series = series
  }

  /// The drawing.
  public var picture: Picture {
    let lines = lines
    let legend = ChartLegend(
      lines.map { .init(name: $0.name, look: $0.look, hasLine: true) },
      width: ChartFrame.width - 24)
    let frame = ChartFrame(verticalAxis(lines), legend: legend.height)
    let axis = frame.axis(lines.flatMap { $0.points.map(\.x) }, horizontal.scale)
    var svg = SVG()
    legend.draw(left: 12, in: &svg)
    frame.draw(vertical: vertical.title, horizontal: horizontal.title, in: &svg)
    frame.draw(axis, in: &svg)
    for line in lines { band(line, frame, axis, in: &svg) }
    for line in lines { draw(line, frame, axis, in: &svg) }
    if lines.allSatisfy({ $0.runs.isEmpty }) {
      svg.text(
        "no values", x: frame.x(0.5), y: (frame.top + frame.bottom) / 2, class: "axis",
        anchor: .middle)
    }
    var picture = Picture(
      title, note: note, width: frame.width, height: frame.height, marks: svg)
    picture.zoom = Picture.chartZoom
    picture.numbers = numbers
    picture.leftOutRows = picture.numbers == nil ? places.count : nil
    return picture
  }

  func verticalAxis(_ lines: [Line], steps: Double = 5) -> ChartAxis {
    ChartAxis(
      lines.flatMap { $0.points.flatMap { [$0.y, $0.low, $0.high].compactMap(\.self) } },
      vertical.scale, steps: steps)
  }
}

// MARK: - What can be drawn

extension LineChart {
  /// A series as it is drawn.
  struct Line {
    let name: String
    let look: ChartLook
    /// From left to right, without what has no place.
    let points: [Point]

    /// The points between gaps.
    var runs: [ArraySlice<Point>] {
      points.split { $0.y == nil }
    }
  }

  /// The series without places and values that the axes cannot show.
  var lines: [Line] {
    series.enumerated().map { place, series in
      let points = series.points.filter { horizontal.shows($0.x) }.map { point in
        func shown(_ value: Double?) -> Double? { value.flatMap { vertical.shows($0) ? $0 : nil } }
        var point = Point(point.x, shown(point.y), low: shown(point.low), high: shown(point.high))
        if point.low == nil || point.high == nil { (point.low, point.high) = (nil, nil) }
        return point
      }
      let order = points.indices.sorted { (points[$0].x, $0) < (points[$1].x, $1) }
      return Line(
        name: series.name, look: series.look ?? ChartLook(place: place),
        points: order.map { points[$0] })
    }
  }

  /// All places that have a value.
  private var places: [Double] { Set(series.flatMap { $0.points.map(\.x) }).sorted() }

  /// The most rows of a table of the numbers.
  private static let mostRows = 1_000

  /// The numbers as a table: a row per place, a column per series.
  private var numbers: EvaluationPage.Table? {
    let places = places
    guard places.count <= Self.mostRows else { return nil }
    let columns = series.map { series in
      Dictionary(series.points.map { ($0.x, $0.y) }, uniquingKeysWith: { first, _ in first })
    }
    return EvaluationPage.Table(
      caption: vertical.title, header: [horizontal.title] + series.map(\.name),
      rows: places.map { place in
        [ChartNumber.text(place)]
          + columns.map { ($0[place] ?? nil).map(ChartNumber.text) ?? "" }
      })
  }
}

// MARK: - Marks

extension LineChart {
  private static let markDistance = 16.0

  private func band(_ line: Line, _ frame: ChartFrame, _ axis: ChartAxis, in svg: inout SVG) {
    for run in line.points.split(whereSeparator: { $0.low == nil }) {
      let places = run.map { frame.x(axis.share($0.x)) }
      let upper = zip(places, run).map { SVG.Point($0, frame.y($1.high ?? 0)) }
      let lower = zip(places, run).map { SVG.Point($0, frame.y($1.low ?? 0)) }
      if run.count > 1 {
        svg.polygon(upper + lower.reversed(), class: "\(line.look.fill) band")
      } else if let top = upper.first, let bottom = lower.first {
        // A range beside gaps has no neighbour to make a band with.
        svg.line(bottom, top, class: "range")
      }
    }
  }

  private func draw(_ line: Line, _ frame: ChartFrame, _ axis: ChartAxis, in svg: inout SVG) {
    var lastMark = -Double.infinity
    for run in line.runs {
      let places = run.map { SVG.Point(frame.x(axis.share($0.x)), frame.y($0.y ?? 0)) }
      if places.count > 1 { svg.path(Self.thinned(places), class: line.look.line) }
      for (point, place) in zip(run, places) {
        // A point alone has no line to be seen by.
        guard places.count == 1 || line.look.hasMarks && place.x - lastMark >= Self.markDistance
        else { continue }
        lastMark = place.x
        let value = point.y.map(ChartNumber.text) ?? ""
        svg.mark(
          line.look, at: place,
          hint: "\(line.name), \(horizontal.title) \(ChartNumber.text(point.x)): \(value)")
      }
    }
  }

  /// The same line with at most four points to a pixel's width: its ends and its extremes.
  private static func thinned(_ points: [SVG.Point]) -> [SVG.Point] {
    guard points.count > 2_000 else { return points }
    var kept: [SVG.Point] = []
    var column: [SVG.Point] = []
    func keep() {
      guard let first = column.first, let last = column.last else { return }
      let extremes = column.indices.filter { index in
        [column.min { $0.y < $1.y }?.y, column.max { $0.y < $1.y }?.y].contains(column[index].y)
      }
      kept +=
        [first] + [extremes.first, extremes.last].compactMap { $0.map { column[$0] } } + [last]
    }
    for point in points {
      if let first = column.first, point.x.rounded(.down) != first.x.rounded(.down) {
        keep()
        column = []
      }
      column.append(point)
    }
    keep()
    return kept
  }
}
