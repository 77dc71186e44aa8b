import S2SFiles
import S2SReports

/// A page with pictures and their captions, everything in one file.
public struct SceneGallery: Sendable {
  /// Captions of a model, one for each picture.
  public struct Captions: Sendable {
    /// Where they are from.
    let name: String
    let lines: [String]
  }

  private let source: SceneSource
  /// The pictures that are shown.
  private let pictures: [ScenePicture]
  private let captions: [Captions]

  /// The test set of a corpus.
  init(_ corpus: SceneCorpus) {
    source = SceneSource(corpus, .test)
    pictures = Self.pictures(source, atMost: SceneCorpus.galleryLimit)
    captions = []
  }

  /// The pictures of a file of features, drawn again, with captions of models.
  ///
  /// - Parameters:
  ///   - features: a file that `SceneCorpus.write` wrote.
  ///   - captions: files with a caption for each picture, one on a line.
  ///   - pictures: the most pictures to show.
  /// - Throws: `FileError`, `SafetensorsError`, `LineError`; `SceneError.notDrawnHere`,
  ///   `unequalCaptions`.
  public init(features: String, captions paths: [String], pictures: Int) throws {
    let source = try SceneSource(path: features)
    let count = source.corpus.count(source.part)
    captions = try paths.map { path in
      let lines = try LineReader(path: path).readAll()
      guard lines.count == count else {
        throw SceneError.unequalCaptions(
          path: path, captions: lines.count, pictures: count, of: features)
      }
      return Captions(name: path, lines: lines)
    }
    self.source = source
    self.pictures = Self.pictures(source, atMost: pictures)
  }

  private static func pictures(_ source: SceneSource, atMost limit: Int) -> [ScenePicture] {
    (0..<min(limit, source.corpus.count(source.part))).map {
      source.corpus.picture(source.part, $0)
    }
  }

  /// The number of pictures that the page shows.
  public var pictureCount: Int { pictures.count }

  /// The page.
  public var html: String {
    var page = HTMLPage(title: "Scenes and captions", style: Self.css)
    page.header = """
      <h1>Scenes and captions</h1>
      <p>\(HTML.escape(facts))</p>
      \(agreement)
      """
    page.mainClass = "scenes"
    page.main = pictures.enumerated().map { card($0.element, $0.offset) }.joined(separator: "\n")
    return page.html
  }

  /// What the pictures are.
  private var facts: String {
    let count = source.corpus.count(source.part)
    let part = source.part.rawValue
    let shown = pictures.count
    let number =
      shown == count ? "All \(grouped(count))" : "The first \(grouped(shown)) of \(grouped(count))"
    return "\(number) pictures of the part “\(part)”, seed \(source.corpus.seed), "
      + "\(source.corpus.pictureWidth) pixels wide."
  }

  /// How many captions of each model are references.
  private var agreement: String {
    let counts = captions.map { file in
      let same = zip(file.lines, pictures).filter(isReference).count
      return """
        <p><strong>\(HTML.escape(file.name))</strong>: \(grouped(same)) of \(grouped(pictures.count)) captions \
        are references, word for word.</p>
        """
    }
    return counts.joined(separator: "\n")
  }

  private func isReference(_ line: String, _ picture: ScenePicture) -> Bool {
    picture.captions.contains { $0.french == line || $0.english == line }
  }
}

extension SceneGallery {
  private func card(_ picture: ScenePicture, _ number: Int) -> String {
    let whole = picture.captions[0].english
    return """
      <article><img src="\(PNG.dataURI(of: picture.pixels(width: source.corpus.pictureWidth)))" width="144" height="144" \
      alt="\(HTML.escape(whole))">
      <div><h3>Picture \(grouped(number + 1))</h3>
      \(captions.map { ofModel($0, picture, number) }.joined())\
      \(SceneLanguage.allCases.map { references($0, picture) }.joined())</div></article>
      """
  }

  private func ofModel(_ file: Captions, _ picture: ScenePicture, _ number: Int) -> String {
    let line = file.lines[number]
    let mark = isReference(line, picture) ? " <span class=\"same\">✓ a reference</span>" : ""
    let name = captions.count > 1 ? "<span class=\"side\">\(HTML.escape(file.name))</span> " : ""
    let text = HTML.escape(line.isEmpty ? "(no caption)" : line)
    return "<p class=\"model\">\(name)\(text)\(mark)</p>\n"
  }

  private func references(_ language: SceneLanguage, _ picture: ScenePicture) -> String {
    let items = picture.captions.map { "<li>\(HTML.escape($0[language]))</li>" }
    return "<ul lang=\"\(language.rawValue)\">\(items.joined())</ul>\n"
  }

  private static let css = """
    .scenes { display: grid; gap: 0 2rem; margin-top: 1rem;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); }
    .scenes article { display: grid; grid-template-columns: 9rem 1fr; gap: 1rem; padding: 1rem 0; }
    .scenes img { image-rendering: pixelated; width: 9rem; height: 9rem; display: block;
      border: 1px solid var(--line); border-radius: .4rem; }
    .scenes ul { margin: .3rem 0 0; padding: 0; list-style: none; font-size: .92rem; }
    .scenes li { overflow-wrap: anywhere; } .scenes li + li { color: var(--soft); }
    .scenes .model { font-weight: 600; border-left: 3px solid var(--fill); padding-left: .5rem; }
    .scenes .same { color: var(--moreInk); background: var(--more); font-weight: 400;
      font-size: .85rem; padding: 0 .3rem; border-radius: .3rem; white-space: nowrap; }
    @media (max-width: 30rem) {
      .scenes article { grid-template-columns: 6rem 1fr; }
      .scenes img { width: 6rem; height: 6rem; }
    }
    """
}
