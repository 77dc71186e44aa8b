/// A report as one page of HTML that needs nothing else: no network, no other file.
///
/// It is readable on a phone, in light and dark, and by a screen reader; without JavaScript all but
/// the search works on the first sentences.
public struct EvaluationPage: Sendable {
  /// What is scored: a line under the heading.
  public var subtitle: String
  /// The language of hypotheses and references, for screen readers and hyphens: a BCP 47 code.
  public var language: String?
  /// The table of scores.
  public var scores: [Score] = []
  /// Other tables: n-gram precision, lengths, rates, comparisons, frequency.
  public var tables: [Table] = []
  /// Plots.
  public var plots: [Plot] = []
  /// The sentences, to be searched and read.
  public var sentences: [Sentence] = []

  /// A score with its name, interval and signature, as texts.
  public struct Score: Sendable {
    /// Such as `BLEU`.
    public var name: String
    /// Such as `26.7`.
    public var value: String
    /// Such as `25.4 to 28.0`; empty where none was asked for.
    public var interval: String
    /// More of it, such as n-gram precisions.
    public var detail: String
    /// How it was computed.
    public var signature: String

    /// Groups the texts.
    public init(
      name: String, value: String, interval: String = "", detail: String = "", signature: String
    ) {
      self.name = name
      self.value = value
      self.interval = interval
      self.detail = detail
      self.signature = signature
    }
  }

  /// A table with one heading per column; the first column names the row.
  public struct Table: Sendable {
    /// What it shows.
    public var caption: String
    /// One heading per column.
    public var header: [String]
    /// As many cells a row as headings.
    public var rows: [[String]]

    /// Groups heading and rows.
    public init(caption: String, header: [String], rows: [[String]]) {
      self.caption = caption
      self.header = header
      self.rows = rows
    }
  }

  /// A sentence with what was said about it.
  public struct Sentence: Sendable {
    /// The line, from 1.
    public var line: Int
    /// The source, where it is known.
    public var source: String?
    /// The hypothesis in pieces.
    public var hypothesis: [Piece]
    /// The reference in pieces.
    public var reference: [Piece]
    /// Its score, from 0 to 100.
    public var score: Double

    /// A run of words and whether the other side has them too.
    public struct Piece: Sendable, Equatable {
      /// The words.
      public var text: String
      /// Whether they are on this side only.
      public var differs: Bool

      /// Marks some words.
      public init(_ text: String, differs: Bool) {
        self.text = text
        self.differs = differs
      }
    }

    /// Groups the contents.
    public init(
      line: Int, source: String?, hypothesis: [Piece], reference: [Piece], score: Double
    ) {
      self.line = line
      self.source = source
      self.hypothesis = hypothesis
      self.reference = reference
      self.score = score
    }
  }

  /// Begins a page.
  public init(subtitle: String) { self.subtitle = subtitle }

  /// The page.
  public var html: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Evaluation: \(HTML.escape(subtitle))</title>
    <style>
    \(PageStyle.css)
    </style>
    </head>
    <body>
    <header>
    <h1>Evaluation</h1>
    <p>\(HTML.escape(subtitle))</p>
    </header>
    <main>
    \(scoreSection)
    \(plotSection)
    \(tables.map(Self.table).joined(separator: "\n"))
    \(sentenceSection)
    </main>
    <footer><p>Made by s2s. Everything on this page is in this one file.</p></footer>
    <script>
    \(PageScript.javaScript)
    </script>
    </body>
    </html>

    """
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

  private var plotSection: String {
    guard !plots.isEmpty else { return "" }
    return """
      <section aria-label="Plots" class="plots">
      \(plots.enumerated().map { $1.figure(number: $0 + 1) }.joined(separator: "\n"))
      </section>
      """
  }

  private static func table(_ table: Table) -> String {
    func row(_ cells: [String]) -> String {
      let rest = cells.dropFirst().map { "<td class=\"number\">\(HTML.escape($0))</td>" }.joined()
      return "<tr><th scope=\"row\">\(HTML.escape(cells.first ?? ""))</th>\(rest)</tr>"
    }
    let header = table.header.enumerated().map { index, name in
      "<th scope=\"col\"\(index == 0 ? "" : " class=\"number\"")>\(HTML.escape(name))</th>"
    }
    return """
      <section><div class="scroll"><table><caption>\(HTML.escape(table.caption))</caption>
      <thead><tr>\(header.joined())</tr></thead>
      <tbody>
      \(table.rows.map(row).joined(separator: "\n"))
      </tbody></table></div></section>
      """
  }

  private var sentenceSection: String {
    guard !sentences.isEmpty else { return "" }
    let tag = language.map { " lang=\"\(HTML.escape($0))\"" } ?? ""
    return """
      <section aria-labelledby="sentences"><h2 id="sentences">Sentences</h2>
      <form role="search" onsubmit="return false">
      <label>Search <input type="search" id="query" autocomplete="off"></label>
      <label>Order <select id="order"><option value="line">as in the file</option>\
      <option value="worst">worst first</option><option value="best">best first</option>\
      </select></label>
      </form>
      <p id="found" role="status" aria-live="polite"></p>
      <p class="key">Words in the hypothesis alone look <ins>like this</ins>, words in the reference \
      alone <del>like this</del>.</p>
      <div id="list"\(tag)></div>
      <p class="pages"><button type="button" id="previous">Previous</button>
      <button type="button" id="next">Next</button></p>
      <noscript><p>Searching needs JavaScript; the scores above do not.</p></noscript>
      <script type="application/json" id="data">\(SentenceData(sentences).json)</script>
      </section>
      """
  }
}

/// Text in HTML.
enum HTML {
  /// The text with the characters that mean something to HTML spelled out.
  static func escape(_ text: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\t", "\n", "\r": escaped += " "
      // What no HTML may hold is shown as what it is: something else.
      case "\u{0}"..<" ", "\u{7f}"..<"\u{a0}": escaped += "\u{fffd}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
