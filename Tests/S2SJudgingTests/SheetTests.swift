import Foundation
import S2SJudging
import Testing

/// Sheets as pages and tables.
@Suite struct SheetTests {
  private static let hostile = [
    "=1+2", "+1", "-2", "@x", " =1", "\tx", "a,b", "a;b", "say \"hi\"", "</script><b>",
    "a\u{2028}b",
    "a\rb", "漢字 テスト", "مرحبا", "", "'quoted'", "ＡＢ", "＝1+2",
  ]

  private func study(_ kind: JudgementKind = .direct) throws -> JudgingStudy {
    var design = JudgingDesign()
    design.kind = kind
    design.repeatShare = 0
    let texts = try JudgedTexts(
      sources: Self.hostile.map { "s" + $0 },
      systems: [
        .init("x", outputs: Self.hostile), .init("y", outputs: Self.hostile.map { _ in "plain" }),
      ])
    return try JudgingStudy(texts, design)
  }

  /// Neither addresses nor styles, scripts, images or fonts from elsewhere.
  @Test(arguments: JudgementKind.allCases) func pagesNeedNothingElse(kind: JudgementKind) throws {
    let html = try study(kind).page(of: 0)
    for word in ["http:", "https:", "src=", "@import", "url(", "href=\""] {
      #expect(!html.contains(word), "\(word)")
    }
    #expect(html.components(separatedBy: "</script>").count == 3)
  }

  @Test func pagesHaveAllTexts() throws {
    let study = try study()
    let html = study.page(of: 0)
    let start = try #require(html.range(of: "id=\"data\">"))
    let end = try #require(html.range(of: "</script>", range: start.upperBound..<html.endIndex))
    let json = try JSONSerialization.jsonObject(
      with: Data(html[start.upperBound..<end.lowerBound].utf8))
    let data = try #require(json as? [String: Any])
    #expect(data["sheet"] as? String == study.sheetName(of: 0))
    let items = try #require(data["items"] as? [[String: Any]])
    let shown = Set(items.compactMap { ($0["outputs"] as? [String])?.first })
    #expect(shown == Set(Self.hostile + ["plain"]))
    #expect(items.allSatisfy { $0["reference"] is NSNull && $0["source"] is String })
  }

  /// No cell is a formula, and every row has as many cells as the first, by the rules of RFC 4180.
  @Test(arguments: JudgementKind.allCases) func tablesAreForSpreadsheets(
    kind: JudgementKind
  ) throws {
    let study = try study(kind)
    let table = study.table(of: 0)
    #expect(table.unicodeScalars.first == "\u{FEFF}")
    let rows = Self.rows(String(table.unicodeScalars.dropFirst()))
    #expect(rows.count == study.sheets[0].items.count + 1)
    #expect(Set(rows.map(\.count)).count == 1)
    for row in rows.dropFirst() {
      #expect(row[0] == study.sheetName(of: 0))
      for cell in row {
        let first = cell.unicodeScalars.first { $0 != " " }
        #expect(first.map { !"=+-@\t\r＝".unicodeScalars.contains($0) } ?? true, "\(cell)")
      }
    }
    #expect(rows.joined().contains("'=1+2") && rows.joined().contains("say \"hi\""))
  }

  /// A plain reader of tables with commas and quotes.
  private static func rows(_ text: String) -> [[String]] {
    var (rows, row, cell, isQuoted) = ([[String]](), [String](), "", false)
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      if isQuoted {
        if scalar != "\"" {
          cell.unicodeScalars.append(scalar)
        } else if scalars.first == "\"" {
          cell.unicodeScalars.append(scalars.removeFirst())
        } else {
          isQuoted = false
        }
      } else if scalar == "\"" {
        isQuoted = true
      } else if scalar == "," {
        row.append(cell)
        cell = ""
      } else if scalar == "\r" && scalars.first == "\n" {
        scalars.removeFirst()
        rows.append(row + [cell])
        (row, cell) = ([], "")
      } else {
        cell.unicodeScalars.append(scalar)
      }
    }
    return rows
  }

  @Test func headersAreThoseOfTheKind() throws {
    func header(_ kind: JudgementKind) throws -> String {
      let table = try StudyExample.study(kind).table(of: 0)
      return String(table.split(separator: "\r\n")[0].unicodeScalars.dropFirst())
    }
    #expect(try header(.direct) == "sheet,item,source,reference,translation,score")
    #expect(
      try header(.ranking) == "sheet,item,source,reference,A,B,C,rank A,rank B,rank C")
    #expect(
      try header(.errors)
        == "sheet,item,source,reference,translation,category,severity,words,side")
  }
}
