/// Bars over words, beside each other where there are several series.
public struct BarChart: Sendable {
  /// Values under one name.
  public struct Series: Sendable {
    /// What they are.
    public var name: String
    /// One a label, in their order; `nil` where nothing was measured.
    public var values: [Double?]

    /// Names values.
    public init(_ name: String, _ values: [Double?]) {
      self.name = name
      self.values = values
    }
  }

  /// What it shows.
  public var title: String
  /// What is to be seen in it.
  public var note: String
  /// What the labels and the values are.
  public var horizontal, vertical: String
  /// A label a value.
  public var labels: [String]
  /// The values.
  public var series: [Series]

  /// Groups what is drawn.
  public init(
    title: String, note: String = "", horizontal: String, vertical: String, labels: [String],
    series: [Series]
  ) {
    self.title = title
    self.note = note
    self.horizontal = horizontal
    self.vertical = vertical
    self.labels = labels
    self.series = series
  }

  /// The drawing.
  public var picture: Picture {
    let legend = ChartLegend(
      series.enumerated().map { .init(name: $1.name, look: ChartLook(place: $0), hasLine: false) },
      width: ChartFrame.width - 24)
    let frame = ChartFrame(
      ChartAxis(series.flatMap { $0.values.compactMap(Self.shown) }, .linear, .fromZero),
      legend: legend.height)
    var svg = SVG()
    legend.draw(left: 12, in: &svg)
    frame.draw(vertical: vertical, horizontal: horizontal, in: &svg)
    frame.draw(labels: labels, in: &svg)
    for place in series.indices { draw(place, frame, in: &svg) }
    var picture = Picture(
      title, note: note, width: frame.width, height: frame.height, marks: svg)
    picture.zoom = Picture.chartZoom
    picture.numbers = numbers
    return picture
  }

  /// A value that an axis can show.
  private static func shown(_ value: Double?) -> Double? {
    value.flatMap { abs($0) <= ChartAxis.largest ? $0 : nil }
  }

  private func draw(_ place: Int, _ frame: ChartFrame, in svg: inout SVG) {
    let (series, look) = (series[place], ChartLook(place: place))
    let step = (frame.right - frame.left) / Double(max(1, labels.count))
    let width = step * 0.76 / Double(self.series.count)
    for (index, label) in labels.enumerated() where index < series.values.count {
      guard let value = Self.shown(series.values[index]) else { continue }
      let x = frame.left + step * (Double(index) + 0.12) + width * Double(place)
      let (base, end) = (frame.y(0), frame.y(value))
      svg.rectangle(
        SVG.Point(x, min(base, end)), width: width * (self.series.count > 1 ? 0.9 : 1),
        height: abs(base - end), class: look.fill,
        hint: "\(series.name), \(label): \(ChartNumber.text(value))")
      // Bars beside each other are known by their marks, too.
      if self.series.count > 1 {
        let beyond = SVG.Point(x + width * 0.45, value < 0 ? end + 6 : end - 6)
        svg.mark(look, at: beyond, radius: min(3.5, width * 0.4))
      }
    }
  }

  /// The numbers as a table.
  private var numbers: EvaluationPage.Table {
    EvaluationPage.Table(
      caption: vertical, header: [horizontal] + series.map(\.name),
      rows: labels.enumerated().map { index, label in
        [label]
          + series.map { series in
            (index < series.values.count ? series.values[index] : nil).map(ChartNumber.text) ?? ""
          }
      })
  }
}
