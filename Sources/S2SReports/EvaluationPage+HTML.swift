extension EvaluationPage {
  /// The page.
  public var html: String {
    var page = HTMLPage(title: "Evaluation: \(subtitle)", style: PictureStyle.pageCSS)
    page.header = """
      <h1>Evaluation</h1>
      <p>\(HTML.escape(subtitle))</p>
      \(HTML.list(of: facts))
      """
    page.main = """
      \(scoreSection)
      \(comparison?.section ?? "")
      \(plotSection)
      \(tables.map(\.section).joined(separator: "\n"))
      \(sentenceSection)
      """
    page.end = "<script>\n\(PageScript.javaScript)\n</script>"
    return page.html
  }

  private var scoreSection: String {
    let hasIntervals = scores.contains { !$0.interval.isEmpty }
    let rows = scores.map { score in
      """
      <tr><th scope="row">\(HTML.escape(score.name))</th>\
      <td class="number"><strong>\(HTML.escape(score.value))</strong></td>\
      \(hasIntervals ? "<td class=\"number\">\(HTML.escape(score.interval))</td>" : "")\
      <td class="detail">\(HTML.escape(score.detail))<div class="signature">\(HTML.escape(score.signature))</div>\
      </td></tr>
      """
    }
    return """
      <section aria-labelledby="scores"><h2 id="scores">Scores</h2>
      <div class="scroll"><table class="scores"><thead><tr><th scope="col">Metric</th>\
      <th scope="col" class="number">Score</th>\
      \(hasIntervals ? "<th scope=\"col\" class=\"number\">95 % interval</th>" : "")\
      <th scope="col">Details and signature</th></tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody></table></div></section>
      """
  }

  private var plotSection: String { plots.isEmpty ? "" : Picture.figures(plots) }

  private var sentenceSection: String {
    guard !sentences.isEmpty else { return "" }
    let tag = language.map { " lang=\"\(HTML.escape($0))\"" } ?? ""
    return """
      <section aria-labelledby="sentences"><h2 id="sentences">Sentences</h2>
      <form role="search" onsubmit="return false">
      <label>Search <input type="search" id="query" autocomplete="off"></label>
      <label>Order <select id="order"><option value="line">as in the file</option>\
      <option value="worst">worst first</option><option value="best">best first</option>\
      \(comparedOrders)</select></label>
      \(markChoice)
      </form>
      <p id="found" role="status" aria-live="polite"></p>
      <p class="key">Words in a translation alone look <ins>like this</ins>, words that it lacks \
      <del>like this</del>. The score is chrF.</p>
      <div id="list"\(tag)></div>
      <p class="pages"><button type="button" id="previous">Previous</button>
      <button type="button" id="next">Next</button></p>
      <noscript><p>The sentences need JavaScript; the scores above do not.</p></noscript>
      <script type="application/json" id="data">\(SentenceData(systems, sentences).json)</script>
      </section>
      """
  }

  private var comparedOrders: String {
    guard systems.count > 1 else { return "" }
    return """
      <option value="behind">furthest behind \(HTML.escape(systems[1]))</option>\
      <option value="ahead">furthest ahead of \(HTML.escape(systems[1]))</option>
      """
  }

  /// Which differences are marked, where there is a choice.
  private var markChoice: String {
    guard systems.count > 1 else { return "" }
    return """
      <label>Mark differences <select id="marks"><option value="reference">from the reference</option>\
      <option value="systems">between the systems</option></select></label>
      """
  }
}

extension EvaluationPage.Table {
  /// The table in a page.
  var section: String {
    let titles = header.enumerated().map { index, name in
      "<th scope=\"col\"\(index == 0 ? "" : " class=\"number\"")>\(HTML.escape(name))</th>"
    }
    let words = note.isEmpty ? "" : "<p class=\"note\">\(HTML.escape(note))</p>"
    return """
      <section><div class="scroll"><table\(isStacked ? " class=\"stacked\"" : "")>\
      <caption>\(HTML.escape(caption))</caption>
      <thead><tr>\(titles.joined())</tr></thead>
      <tbody>
      \(rows.map(row).joined(separator: "\n"))
      </tbody></table></div>\(words)</section>
      """
  }

  private func row(_ cells: [String]) -> String {
    let rest = cells.enumerated().dropFirst().map { index, cell in
      let label =
        isStacked && index < header.count
        ? "<span class=\"label\" aria-hidden=\"true\">\(HTML.escape(header[index]))</span>" : ""
      return "<td class=\"number\">\(label)<span>\(HTML.escape(cell))</span></td>"
    }
    return "<tr><th scope=\"row\">\(HTML.escape(cells.first ?? ""))</th>\(rest.joined())</tr>"
  }
}
