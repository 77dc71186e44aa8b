import CExpat
import Foundation
import S2SFiles
import S2SReports
import TestSupport
import Testing

/// Drawings that stand alone.
@Suite struct PictureTests {
  static let hostile = "</title><script>\u{1}\u{FFFE}'\"&amp;\u{202E}]]>"

  /// Whether a text is XML as expat reads it.
  static func isXML(_ text: String) -> Bool {
    let parser = XML_ParserCreate(nil)
    defer { XML_ParserFree(parser) }
    return XML_Parse(parser, text, Int32(text.utf8.count), 1) == XML_STATUS_OK
  }

  /// Values that are hard to draw: none, one, equal, huge, tiny, and what is no number.
  static let values: [[Double?]] = [
    [], [nil], [0], [5, 5], [-3, 7], [1e12, 1], [.infinity, 1], [1e-7],
    [485_165_195.4, 485_165_195.4], [1.65e308, 20], [1e300, -1e300], [.nan, nil],
    [.leastNonzeroMagnitude, 0], [20, 20.000_000_000_000_004], [-.infinity], [0.1, 0.1, 0.1],
    [1e15, 1e15 + 1], [1e-300, 1e300], [1, 3.9], [0.9, 3.5], [12_345_678, 12_345_679],
    [1e-5, 3e-4, nil, 0.02], [5_000, 4.2],
  ]

  static func charts(_ values: [Double?]) -> [(String, Picture)] {
    let scales: [AxisScale] = [.linear, .logarithmic]
    let lines = scales.flatMap { x in
      scales.map { y in
        let points = values.enumerated().map { index, y in
          LineChart.Point(Double(index), y, low: y.map { $0 / 2 }, high: y.map { $0 * 2 })
        }
        return LineChart(
          title: hostile, note: hostile, horizontal: .init(hostile, x), vertical: .init(hostile, y),
          series: [.init(hostile, points), .init(hostile, points.reversed())])
      }
    }
    let across = LineChart(
      title: "", horizontal: .init("x", .logarithmic), vertical: .init("y"),
      series: [.init("s", values.map { .init($0 ?? .nan, 1) })])
    let bars = BarChart(
      title: hostile, horizontal: hostile, vertical: hostile, labels: values.map { _ in hostile },
      series: [.init(hostile, values), .init(hostile, values.reversed())])
    let map = HeatMap(
      title: hostile, note: hostile, quantity: hostile, rows: [hostile],
      columns: values.map { _ in hostile }, values: [values])
    let points = values.map { ScatterPlot.Point($0 ?? .nan, $0 ?? 0, label: hostile, group: 7) }
    let scatter = ScatterPlot(
      title: hostile, horizontal: .init(hostile), vertical: .init(hostile), points: points,
      groups: [hostile, hostile])
    return (lines + [across]).map { ("lines", $0.picture) }
      + [("bars", bars.picture), ("map", map.picture), ("scatter", scatter.picture)]
  }

