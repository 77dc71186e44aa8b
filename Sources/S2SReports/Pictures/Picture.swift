import S2SFiles

/// A drawing that stands alone: one file of SVG or HTML, without a network, in light and dark.
///
/// What it draws is known to readers who do not see it, too: a title, a sentence, and its numbers in a
/// table, which the page shows below.
public struct Picture: Sendable {
  /// What it shows.
  public var title: String
  /// What is to be seen in it, in a sentence; empty where the title says it all.
  public var note: String
  /// The size of its marks in CSS pixels, without title and note.
  public let width, height: Double
  /// The numbers that are drawn; `nil` where they would say nothing more.
  public var numbers: EvaluationPage.Table?
  /// The rows of the table of numbers where there are too many for a page.
  var leftOutRows: Int?
  /// How much larger than its marks a file of its own is shown.
  var zoom = 1.0
  private let marks: SVG

  /// Puts a title above marks.
  ///
  /// - Parameters:
  ///   - width: of the marks; the title may need more.
  ///   - height: of the marks.
  init(_ title: String, note: String = "", width: Double, height: Double, marks: SVG) {
    self.title = title
    self.note = note
    self.width = max(width, 320)
    self.height = height
    self.marks = marks
  }

  /// That of charts, whose words are still large enough on a phone.
  static let chartZoom = 1.4

  /// The drawing as a file of its own.
  public var svg: String { Self.svg([self]) }

  /// Drawings below each other as one file.
  public static func svg(_ pictures: [Picture]) -> String {
    let width = pictures.map { $0.width * $0.zoom }.max() ?? 320
    var height = 0.0
    let drawings = pictures.map { picture in
      let (tall, wide) = (picture.wholeHeight, picture.width)
      defer { height += tall * picture.zoom }
      return """
        <svg y="\(SVG.number(height))" width="\(SVG.number(wide * picture.zoom))" \
        height="\(SVG.number(tall * picture.zoom))" viewBox="0 0 \(SVG.number(wide)) \
        \(SVG.number(tall))">
        \(picture.drawing)
        </svg>
        """
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="\(SVG.number(width))" \
      height="\(SVG.number(height))" viewBox="0 0 \(SVG.number(width)) \(SVG.number(height))" \
      role="img" aria-labelledby="title note">
      <style>
      \(PageStyle.colours)
      \(PictureStyle.css)
      </style>
      <title id="title">\(HTML.escape(pictures.map(\.title).joined(separator: "; ")))</title>
      <desc id="note">\(HTML.escape(pictures.map(\.note).joined(separator: " ")))</desc>
      <rect class="paper" width="100%" height="100%"/>
      \(drawings.joined(separator: "\n"))
      </svg>

      """
  }

  /// Drawings on one page of HTML, with their numbers.
  public static func page(_ pictures: [Picture], title: String) -> String {
    var page = HTMLPage(title: title, style: PictureStyle.pageCSS)
    page.header = "<h1>\(HTML.escape(title))</h1>"
    page.main = figures(pictures)
    return page.html
  }

  /// Drawings as a part of a page.
  static func figures(_ pictures: [Picture]) -> String {
    """
    <section aria-label="Plots" class="pictures">
    \(pictures.enumerated().map { $1.figure(number: $0 + 1) }.joined(separator: "\n"))
    </section>
    """
  }

  /// The drawing in a page, with words of the page's own size.
  ///
  /// - Parameter number: which of the page's pictures it is.
  private func figure(number: Int) -> String {
    let drawing = """
      <svg width="\(SVG.number(width))" height="\(SVG.number(height))" \
      viewBox="0 0 \(SVG.number(width)) \(SVG.number(height))" role="img" \
      aria-labelledby="plot\(number)">
      \(marks.elements)</svg>
      """
    return """
      <figure\(isWide ? " class=\"wide\"" : "")>
      <figcaption id="plot\(number)">\(HTML.escape(title))</figcaption>
      \(note.isEmpty ? "" : "<p class=\"note\">\(HTML.escape(note))</p>")
      \(isWide ? "<div class=\"scroll\">\(drawing)</div>" : drawing)
      \(numbers.map { "<details><summary>Numbers</summary>\($0.section)</details>" } ?? missingNumbers)
      </figure>
      """
  }

  /// What a page says in the place of a table that is too long.
  private var missingNumbers: String {
    leftOutRows.map {
      "<p class=\"note\">The table of the numbers is left out: it would have \(grouped($0)) rows.</p>"
    } ?? ""
  }

  /// Whether its words would be too small where a narrow screen shrinks it.
  private var isWide: Bool { zoom == 1 }
}

// MARK: - Title and note

extension Picture {
  private static let (margin, titleLine, noteLine) = (12.0, 20.0, 17.0)
  private static let (titleSize, noteSize) = (15.0, 12.0)

  private static func lines(_ text: String, size: Double, width: Double) -> [String] {
    SVG.wrapped(text, size: size, width: width - 2 * margin)
  }

  /// The title, whose letters are wider than others.
  private var titleLines: [String] {
    Self.lines(title, size: Self.titleSize * 1.08, width: width)
  }

  private var noteLines: [String] { Self.lines(note, size: Self.noteSize, width: width) }

  private var headHeight: Double {
    Self.margin + Self.titleLine * Double(titleLines.count)
      + Self.noteLine * Double(noteLines.count)
  }

  /// The height with title and note.
  private var wholeHeight: Double { height + headHeight }

  /// Title, note and marks.
  private var drawing: String {
    var head = SVG()
    var y = Self.margin
    for line in titleLines {
      y += Self.titleLine
      head.text(line, x: Self.margin, y: y - 6, class: "title")
    }
    for line in noteLines {
      y += Self.noteLine
      head.text(line, x: Self.margin, y: y - 5, class: "note")
    }
    return head.elements + "<g transform=\"translate(0 \(SVG.number(y)))\">\n\(marks.elements)</g>"
  }
}
