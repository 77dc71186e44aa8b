/// A page of HTML that needs nothing else: its styles, scripts and data are in the one file.
package struct HTMLPage {
  /// What the window is called.
  package var title: String
  /// What the style of pages lacks for this one.
  package var style: String
  /// The elements of each part; `end` has what comes after the footer, such as scripts.
  package var header = ""
  package var main = ""
  package var footer = "<p>Made by s2s. Everything on this page is in this one file.</p>"
  package var end = ""
  /// The class of the main part.
  package var mainClass: String?

  /// Begins a page.
  package init(title: String, style: String = "") {
    self.title = title
    self.style = style
  }

  /// The page.
  package var html: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(HTML.escape(title))</title>
    <style>
    \(PageStyle.css)
    \(style)
    </style>
    </head>
    <body>
    <header>
    \(header)
    </header>
    <main\(mainClass.map { " class=\"\($0)\"" } ?? "")>
    \(main)
    </main>
    <footer>\(footer)</footer>
    \(end)
    </body>
    </html>

    """
  }
}

/// Text in HTML.
package enum HTML {
  /// The text with the characters that mean something to HTML spelled out.
  package static func escape(_ text: String) -> String {
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
      case "\u{0}"..<" ", "\u{7f}"..<"\u{a0}", "\u{fffe}", "\u{ffff}": escaped += "\u{fffd}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// Facts with their names, as a list.
  package static func list(of facts: [EvaluationPage.Fact]) -> String {
    guard !facts.isEmpty else { return "" }
    let rows = facts.map { "<div><dt>\(escape($0.name))</dt><dd>\(escape($0.value))</dd></div>" }
    return "<dl class=\"facts\">\n\(rows.joined(separator: "\n"))\n</dl>"
  }
}