  @Test(arguments: values) func drawsAnything(values: [Double?]) {
    for (kind, picture) in Self.charts(values) {
      let svg = picture.svg
      #expect(Self.isXML(svg), "\(kind)")
      #expect(svg.contains("<title id=\"title\">"))
      let places = svg.matches(of: /\ (?:x|y|x1|x2|y1|y2|cx|cy|width|height|points)="([^"]*)"/)
      for place in places where place.output.1 != "100%" {
        let numbers = place.output.1.split { $0 == " " || $0 == "," }.map { Double($0) }
        #expect(numbers.allSatisfy { $0?.isFinite ?? false }, "\(kind): \(place.output.0)")
      }
      #expect(!svg.contains("<script>"))
      let ticks = svg.matches(of: /class="tick"[^>]*text-anchor="end">([^<]*)</).map(\.output.1)
      if kind != "map" {
        #expect((1...9).contains(ticks.count) && Set(ticks).count == ticks.count, "\(ticks)")
      }
    }
  }

  /// A full score that was rounded does not make the axis longer.
  @Test(arguments: [99.99, 100, 100.000_000_000_000_04]) func anAxisEndsAtAHundred(score: Double) {
    let chart = BarChart(
      title: "BLEU", horizontal: "words", vertical: "BLEU", labels: ["1-5"],
      series: [.init("s", [score])])
    let ticks = chart.picture.svg.matches(of: /class="tick"[^>]*text-anchor="end">([^<]*)</)
    #expect(ticks.map { String($0.output.1) }.contains("100"))
    #expect(ticks.compactMap { Double($0.output.1) }.max() == 100)
  }

  /// One file, which needs no other.
  @Test func needsNothingElse() {
    let pictures = Self.charts([1, 2, 3]).map(\.1)
    let page = Picture.page(pictures, title: Self.hostile)
    let svg = Picture.svg(pictures)
    for word in ["https:", "src=", "href=", "@import", "url(", "<script"] {
      #expect(!page.contains(word) && !svg.contains(word), "\(word)")
    }
    #expect(Self.isXML(svg))
    #expect(svg.components(separatedBy: "<svg").count == pictures.count + 2)
    #expect(page.components(separatedBy: "<figure").count == pictures.count + 1)
    #expect(page.contains("<details><summary>Numbers</summary>"))
  }

  /// Every coordinate lies in the drawing, with very long names, too.
  @Test func nothingLiesOutside() throws {
    let name = String(repeating: "models/a-rather-long-name-", count: 12)
    let chart = LineChart(
      title: name, note: name, horizontal: .init(name), vertical: .init(name),
      series: (0..<9).map { place in
        .init(
          name + "\(place)", (0..<50).map { .init(Double($0) * 1e5, 1 / Double($0 + place + 1)) })
      })
    let picture = chart.picture
    let svg = picture.svg
    for match in svg.matches(of: /<text[^>]*class="label" x="([0-9.]+)"[^>]*>([^<]*)</) {
      #expect(match.output.2.count < 80, "\(match.output.2)")
    }
    for match in svg.matches(of: /\ (?:c?x|x1|x2)="(-?[0-9.]+)"/) {
      let x = try #require(Double(match.output.1))
      #expect((0...picture.width).contains(x))
    }
  }

  /// A value that stands alone is a mark; the line has a gap beside it.
  @Test func onePointIsSeen() {
    func picture(_ values: [Double?]) -> String {
      LineChart(
        title: "t", horizontal: .init("h"), vertical: .init("v"),
        series: [.init("s", values.enumerated().map { .init(Double($0), $1) })]
      ).picture.svg
    }
    #expect(picture([nil, 3]).contains("<circle class=\"fill0\""))
    #expect(!picture([nil, 3]).contains("<polyline"))
    #expect(picture([1, 2, nil, 4, 5]).components(separatedBy: "<polyline").count == 3)
    #expect(picture([]).contains("no values"))
  }

  /// A long history makes no large file, and keeps its extremes.
  @Test func thinsLongLines() {
    var points = (0..<200_000).map { LineChart.Point(Double($0), Double($0 % 7)) }
    points[77_777].y = 1_000
    let chart = LineChart(
      title: "t", horizontal: .init("h"), vertical: .init("v"), series: [.init("s", points)])
    let svg = chart.picture.svg
    #expect(svg.utf8.count < 60_000)
    #expect(svg.contains(">1000<"))
    #expect(!chart.picture.svg.contains("Numbers"))
    let page = Picture.page([chart.picture], title: "t")
    #expect(page.contains("left out: it would have 200,000 rows.") && !page.contains("<details>"))
    let crowd = ScatterPlot(
      title: "t", horizontal: .init("h"), vertical: .init("v"),
      points: (0...1_000).map { .init(Double($0), 1) })
    #expect(Picture.page([crowd.picture], title: "t").contains("it would have 1,001 rows."))
  }

  @Test func thinsLabelsThatWouldTouch() {
    let chart = BarChart(
      title: "t", horizontal: "h", vertical: "v", labels: (1...200).map { "\($0)000" },
      series: [.init("s", (1...200).map(Double.init))])
    let labels = chart.picture.svg.components(separatedBy: "text-anchor=\"middle\"").count - 2
    #expect((3...20).contains(labels))
  }

  /// Labels of a crowd are left out rather than written over each other.
  @Test func labelsDoNotCollide() {
    let points = (0..<400).map { index in
      ScatterPlot.Point(Double(index % 20), Double(index / 20), label: "name \(index)")
    }
    let chart = ScatterPlot(
      title: "t", horizontal: .init("h"), vertical: .init("v"), points: points)
    let svg = chart.picture.svg
    let labels = svg.components(separatedBy: "class=\"label\"").count - 1
    #expect((20..<400).contains(labels))
    #expect(svg.components(separatedBy: "<circle").count == 401)
    #expect(svg.contains("<title>name 399 (19, 19)</title>"))
  }

  @Test func writesWhatTheNameSays() throws {
    let folder = TemporaryDirectory()
    let picture = HeatMap(
      title: "t", quantity: "q", rows: ["a"], columns: ["b"], values: [[1]]
    ).picture
    try picture.write(to: folder.file("a.svg"))
    try Picture.write([picture, picture], to: folder.file("b.HTML"), title: "two")
    #expect(try String(contentsOfFile: folder.file("a.svg"), encoding: .utf8) == picture.svg)
    #expect(
      try String(contentsOfFile: folder.file("b.HTML"), encoding: .utf8)
        .contains("<h1>two</h1>"))
    for path in ["a.png", "svg", "a.svg/", "a.", ".svg.gz", ""] {
      #expect(throws: PictureError.unknownForm(path: path)) { try picture.write(to: path) }
    }
    // Nothing replaces no picture.
    #expect(throws: PictureError.nothing(path: folder.file("a.svg"))) {
      try Picture.write([], to: folder.file("a.svg"), title: "none")
    }
    #expect(try String(contentsOfFile: folder.file("a.svg"), encoding: .utf8) == picture.svg)
  }
}
