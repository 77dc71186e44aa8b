import S2SMetrics

/// Numbers in rows and columns, each a square whose colour is the stronger the larger it is.
public struct HeatMap: Sendable {
  /// What it shows.
  public var title: String
  /// What is to be seen in it.
  public var note: String
  /// What a number is, with its unit.
  public var quantity: String
  /// What the rows and the columns are.
  public var rowTitle, columnTitle: String
  /// A name a row and a column.
  public var rows, columns: [String]
  /// The numbers `[rows][columns]`; `nil` where there is none.
  public var values: [[Double?]]
  /// The number of the full colour; `nil` for the largest there is.
  public var full: Double?
  /// Whether the squares show their numbers; `nil` where there are few.
  public var showsNumbers: Bool?

  /// Names the rows and columns of numbers; one that is not finite counts as none.
  ///
  /// - Precondition: there is a name for each row and each column of `values`.
  public init(
    title: String, note: String = "", quantity: String, rows: [String], columns: [String],
    values: [[Double?]]
  ) {
    self.title = title
    self.note = note
    self.quantity = quantity
    (rowTitle, columnTitle) = ("", "")
    self.rows = rows
    self.columns = columns
    self.values = values.map { $0.map { $0.flatMap { $0.isFinite ? $0 : nil } } }
    precondition(
      values.count == rows.count && values.allSatisfy { $0.count == columns.count },
      "a heat map has a name for each row and each column")
  }

  /// The drawing.
  public var picture: Picture {
    let layout = Layout(self)
    var svg = SVG()
    names(layout, in: &svg)
    for (row, numbers) in values.enumerated() {
      for (column, value) in numbers.enumerated() {
        cell(value, row, column, layout, in: &svg)
      }
    }
    scale(layout, in: &svg)
    var picture = Picture(
      title, note: note, width: layout.width, height: layout.height, marks: svg)
    picture.numbers = numbers
    return picture
  }

  /// The numbers as a table.
  private var numbers: EvaluationPage.Table {
    EvaluationPage.Table(
      caption: quantity, header: [rowTitle] + columns,
      rows: zip(rows, values).map { row, values in
        [row] + values.map { $0.map(ChartNumber.text) ?? "" }
      })
  }

  /// The number of the full colour.
  private var limit: Double {
    let largest = values.joined().compactMap { $0.map(abs) }.max() ?? 0
    return max(full ?? largest, 1e-300)
  }
}

// MARK: - Marks

extension HeatMap {
  private static let size = 12.0

  /// Where everything lies.
  private struct Layout {
    let left, top, cell: Double
    let rowCount, columnCount: Int

    init(_ map: HeatMap) {
      (rowCount, columnCount) = (map.rows.count, map.columns.count)
      cell = map.writesNumbers ? 36 : columnCount > 60 ? 14 : columnCount > 30 ? 20 : 30
      func longest(_ names: [String]) -> Double {
        min(HeatMap.longestName, names.map { SVG.width($0, size: HeatMap.size) }.max() ?? 0)
      }
      left = 20 + longest(map.rows) + (map.rowTitle.isEmpty ? 0 : 20)
      top = 18 + longest(map.columns) + (map.columnTitle.isEmpty ? 0 : 20)
    }

    var right: Double { left + cell * Double(columnCount) }
    var bottom: Double { top + cell * Double(rowCount) }
    var width: Double { max(right + 20, left + HeatMap.scaleWidth + 60) }
    var height: Double { bottom + 72 }
  }

  private static let (longestName, scaleWidth, fewColumns) = (150.0, 180.0, 12)

  private func names(_ layout: Layout, in svg: inout SVG) {
    for (row, name) in rows.enumerated() {
      svg.text(
        SVG.shortened(name, size: Self.size, width: Self.longestName), x: layout.left - 8,
        y: layout.top + layout.cell * (Double(row) + 0.5) + 4, class: "label", anchor: .end)
    }
    for (column, name) in columns.enumerated() {
      svg.text(
        SVG.shortened(name, size: Self.size, width: Self.longestName),
        x: layout.left + layout.cell * (Double(column) + 0.5) + 4, y: layout.top - 8,
        class: "label", turned: -90)
    }
    if !rowTitle.isEmpty {
      svg.text(
        rowTitle, x: 16, y: (layout.top + layout.bottom) / 2, class: "axis", anchor: .middle,
        turned: -90)
    }
    if !columnTitle.isEmpty {
      svg.text(
        columnTitle, x: max(layout.left, (layout.left + layout.right) / 2), y: 18, class: "axis",
        anchor: .middle)
    }
  }

  private func cell(
    _ value: Double?, _ row: Int, _ column: Int, _ layout: Layout, in svg: inout SVG
  ) {
    let corner = SVG.Point(
      layout.left + layout.cell * Double(column) + 0.5,
      layout.top + layout.cell * Double(row) + 0.5)
    let side = layout.cell - 1
    svg.rectangle(corner, width: side, height: side, class: "empty")
    guard let value else { return }
    let share = min(1, abs(value) / limit)
    svg.rectangle(
      corner, width: side, height: side, class: value < 0 ? "cold" : "heat", opacity: share,
      hint: "\(rows[row]), \(columns[column]): \(ChartNumber.text(value))")
    if let text = text(of: value, share: share) {
      svg.text(
        text, x: corner.x + side / 2, y: corner.y + side / 2 + 4,
        class: share > 0.75 ? "inverse" : "value", anchor: .middle)
    }
  }

  private var writesNumbers: Bool {
    showsNumbers ?? (columns.count <= Self.fewColumns && limit < 1_000)
  }

  /// What a square says: its number, or that it is below zero, without its colour.
  private func text(of value: Double, share: Double) -> String? {
    guard writesNumbers else { return value < 0 && share >= 0.05 ? "−" : nil }
    return SVG.number(value, digits: limit < 10 ? 2 : 0).replacing("-", with: "−")
  }

  /// What the colours stand for.
  private func scale(_ layout: Layout, in svg: inout SVG) {
    let hasNegative = values.joined().contains { ($0 ?? 0) < 0 }
    let (y, steps) = (layout.bottom + 16, 9)
    let width = Self.scaleWidth / Double(steps)
    for step in 0..<steps {
      let part = Double(step) / Double(steps - 1)
      let share = hasNegative ? 2 * part - 1 : part
      let corner = SVG.Point(layout.left + width * Double(step), y)
      svg.rectangle(corner, width: width, height: 12, class: "empty")
      svg.rectangle(
        corner, width: width, height: 12, class: share < 0 ? "cold" : "heat", opacity: abs(share))
    }
    let full = limit < 10 ? SVG.number(limit, digits: 3) : ChartNumber.short(limit)
    svg.text(hasNegative ? "−\(full)" : "0", x: layout.left, y: y + 27, class: "tick")
    svg.text(full, x: layout.left + Self.scaleWidth, y: y + 27, class: "tick", anchor: .end)
    svg.text(quantity, x: layout.left, y: y + 45, class: "axis")
  }
}
