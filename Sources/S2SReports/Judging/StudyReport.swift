import S2SFiles

/// What came of a study with judges, as people and programs read it: text, JSON, or a page of HTML, all
/// made from the same tables.
public struct StudyReport: Sendable {
  /// A text with what was said of it.
  public struct Version: Sendable, Equatable {
    /// Whose text it is, and its score.
    public let label: String
    /// The text.
    public let text: String
    /// Further lines, such as errors.
    public let remarks: [String]

    /// Groups the texts.
    public init(label: String, text: String, remarks: [String] = []) {
      self.label = label
      self.text = text
      self.remarks = remarks
    }
  }

  /// A sentence with all of its versions.
  public struct Sentence: Sendable, Equatable {
    /// Its line in the files, from 1.
    public let line: Int
    /// What all systems translate, and what a person made of it; each with its name.
    public let given: [Version]
    /// What the systems made of it.
    public let versions: [Version]

    /// Groups the texts.
    public init(line: Int, given: [Version], versions: [Version]) {
      self.line = line
      self.given = given
      self.versions = versions
    }
  }

  /// What was judged: a line under the heading.
  public var subtitle: String
  /// Facts by their names in JSON.
  public var values: [(key: String, value: StudyTable.Cell)] = []
  /// Lines before the tables, such as how many answers there are.
  public var lines: [String] = []
  /// What a page says first, such as its date.
  public var facts: [EvaluationPage.Fact] = []
  /// The tables.
  public var tables: [StudyTable] = []
  /// The pictures of a page.
  public var plots: [Picture] = []
  /// The sentences of a page.
  public var sentences: [Sentence] = []
  /// The language of the versions, where it is known: a BCP 47 code.
  public var language: String?

  /// Begins a report.
  public init(subtitle: String) { self.subtitle = subtitle }

  /// The report for a terminal; ends with a newline.
  public var text: String {
    let head = ([subtitle] + lines).map { $0 + "\n" }.joined()
    return ([head] + tables.map(\.text)).joined(separator: "\n")
  }

  /// One object of JSON; ends without a newline.
  public var json: String {
    let head = values.map { ($0.key, JSONText.Value.raw($0.value.json)) }
    return JSONText.Value.object(head + tables.map { ($0.key, $0.json) }).text()
  }
}

// MARK: - HTML

extension StudyReport {
  /// The report as a page that needs nothing else.
  public var html: String {
    var page = HTMLPage(
      title: "Judgements: \(subtitle)",
      style: PictureStyle.pageCSS
        + "\n@media (max-width: 40rem) { .stacked .label { flex: 0 1 auto; } }")
    page.header = """
      <h1>Judgements</h1>
      <p>\(HTML.escape(subtitle))</p>
      \(HTML.list(of: facts))
      \(lines.map { "<p>\(HTML.escape($0))</p>" }.joined(separator: "\n"))
      """
    page.main = """
      \(plots.isEmpty ? "" : Picture.figures(plots))
      \(tables.map(\.page.section).joined(separator: "\n"))
      \(sentenceSection)
      """
    return page.html
  }

  private var sentenceSection: String {
    guard !sentences.isEmpty else { return "" }
    return """
      <section aria-labelledby="sentences"><h2 id="sentences">Sentences</h2>
      \(sentences.map(article).joined(separator: "\n"))
      </section>
      """
  }

  private func article(_ sentence: Sentence) -> String {
    let tag = language.map { " lang=\"\(HTML.escape($0))\"" } ?? " lang=\"\""
    return """
      <article><h3>Line \(grouped(sentence.line))</h3>
      \(sentence.given.map { Self.block($0, " lang=\"\"") }.joined(separator: "\n"))
      <div class="systems">
      \(sentence.versions.map { Self.block($0, tag) }.joined(separator: "\n"))
      </div></article>
      """
  }

  private static func block(_ version: Version, _ tag: String) -> String {
    let remarks = version.remarks.map { "<div class=\"side\">\(HTML.escape($0))</div>" }
    return """
      <div class="version"><div class="side">\(HTML.escape(version.label))</div>\
      <p dir="auto"\(tag)>\(HTML.escape(version.text.isEmpty ? "(empty)" : version.text))</p>\(remarks.joined())</div>
      """
  }
}
