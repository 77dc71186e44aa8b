import S2SMetrics

/// The tree of a search: a column a step, each continuation joined to the one it continues.
public struct SearchTree: Sendable {
  /// A continuation.
  public struct Node: Sendable {
    /// The step, from 1.
    public var step: Int
    /// The place among the nodes of what it continues; `nil` for the beginning.
    public var parent: Int?
    /// Its token.
    public var label: String
    /// Its log-probability or score.
    public var value: Double
    /// What the value is, in a word or two.
    public var quantity = "log p"
    /// What became of it, in a word.
    public var fate: String
    /// Whether the search took it.
    public var standing: Standing

    /// Groups what is known of a continuation.
    public init(
      step: Int, parent: Int?, label: String, value: Double, fate: String, standing: Standing
    ) {
      (self.step, self.parent, self.label, self.value) = (step, parent, label, value)
      (self.fate, self.standing) = (fate, standing)
    }
  }

  /// What a search made of a continuation.
  public enum Standing: Sendable {
    /// It belongs to the result.
    case best
    /// It was taken.
    case taken
    /// It was left.
    case left
  }

  /// What it shows.
  public var title: String
  /// What is to be seen in it.
  public var note: String
  /// The continuations, parents before their children.
  public var nodes: [Node]

  /// Groups what is drawn.
  public init(title: String, note: String, nodes: [Node]) {
    (self.title, self.note, self.nodes) = (title, note, nodes)
  }

  private static let (boxWidth, boxHeight) = (164.0, 34.0)
  private static let (columnWidth, rowHeight) = (200.0, 44.0)
  private static let (left, top) = (12.0, 40.0)

  /// The drawing.
  public var picture: Picture {
    let rows = rows
    var svg = SVG()
    let lastStep = nodes.map(\.step).max() ?? 0
    for step in 0..<lastStep {
      svg.text(
        "step \(step + 1)", x: corner(step: step + 1, row: 0).x + Self.boxWidth / 2, y: 24,
        class: "axis", anchor: .middle)
    }
    for (index, node) in nodes.enumerated() { edge(to: index, node, rows, in: &svg) }
    for (index, node) in nodes.enumerated() { box(node, rows[index], in: &svg) }
    var picture = Picture(
      title, note: note,
      width: Self.left * 2 + Double(max(1, lastStep)) * Self.columnWidth,
      height: Self.top + Double((rows.max() ?? 0) + 1) * Self.rowHeight + 8, marks: svg)
    picture.numbers = numbers
    return picture
  }

  /// The row of each node in its column: the best continuation of each step is the first.
  private var rows: [Int] {
    var rows = [Int](repeating: 0, count: nodes.count)
    for step in Set(nodes.map(\.step)) {
      let own = nodes.indices.filter { nodes[$0].step == step }
      let order = own.sorted { one, other in
        let (a, b) = (nodes[one], nodes[other])
        if (a.standing == .left) != (b.standing == .left) { return b.standing == .left }
        return a.value != b.value ? a.value > b.value : one < other
      }
      for (row, index) in order.enumerated() { rows[index] = row }
    }
    return rows
  }

  private func corner(step: Int, row: Int) -> SVG.Point {
    SVG.Point(
      Self.left + Double(step - 1) * Self.columnWidth, Self.top + Double(row) * Self.rowHeight)
  }

  private func edge(to index: Int, _ node: Node, _ rows: [Int], in svg: inout SVG) {
    guard let parent = node.parent else { return }
    let from = corner(step: nodes[parent].step, row: rows[parent])
    let to = corner(step: node.step, row: rows[index])
    svg.line(
      SVG.Point(from.x + Self.boxWidth, from.y + Self.boxHeight / 2),
      SVG.Point(to.x, to.y + Self.boxHeight / 2),
      class: node.standing == .best ? "way" : node.standing == .taken ? "branch" : "left")
  }

  private func box(_ node: Node, _ row: Int, in svg: inout SVG) {
    let place = corner(step: node.step, row: row)
    svg.rectangle(
      place, width: Self.boxWidth, height: Self.boxHeight,
      class: node.standing == .best ? "box best" : node.standing == .taken ? "box" : "box left",
      hint: "\(node.label): \(node.fate), \(node.quantity) \(fixed(node.value, 3))")
    func shortened(_ text: String) -> String {
      SVG.shortened(text, size: 12, width: Self.boxWidth - 12)
    }
    svg.text(
      shortened(node.label), x: place.x + 6,
      y: place.y + 15, class: node.standing == .best ? "strong" : "label")
    svg.text(
      shortened("\(node.quantity) \(fixed(node.value, 2)) \(node.fate)"), x: place.x + 6,
      y: place.y + 28, class: "note")
  }

  private var numbers: EvaluationPage.Table {
    EvaluationPage.Table(
      caption: "Continuations", header: ["Step", "Token", "After", "Quantity", "Value", "Fate"],
      rows: nodes.map { node in
        [
          "\(node.step)", node.label, node.parent.map { nodes[$0].label } ?? "",
          node.quantity, fixed(node.value, 3), node.fate,
        ]
      })
  }
}
