/// A plot as inline SVG, in the page's own colours.
public struct Plot: Sendable {
  /// How values are drawn.
  public enum Kind: Sendable {
    /// A bar a value, with its label below.
    case bars
    /// Lines through points.
    case lines
  }

  /// Values under one name.
  public struct Series: Sendable {
    /// What they are.
    public var name: String
    /// One a label, in their order; `nil` where nothing was measured.
    public let values: [Double?]

    /// Names values; what is not finite, or nearly so, is drawn as not measured.
    public init(_ name: String, _ values: [Double?]) {
      self.name = name
      self.values = values.map { $0.flatMap { abs($0) <= PlotAxis.largest ? $0 : nil } }
    }
  }

  /// What it shows.
  public var title: String
  /// What the labels are.
  public var horizontal: String
  /// What the values are.
  public var vertical: String
  /// A label a value.
  public var labels: [String]
  /// The values, one series for bars.
  public var series: [Series]
  /// How they are drawn.
  public var kind: Kind

  /// Groups what is drawn.
  public init(
    _ kind: Kind, title: String, horizontal: String, vertical: String, labels: [String],
    series: [Series]
  ) {
    self.kind = kind
    self.title = title
    self.horizontal = horizontal
    self.vertical = vertical
    self.labels = labels
    self.series = series
  }

  private static let (width, height) = (460.0, 250.0)
  private static let (left, right, top, bottom) = (48.0, 8.0, 12.0, 44.0)

  /// The plot with its title, and its numbers in a table for readers who cannot see it.
  func figure(number: Int) -> String {
    let axis = PlotAxis(
      series.flatMap { $0.values.compactMap(\.self) }, fromZero: kind == .bars)
    let plotHeight = Self.height - Self.top - Self.bottom
    func y(_ value: Double) -> Double {
      Self.top + plotHeight * (1 - (value - axis.low) / (axis.high - axis.low))
    }
    let grid = axis.ticks.map { tick in
      """
      <line class="grid" x1="\(Self.left)" x2="\(Self.width - Self.right)" y1="\(Self.text(y(tick)))" \
      y2="\(Self.text(y(tick)))"/><text class="tick" x="\(Self.left - 6)" y="\(Self.text(y(tick) + 4))" \
      text-anchor="end">\(axis.text(tick))</text>
      """
    }
    return """
      <figure>
      <figcaption id="plot\(number)">\(HTML.escape(title))</figcaption>
      <svg viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" role="img" \
      aria-labelledby="plot\(number)">
      \(grid.joined(separator: "\n"))
      \(marks(y, base: y(axis.low)))
      \(labelMarks)
      <text class="axis" x="\((Self.left + Self.width - Self.right) / 2)" y="\(Self.height - 6)" \
      text-anchor="middle">\(HTML.escape(horizontal))</text>
      </svg>
      \(legend)
      <details><summary>Numbers</summary><div class="scroll">\(table)</div></details>
      </figure>
      """
  }

  /// The middle of the place of a label.
  private func x(_ index: Int) -> Double {
    let step = (Self.width - Self.left - Self.right) / Double(max(1, labels.count))
    return Self.left + step * (Double(index) + 0.5)
  }

  private func marks(_ y: (Double) -> Double, base: Double) -> String {
    switch kind {
    case .bars:
      let step = (Self.width - Self.left - Self.right) / Double(max(1, labels.count))
      return (series.first?.values ?? []).enumerated().compactMap { index, value in
        value.map { value in
          """
          <rect class="bar" x="\(Self.text(x(index) - step * 0.38))" y="\(Self.text(y(value)))" \
          width="\(Self.text(step * 0.76))" height="\(Self.text(max(0, base - y(value))))"/>
          """
        }
      }.joined(separator: "\n")
    case .lines:
      return series.enumerated().map { number, series in
        var points = series.values.enumerated().compactMap { index, value in
          value.map { "\(Self.text(x(index))),\(Self.text(y($0)))" }
        }
        // A line of one point would not be seen; one from it to itself is a dot.
        let kind = points.count == 1 ? " dot" : ""
        if points.count == 1 { points += points }
        return
          "<polyline class=\"line line\(number % 4)\(kind)\" points=\"\(points.joined(separator: " "))\"/>"
      }.joined(separator: "\n")
    }
  }

  /// Every label, or as many as fit without touching.
  private var labelMarks: String {
    let longest = labels.map(\.count).max() ?? 1
    let room = max(1, Int((Self.width - Self.left) / (Double(longest) * 6.5 + 8)))
    let every = max(1, (labels.count + room - 1) / room)
    return labels.enumerated().filter { $0.offset % every == 0 }.map { index, label in
      """
      <text class="tick" x="\(Self.text(x(index)))" y="\(Self.height - Self.bottom + 16)" \
      text-anchor="middle">\(HTML.escape(label))</text>
      """
    }.joined(separator: "\n")
  }

  private var legend: String {
    guard series.count > 1 else { return "" }
    let names = series.enumerated().map {
      "<span class=\"key\($0.offset % 4)\">\(HTML.escape($0.element.name))</span>"
    }
    return "<p class=\"legend\">\(names.joined(separator: " "))</p>"
  }

  private var table: String {
    let header = ([horizontal] + series.map(\.name)).map {
      "<th scope=\"col\">\(HTML.escape($0))</th>"
    }
    let rows = labels.indices.map { index in
      let cells = series.map { series in
        "<td class=\"number\">\((index < series.values.count ? series.values[index] : nil).map(Self.text) ?? "")</td>"
      }
      return "<tr><th scope=\"row\">\(HTML.escape(labels[index]))</th>\(cells.joined())</tr>"
    }
    return
      "<table><thead><tr>\(header.joined())</tr></thead><tbody>\(rows.joined())</tbody></table>"
  }

  /// A number with at most two digits after the point; a huge one with all that it has.
  static func text(_ value: Double) -> String {
    guard abs(value) < 1e15 else { return "\(value)" }
    let rounded = (value * 100).rounded() / 100
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}
