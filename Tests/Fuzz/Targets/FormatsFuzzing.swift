import S2SCorpora

/// What every reader of a format with languages of its own has to keep.
private enum Formats {
  static let languages = LanguagePair(source: "fr", target: "en")

  /// Reads a file in both directions.
  static func read(
    _ path: String, _ byteCount: Int, _ files: (String, LanguagePair) -> CorpusFiles
  ) throws {
    let reader = try PairReader(files(path, languages))
    var pairs: [(String, String)] = []
    var place = 0
    var failure: (any Error)?
    do {
      while let pair = try reader.next() {
        claim(reader.place >= place, "places do not go back")
        place = reader.place
        pairs.append(pair)
        check(pair.source)
        check(pair.target)
      }
    } catch { failure = error }
    let bytes = pairs.reduce(0) { $0 + $1.0.utf8.count + $1.1.utf8.count }
    claim(bytes <= byteCount * 300 + 1 << 22, "texts are as long as the file can justify")
    claim((reader.report?.summary ?? "").utf8.count < 4_000, "a summary is of readable length")
    if let failure { throw failure }
    claim(!pairs.isEmpty, "a corpus has pairs")
    let swapped = LanguagePair(source: languages.target, target: languages.source)
    _ = try? files(path, swapped).read()
  }

  /// A text is one line of the plain form.
  private static func check(_ text: String) {
    claim(!text.utf8.contains { $0 == 0 || $0 == 9 || $0 == 10 || $0 == 13 }, "a text is a line")
    claim(text.utf8.first != 0x20 && text.utf8.last != 0x20, "a text is trimmed")
  }
}

/// The input is a translation memory.
enum MemoryFuzzing {
  private static let inputFile = InputFile()

  static func run(_ input: [UInt8]) throws {
    try Formats.read(inputFile.holding(input), input.count) { .translationMemory($0, $1) }
  }

  static func seeds() -> [[UInt8]] {
    let text = """
      <?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">
      <tmx version="1.4"><header srclang="fr"><note>n</note></header><body>
      <tu tuid="1"><prop type="x">p</prop><tuv xml:lang="fr-FR"><seg>un &amp; <bpt i="1">&lt;b>\
      </bpt><hi>é</hi><ept i="1"/> <![CDATA[<x>]]></seg></tuv><tuv lang="en_GB"><seg>one
      <ph type="lb">x<sub>y</sub></ph> &#233;</seg></tuv><tuv xml:lang="de"><seg/></tuv></tu>
      <!-- c --></body></tmx>
      """
    let wide = ("\u{FEFF}" + text).utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    let damaged = text.replacing("&#233;", with: "x<ph>&lt;br/&gt;</ph>y<x/>z\u{B}&#x0B;")
    let other = text.replacing("\"1.0\"", with: "\"1.0\" encoding=\"gb18030\"")
    return [Array(text.utf8), wide, Array(damaged.utf8), Array(other.utf8) + [0x81, 0x30]]
  }
}

/// The input is a gettext catalogue in text.
enum CatalogueFuzzing {
  private static let inputFile = InputFile()

  static func run(_ input: [UInt8]) throws {
    try Formats.read(inputFile.holding(input), input.count) { .catalogue($0, $1) }
    try Formats.read(inputFile.holding(input), input.count) { .catalogue($0, $1, takesFuzzy: true) }
  }

  static func seeds() -> [[UInt8]] {
    [
      #"""
      msgid ""
      msgstr ""
      "Language: en\n"
      "Content-Type: text/plain; charset=UTF-8\n"

      #, c-format
      msgctxt "menu"
      msgid "&Ouvrir %s\t\303\251\x41\\\"\n"
      "la suite"
      msgstr "&Open %s"

      msgid "un"
      msgid_plural "deux"
      msgstr[0] "one"
      msgstr[1] "two"

      #, fuzzy
      #| msgid "avant"
      msgid "flou" msgstr "fuzzy"
      #~ msgid "vieux"
      #~ msgstr "old"
      """#,
      #"""
      # a
      msgid ""
      msgstr "Content-Type: text/plain; charset=Shift_JIS\nPlural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 1 : n>1 || !n ? 0 : 2*1-0/1);\n"
      msgid "un"
      msgid_plural "deux"
      msgstr[0] "one"
      msgstr[1] "two"
      msgstr[2] "three"
      """#,
    ].map { Array($0.utf8) }
  }
}

/// The input is a compiled gettext catalogue.
enum CompiledCatalogueFuzzing {
  private static let inputFile = InputFile()

  static func run(_ input: [UInt8]) throws {
    try Formats.read(inputFile.holding(input), input.count) { .compiledCatalogue($0, $1) }
  }

  static func seeds() -> [[UInt8]] {
    let texts = [
      "", "menu\u{4}un\0deux", "été",
      "Language: en\nContent-Type: text/plain; charset=koi8-r\nPlural-Forms: nplurals=2; plural=n!=1;\n",
      "one\0two", "summer",
    ].map { Array($0.utf8) }
    return [false, true].flatMap { isBig in
      [0, 1].map { revision in file(texts, revision: revision, isBig: isBig) }
    }
  }

  private static func file(_ texts: [[UInt8]], revision: Int, isBig: Bool) -> [UInt8] {
    let start = revision == 0 ? 28 : 48
    var words = [0x9504_12de, revision, texts.count / 2, start, start + texts.count * 4, 0, 0]
    if revision == 1 { words += [0, 0, 1, start, start] }
    var data: [UInt8] = []
    for text in texts {
      words += [text.count, start + texts.count * 8 + data.count]
      data += text + [0]
    }
    return words.flatMap { word in
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
      return isBig ? bytes.reversed() : bytes
    } + data
  }
}
