/// The room of a chart's marks, with what surrounds it: grid, ticks and titles.
struct ChartFrame {
  /// The axis of the values, from bottom to top.
  let y: ChartAxis
  /// The room, in CSS pixels.
  let left, right, top, bottom: Double

  /// The width of every chart.
  static let width = 460.0
  private static let (rightMargin, plotHeight, titleLine, size) = (20.0, 200.0, 24.0, 12.0)

  /// Makes room.
  ///
  /// - Parameters:
  ///   - legend: the height of what lies above.
  ///   - width: of the whole chart.
  init(
    _ y: ChartAxis, legend: Double, width: Double = Self.width, height: Double = Self.plotHeight
  ) {
    self.y = y
    let ticks = y.ticks.map { SVG.width(y.text($0), size: Self.size) }.max() ?? 0
    left = max(34, 14 + ticks)
    right = width - Self.rightMargin
    top = 8 + legend + Self.titleLine
    bottom = top + height
  }

  /// The whole width.
  var width: Double { right + Self.rightMargin }
  /// The whole height.
  var height: Double { bottom + 44 }

  /// The place of a value.
  func y(_ value: Double) -> Double { bottom - (bottom - top) * y.share(value) }

  /// The place of a share of the width.
  func x(_ share: Double) -> Double { left + (right - left) * share }

  /// Lines at the ticks of the values, and the titles of both axes.
  func draw(vertical: String, horizontal: String, in svg: inout SVG) {
    for tick in y.ticks {
      let place = y(tick)
      svg.line(SVG.Point(left, place), SVG.Point(right, place), class: "grid")
      svg.text(y.text(tick), x: left - 6, y: place + 4, class: "tick", anchor: .end)
    }
    svg.text(
      SVG.shortened(vertical, size: Self.size, width: width - 24), x: 12, y: top - 14,
      class: "axis")
    svg.text(
      SVG.shortened(horizontal, size: Self.size, width: right - left), x: (left + right) / 2,
      y: bottom + 38, class: "axis", anchor: .middle)
  }

  /// An axis of numbers below the marks, with as many ticks as do not touch.
  func axis(
    _ values: [Double], _ scale: AxisScale, _ ends: ChartAxis.Ends = .tight
  ) -> ChartAxis {
    for steps in stride(from: 7.0, to: 1, by: -1) {
      let axis = ChartAxis(values, scale, ends, steps: steps)
      let places = axis.ticks.map { (x(axis.share($0)), SVG.width(axis.text($0), size: Self.size)) }
      let isFree = zip(places, places.dropFirst()).allSatisfy { one, next in
        next.0 - one.0 > (one.1 + next.1) / 2 + 12
      }
      if isFree { return axis }
    }
    return ChartAxis(values, scale, ends, steps: 1)
  }

  /// Ticks of an axis below the marks.
  func draw(_ axis: ChartAxis, in svg: inout SVG) {
    svg.line(SVG.Point(left, bottom), SVG.Point(right, bottom), class: "frame")
    for tick in axis.ticks {
      let place = x(axis.share(tick))
      svg.line(SVG.Point(place, bottom), SVG.Point(place, bottom + 4), class: "frame")
      svg.text(axis.text(tick), x: place, y: bottom + 18, class: "tick", anchor: .middle)
    }
  }

  /// Words below equal parts of the width: all, or as many as do not touch.
  func draw(labels: [String], in svg: inout SVG) {
    svg.line(SVG.Point(left, bottom), SVG.Point(right, bottom), class: "frame")
    let step = (right - left) / Double(max(1, labels.count))
    let longest = labels.map { SVG.width($0, size: Self.size) }.max() ?? 0
    let every = max(1, Int(((min(longest, right - left) + 10) / step).rounded(.up)))
    for (index, label) in labels.enumerated() where index.isMultiple(of: every) {
      svg.text(
        SVG.shortened(label, size: Self.size, width: right - left),
        x: x((Double(index) + 0.5) / Double(labels.count)), y: bottom + 18, class: "tick",
        anchor: .middle)
    }
  }
}
