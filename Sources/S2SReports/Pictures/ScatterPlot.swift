/// Points with names in a plane.
public struct ScatterPlot: Sendable {
  /// A point with its name.
  public struct Point: Sendable, Equatable {
    /// Where it is.
    public var x, y: Double
    /// Its name; empty for none.
    public var label: String
    /// The group whose look it has, from 0.
    public var group: Int

    /// Names a place.
    public init(_ x: Double, _ y: Double, label: String = "", group: Int = 0) {
      (self.x, self.y, self.label, self.group) = (x, y, label, max(0, group))
    }
  }

  /// What it shows.
  public var title: String
  /// What is to be seen in it.
  public var note: String
  /// The axes.
  public var horizontal, vertical: ChartDimension
  /// The points; where labels have no room, those of later points are left out.
  public var points: [Point]
  /// The names of the groups; empty for one group without a name.
  public var groups: [String]

  /// Groups what is drawn.
  public init(
    title: String, note: String = "", horizontal: ChartDimension, vertical: ChartDimension,
    points: [Point], groups: [String] = []
  ) {
    self.title = title
    self.note = note
    self.horizontal = horizontal
    self.vertical = vertical
    self.points = points
    self.groups = groups
  }

  private static let (width, plotHeight, radius) = (640.0, 440.0, 3.5)
  /// A label of more pixels is cut; the hint and the table have all of it.
  private static let longestLabel = 150.0

  /// The drawing.
  public var picture: Picture {
    let shown = points.filter { horizontal.shows($0.x) && vertical.shows($0.y) }
    let legend = ChartLegend(
      groups.enumerated().map { .init(name: $1, look: ChartLook(place: $0), hasLine: false) },
      width: Self.width - 24)
    let frame = ChartFrame(
      ChartAxis(shown.map(\.y), vertical.scale), legend: legend.height, width: Self.width,
      height: Self.plotHeight)
    let axis = frame.axis(shown.map(\.x), horizontal.scale, .round)
    var svg = SVG()
    legend.draw(left: 12, in: &svg)
    frame.draw(vertical: vertical.title, horizontal: horizontal.title, in: &svg)
    frame.draw(axis, in: &svg)
    let places = shown.map { SVG.Point(frame.x(axis.share($0.x)), frame.y($0.y)) }
    for (point, place) in zip(shown, places) {
      svg.mark(
        ChartLook(place: point.group), at: place, radius: Self.radius,
        hint: "\(point.label) (\(ChartNumber.text(point.x)), \(ChartNumber.text(point.y)))")
    }
    var room = LabelRoom(frame, marks: places, radius: Self.radius)
    for (point, place) in zip(shown, places) where !point.label.isEmpty {
      let name = SVG.shortened(point.label, size: 12, width: Self.longestLabel)
      if let label = room.place(name, beside: place) {
        svg.text(
          name, x: label.place.x, y: label.place.y, class: "label", anchor: label.anchor)
      }
    }
    var picture = Picture(
      title, note: note, width: frame.width, height: frame.height, marks: svg)
    picture.numbers = numbers
    picture.leftOutRows = picture.numbers == nil ? points.count : nil
    return picture
  }

  /// The most rows of a table of the numbers.
  private static let mostRows = 1_000

  private var numbers: EvaluationPage.Table? {
    guard points.count <= Self.mostRows else { return nil }
    return EvaluationPage.Table(
      caption: title, header: ["name", horizontal.title, vertical.title],
      rows: points.map { [$0.label, ChartNumber.text($0.x), ChartNumber.text($0.y)] })
  }
}

/// Finds room for labels: over no mark, no other label and no edge.
private struct LabelRoom {
  private struct Box {
    let left, right, top, bottom: Double

    func touches(_ other: Box) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }

  private let edges: Box
  private var taken: [Box]
  private let distance: Double

  private static let size = 12.0

  init(_ frame: ChartFrame, marks: [SVG.Point], radius: Double) {
    edges = Box(left: frame.left, right: frame.right, top: frame.top - 6, bottom: frame.bottom)
    distance = radius + 3
    taken = marks.map {
      Box(left: $0.x - radius, right: $0.x + radius, top: $0.y - radius, bottom: $0.y + radius)
    }
  }

  /// The first free place of a label around its mark; `nil` where all are taken.
  mutating func place(
    _ label: String, beside mark: SVG.Point
  ) -> (place: SVG.Point, anchor: SVG.Anchor)? {
    let width = SVG.width(label, size: Self.size)
    let near = distance * 0.75
    let sides: [(x: Double, y: Double, anchor: SVG.Anchor)] = [
      (distance, 4, .start), (-distance, 4, .end), (0, -distance - 1, .middle),
      (0, distance + 9, .middle), (near, -near, .start), (near, near + 8, .start),
      (-near, -near, .end), (-near, near + 8, .end),
    ]
    for side in sides {
      let (x, y) = (mark.x + side.x, mark.y + side.y)
      let left = side.anchor == .start ? x : side.anchor == .end ? x - width : x - width / 2
      let box = Box(left: left - 2, right: left + width + 2, top: y - 10, bottom: y + 3)
      let isInside =
        box.left >= edges.left && box.right <= edges.right && box.top >= edges.top
        && box.bottom <= edges.bottom
      guard isInside, !taken.contains(where: box.touches) else { continue }
      taken.append(box)
      return (SVG.Point(x, y), side.anchor)
    }
    return nil
  }
}
