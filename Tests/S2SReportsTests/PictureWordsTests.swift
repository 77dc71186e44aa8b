import Foundation
import S2SReports
import Testing

/// The names and numbers that pictures say in words.
@Suite struct PictureWordsTests {
  private static func lines(_ names: [String]) -> LineChart {
    LineChart(
      title: "t", horizontal: .init("h"), vertical: .init("v"),
      series: names.enumerated().map { place, name in
        .init(name, [.init(0, Double(place)), .init(1, Double(place + 1))])
      })
  }

  /// The names of a legend, which are longer than their room.
  private static let long = ["a", "b"].flatMap { model in
    ["training", "validation"].map { part in
      String(repeating: "models/one-name-for-all-", count: 12) + model + ", " + part
    }
  }

  /// A legend keeps what tells its names apart: the ends, with what was measured.
  @Test func legendsKeepTheEndsOfNames() {
    let svg = Self.lines(Self.long).picture.svg
    let names = svg.matches(of: /class="label"[^>]*>([^<]*)</).map { String($0.output.1) }
    #expect(Set(names).count == 4, "\(names)")
    for (name, end) in zip(names, ["a, training", "a, validation", "b, training"]) {
      #expect(name.hasPrefix("models/") && name.hasSuffix(end) && name.contains("…"), "\(name)")
    }
    let text = Self.lines(Self.long).text(columns: 60, unicode: false)
    for end in ["a, training\n", "b, validation\n"] { #expect(text.contains(end), "\(text)") }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 60 })
  }

  /// Names that differ in their middle alone are told apart, too.
  @Test func legendsShowWhereNamesDiffer() {
    let fill = String(repeating: "very-long-", count: 12)
    let svg = Self.lines(["x", "y"].map { fill + $0 + fill }).picture.svg
    let names = svg.matches(of: /class="label"[^>]*>([^<]*)</).map { String($0.output.1) }
    #expect(names.count == 2 && Set(names).count == 2, "\(names)")
  }

  /// Up to 62 lines have a mark each, and with more the chart says that they share some.
  @Test(arguments: [28, 62, 63]) func everyLineHasItsMark(count: Int) {
    let chart = Self.lines((0..<count).map { "series-\($0)" })
    let text = chart.text(columns: 80, unicode: false)
    let marks = text.matches(of: /([a-zA-Z0-9]) series-/).map { String($0.output.1) }
    #expect(marks.count == count && Set(marks).count == min(count, 62))
    #expect(text.contains("There are 63 and 62 marks, so some share one") == (count > 62))
    let bars = BarChart(
      title: "t", horizontal: "h", vertical: "v", labels: ["l"],
      series: (0..<count).map { .init("series-\($0)", [1]) }
    ).text(columns: 80, unicode: false)
    #expect(bars.contains("some share one") == (count > 62))
  }

  /// Names of rows stand on no line, also where the axis begins at 0.
  @Test func namesOfIntervalsStandOnNoLine() throws {
    let svg = IntervalChart(
      title: "t", horizontal: "h", rows: [.init("a - b", 0.2, nil), .init("a - c", 0.7, nil)],
      marksZero: true
    ).picture.svg
    let names = svg.matches(of: /class="label" x="[0-9.]+" y="([0-9.]+)"/)
      .compactMap { Double($0.output.1) }
    let lines = svg.matches(
      of: /<line class="(?:grid|frame)" x1="[0-9.]+" y1="([0-9.]+)" x2="[0-9.]+" y2="([0-9.]+)"/)
    #expect(names.count == 2 && lines.count > 4)
    for line in lines {
      let (top, bottom) = (
        try #require(Double(line.output.1)), try #require(Double(line.output.2))
      )
      #expect(names.allSatisfy { bottom < $0 - 10 || top > $0 }, "\(line.output.0)")
    }
  }

  /// What rounds to ten has the next power of ten, and a thousand thousands are a million.
  @Test func roundNumbersAreWrittenAsSuch() {
    let chart = LineChart(
      title: "t", horizontal: .init("h"), vertical: .init("v", .logarithmic),
      series: [.init("s", [.init(0, 9.999_96e-12), .init(1, 2.5e-9)])])
    let page = Picture.page([chart.picture], title: "t")
    #expect(page.contains(">1e-11<") && page.contains(">2.5e-9<") && !page.contains("10e-12"))
    let map = HeatMap(
      title: "t", quantity: "q", rows: ["a"], columns: ["b"], values: [[999_999.9]])
    #expect(map.picture.svg.contains(">1M<"))
  }

  /// A box of a search says what its number is, and has room for it.
  @Test func searchesSayWhatNumbersAre() {
    var ended = SearchTree.Node(
      step: 2, parent: 0, label: "<eos>", value: -0.49, fate: "finished", standing: .best)
    ended.quantity = "score"
    let left = SearchTree.Node(
      step: 1, parent: nil, label: "a", value: -1_110.95, fate: "outranked", standing: .left)
    let picture = SearchTree(title: "t", note: "", nodes: [left, ended]).picture
    #expect(picture.svg.contains(">log p -1110.95 outranked<"))
    #expect(picture.svg.contains(">score -0.49 finished<"))
    #expect(Picture.page([picture], title: "t").contains(">Quantity<"))
  }
}
