import Foundation
import S2SReports
import Testing

/// The page of an evaluation.
@Suite struct EvaluationPageTests {
  private typealias Piece = EvaluationPage.Sentence.Piece

  private func page() -> EvaluationPage {
    var page = EvaluationPage(subtitle: "fr to en, <test>")
    page.language = "en"
    page.scores = [
      .init(
        name: "BLEU", value: "26.7", interval: "25.4 to 28.0", detail: "57/31/20/12",
        signature: "nrefs:1|case:mixed")
    ]
    page.tables = [
      .init(caption: "By length", header: ["words", "BLEU"], rows: [["1 to 5", "30"]])
    ]
    page.plots = [
      BarChart(
        title: "BLEU by length", horizontal: "words", vertical: "BLEU",
        labels: ["1-5", "6-10"], series: [.init("BLEU", [30, 20])]
      ).picture,
      LineChart(
        title: "Run", horizontal: .init("step"), vertical: .init("perplexity"),
        series: [
          .init("training", [.init(1, 50), .init(2, nil), .init(3, 10)]),
          .init("validation", [.init(1, 60), .init(2, 30), .init(3, 20)]),
        ]
      ).picture,
    ]
    page.sentences = [
      .init(
        line: 1, source: "Bonjour </script><b>", hypothesis: [.init("Good", differs: false)],
        reference: [.init("Hello", differs: true), .init(" you", differs: false)], score: 12.345)
    ]
    page.systems = ["ours", "</script>"]
    page.sentences[0].others = [
      .init(
        score: 50, text: [.init("Hi", differs: true)],
        besideHypothesis: [.init("Hi", differs: false)],
        hypothesis: [.init("Good", differs: true)])
    ]
    page.facts = [.init("Command", "s2s eval --hyp '<a>'")]
    page.comparison = .init(
      caption: "Beside", header: ["metric", "ours", "theirs"], rows: [["BLEU", "1", "2 (p = 0.5)"]])
    page.comparison?.isStacked = true
    return page
  }

  /// Neither addresses nor styles, scripts, images or fonts from elsewhere.
  @Test func needsNothingElse() {
    let html = page().html
    for word in ["http:", "https:", "src=", "href=", "@import", "url("] {
      #expect(!html.contains(word), "\(word)")
    }
  }

  @Test func textCannotBecomeMarkup() {
    let html = page().html
    #expect(html.contains("fr to en, &lt;test&gt;"))
    #expect(html.contains("<dt>Command</dt><dd>s2s eval --hyp &#39;&lt;a&gt;&#39;</dd>"))
    #expect(!html.contains("</script><b>"))
    #expect(html.components(separatedBy: "</script>").count == 3)
  }

  @Test func sentencesAreJSON() throws {
    let html = page().html
    let start = try #require(html.range(of: "id=\"data\">"))
    let end = try #require(html.range(of: "</script>", range: start.upperBound..<html.endIndex))
    let json = try JSONSerialization.jsonObject(
      with: Data(html[start.upperBound..<end.lowerBound].utf8))
    let data = try #require(json as? [String: Any])
    #expect(data["systems"] as? [String] == ["ours", "</script>"])
    let row = try #require((data["rows"] as? [[Any]])?.first)
    #expect(row[0] as? Int == 1)
    #expect(row[1] as? Double == 12.3)
    #expect(row[2] as? String == "Bonjour </script><b>")
    #expect(row[3] as? [String] == ["Good"])
    // Odd places hold what is on this side only.
    #expect(row[4] as? [String] == ["", "Hello", " you"])
    let other = try #require((row[5] as? [[Any]])?.first)
    #expect(other[0] as? Double == 50 && other[1] as? [String] == ["", "Hi"])
    #expect(other[2] as? [String] == ["Hi"] && other[3] as? [String] == ["", "Good"])
  }

  @Test func everyTagIsClosed() throws {
    let html = page().html.replacing("<!doctype html>", with: "")
    let pattern = try Regex("<(/?)([a-z0-9]+)[^>]*?(/?)>")
    var open: [Substring] = []
    let void: Set<Substring> = ["meta", "input"]
    var isScript = false
    for match in html.matches(of: pattern) {
      let (slash, name) = (match.output[1].substring ?? "", match.output[2].substring ?? "")
      if isScript && name != "script" { continue }
      if slash == "/" {
        #expect(open.last == name)
        if open.last == name { open.removeLast() }
      } else if !void.contains(name) && match.output[3].substring != "/" {
        open.append(name)
      }
      isScript = name == "script" && slash.isEmpty
    }
    #expect(open == [])
  }

  /// Who cannot see a plot reads its numbers; headings of tables say what they head.
  @Test func speaksToScreenReaders() {
    let html = page().html
    #expect(html.contains("<html lang=\"en\">"))
    #expect(html.components(separatedBy: "role=\"img\" aria-labelledby=\"plot").count == 3)
    #expect(html.contains("<figcaption id=\"plot1\">BLEU by length</figcaption>"))
    #expect(html.contains("<th scope=\"row\">6-10</th><td class=\"number\"><span>20</span></td>"))
    #expect(html.contains("<th scope=\"row\">1 to 5</th>"))
    #expect(html.contains("role=\"status\""))
  }
}
