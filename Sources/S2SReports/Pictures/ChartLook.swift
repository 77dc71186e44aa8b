/// How a series looks: colour, dashes and the form of its marks say the same, so that it is known in
/// grey and to readers who do not tell the colours apart.
public struct ChartLook: Sendable, Equatable {
  /// The colour and the form of the marks, from 0.
  public var mark: Int
  /// The dashes of its line, from 0, which has none.
  public var dash: Int
  /// Whether its points have marks.
  public var hasMarks = true

  /// Chooses a look.
  public init(mark: Int, dash: Int) {
    self.mark = max(0, mark)
    self.dash = max(0, dash)
  }

  /// The look of a series by its place, from 0.
  public init(place: Int) { self.init(mark: place, dash: place % Self.dashCount) }

  static let (colourCount, dashCount) = (6, 5)

  private var colour: Int { mark % Self.colourCount }
  /// The classes of its line.
  var line: String { "line ink\(colour) dash\(dash % Self.dashCount)" }
  /// The class of its marks and bars.
  var fill: String { "fill\(colour)" }

  /// The outline of its mark around a place; after as many series as colours, other forms.
  func form(_ middle: SVG.Point, radius r: Double) -> [SVG.Point] {
    func around(_ offsets: [(Double, Double)]) -> [SVG.Point] {
      offsets.map { SVG.Point(middle.x + r * $0.0, middle.y + r * $0.1) }
    }
    return switch (mark + mark / Self.colourCount) % Self.colourCount {
    case 1: around([(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)])
    case 2: around([(0, -1.2), (1.15, 0.9), (-1.15, 0.9)])
    case 3: around([(0, -1.35), (1.35, 0), (0, 1.35), (-1.35, 0)])
    case 4: around([(0, 1.2), (1.15, -0.9), (-1.15, -0.9)])
    case 5:
      around([
        (-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4), (0.4, 1.2),
        (-0.4, 1.2), (-0.4, 0.4), (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4),
      ])
    default: []
    }
  }
}

extension SVG {
  /// A mark of a series.
  mutating func mark(_ look: ChartLook, at middle: Point, radius: Double = 3.5, hint: String = "") {
    let form = look.form(middle, radius: radius)
    if form.isEmpty {
      disc(middle, radius: radius, class: look.fill, hint: hint)
    } else {
      polygon(form, class: look.fill, hint: hint)
    }
  }
}

/// The names of series with their looks, in rows above a chart: they cover nothing.
struct ChartLegend {
  /// A name with a look.
  struct Entry {
    let name: String
    let look: ChartLook
    /// Whether it is that of a line, not of marks alone.
    let hasLine: Bool
  }

  private let rows: [[(entry: Entry, name: String, x: Double)]]

  private static let (line, sample, gap, size) = (18.0, 28.0, 18.0, 12.0)

  /// Lays names out; one alone needs none.
  init(_ entries: [Entry], width: Double) {
    var rows: [[(entry: Entry, name: String, x: Double)]] = []
    var x = width
    let widest = entries.map { $0.hasLine ? Self.sample : 12 }.max() ?? 0
    let names = SVG.shortenedInside(
      entries.map(\.name), size: Self.size, width: width - widest - 6)
    for (entry, name) in entries.count > 1 ? Array(zip(entries, names)) : [] {
      let sample = entry.hasLine ? Self.sample : 12
      let taken = sample + 6 + SVG.width(name, size: Self.size)
      if x + taken > width || rows.isEmpty {
        rows.append([])
        x = 0
      }
      rows[rows.count - 1].append((entry, name, x))
      x += taken + Self.gap
    }
    self.rows = rows
  }

  /// The height of all rows.
  var height: Double { Self.line * Double(rows.count) }

  /// Draws the rows, the first at the top.
  func draw(left: Double, in svg: inout SVG) {
    for (number, row) in rows.enumerated() {
      let y = Self.line * (Double(number) + 0.5)
      for (entry, name, x) in row {
        let sample = entry.hasLine ? Self.sample : 12
        if entry.hasLine {
          svg.path(
            [SVG.Point(left + x, y), SVG.Point(left + x + sample, y)], class: entry.look.line)
        }
        if entry.look.hasMarks {
          svg.mark(entry.look, at: SVG.Point(left + x + sample / 2, y))
        }
        svg.text(name, x: left + x + sample + 6, y: y + 4, class: "label")
      }
    }
  }
}
