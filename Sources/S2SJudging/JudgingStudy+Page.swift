import S2SReports

extension JudgingStudy {
  /// A sheet as one page of HTML that needs nothing else: it keeps its answers in the browser, saves them
  /// to a file, and goes on with such a file.
  ///
  /// Nothing in it says which system a translation is of.
  ///
  /// - Parameter judge: whose sheet, from 0.
  public func page(of judge: Int) -> String {
    var page = HTMLPage(title: "Sheet \(judge + 1): translations to judge", style: SheetStyle.css)
    page.header = """
      <h1>Translations to judge</h1>
      <p>Sheet \(judge + 1), \(sheetName(of: judge))</p>
      <details id="help" open><summary>What to do</summary>
      \(kind.instructions(hasSource: sentences[0].source != nil))
      <p>The answers stay in this browser until you save them to a file. Send back that file.</p>
      </details>
      """
    (page.main, page.footer) = (Self.form, Self.end)
    page.end = """
      <script type="application/json" id="data">\(data(of: judge))</script>
      <script>
      \(SheetScript.javaScript(kind))
      </script>
      """
    return page.html
  }

  /// The item, and how to move between items.
  private static let form = """
    <form id="form" autocomplete="off">
    <p class="place"><progress id="progress" value="0" max="1" aria-label="Answered"></progress>
    <span id="count"></span></p>
    <h2 id="title"></h2>
    <div id="box"></div>
    <p class="pages"><button type="button" id="previous">Previous</button>
    <button type="submit" id="next">Next</button>
    <button type="button" id="open">First open item</button></p>
    </form>
    """

  /// How answers leave the page, and come back.
  private static let end = """
    <p class="pages"><button type="button" id="save">Save answers to a file</button>
    <label>Go on with a file <input type="file" id="load" accept=".csv,text/csv"></label></p>
    <p id="status" role="status" aria-live="polite"></p>
    <noscript><p>This sheet needs JavaScript. Without it, use the table of the same name.</p></noscript>
    """

  /// What the script shows, as JSON.
  private func data(of judge: Int) -> String {
    func list(_ texts: [String]) -> String {
      "[" + texts.map { JSONText.quoted($0, .html) }.joined(separator: ",") + "]"
    }
    func text(_ text: String?) -> String { text.map { JSONText.quoted($0, .html) } ?? "null" }
    let items = sheets[judge].items.map { item in
      let sentence = sentences[item.sentence]
      let outputs = item.outputs.map { sentence.outputs[$0] }
      return "{\"source\":\(text(sentence.source)),\"reference\":\(text(sentence.reference)),"
        + "\"outputs\":\(list(outputs))}"
    }
    let fields = [
      "\"sheet\":\(text(sheetName(of: judge)))",
      "\"languages\":[\(text(sourceLanguage ?? "")),\(text(targetLanguage ?? ""))]",
      "\"categories\":\(list(ErrorCategory.allCases.map(\.rawValue)))",
      "\"severities\":\(list(ErrorSeverity.allCases.map(\.rawValue)))",
      "\"items\":[\n\(items.joined(separator: ",\n"))\n]",
    ]
    return "{" + fields.joined(separator: ",\n") + "}"
  }
}

extension JudgementKind {
  /// What a judge is asked to do, as paragraphs of HTML.
  fileprivate func instructions(hasSource: Bool) -> String {
    let text = hasSource ? "source" : "reference"
    switch self {
    case .direct:
      return """
        <p>How well does the translation say what the \(text) says? Give a score from 0 to 100: 0 if it \
        says nothing of it, 100 if nothing is lost, added or wrong, and it is good language. Some \
        translations come twice; judge each as you see it.</p>
        <p>With the keyboard: arrow keys move the score, the field takes a number, and Enter goes to the \
        next item.</p>
        """
    case .ranking:
      return """
        <p>Which translation says best what the \(text) says, in good language? Give the best one rank 1. \
        Translations that are equally good get the same rank. Some sentences come twice; judge each as you \
        see it.</p>
        <p>With the keyboard: arrow keys choose a rank, Tab goes to the next translation, and Enter to the \
        next item.</p>
        """
    case .errors:
      return """
        <p>Find the errors of the translation. Click on the first word of an error, then on its last; choose \
        what is wrong and how bad it is; add it. Of what the translation leaves out, mark the words in the \
        \(text == "source" ? "source" : "translation before the gap"). A translation without errors needs the \
        mark that it has none.</p>
        <p>Minor: it is seen and does not hinder. Major: it changes the meaning or is hard to understand. \
        Critical: it makes the translation useless or does harm.</p>
        <p>With the keyboard: arrow keys move between words, Shift with them marks, the space bar marks one \
        word, and Enter in the list of categories adds the error.</p>
        """
    }
  }
}
