import Glibc
import S2SCorpora
import S2SFiles
import TestSupport
import Testing

/// TMX: what is text in it, which languages are taken, and what is refused.
@Suite struct TranslationMemoryTests {
  let folder = TemporaryDirectory()
  let languages = LanguagePair(source: "fr", target: "en")

  private func memory(_ units: String, version: String = "1.4") -> String {
    """
    <?xml version="1.0"?>
    <!DOCTYPE tmx SYSTEM "tmx14.dtd">
    <tmx version="\(version)"><header srclang="fr"><note>fr &amp; en</note></header><body>
    \(units)
    </body></tmx>
    """
  }

  private func unit(_ source: String, _ target: String = "x") -> String {
    "<tu><tuv xml:lang=\"fr\"><seg>\(source)</seg></tuv>"
      + "<tuv xml:lang=\"en\"><seg>\(target)</seg></tuv></tu>"
  }

  private func read(_ bytes: [UInt8]) throws -> [String] {
    let corpus = try CorpusFiles.translationMemory(folder.write(bytes, to: "a.tmx"), languages)
      .read()
    return zip(corpus.sources, corpus.targets).map { "\($0)|\($1)" }
  }

  private func read(_ text: String) throws -> [String] { try read(Array(text.utf8)) }

  /// Segments, and what they are as plain text.
  @Test(arguments: [
    ("un deux", "un deux"),
    ("  un\n    deux\r\n\ttrois\n", "un deux trois"),
    ("R&amp;D &lt;b&gt; &#233;&#x1F600; &quot;a&quot;", "R&D <b> é😀 \"a\""),
    ("<![CDATA[<b>&amp;</b>]]> c", "<b>&amp;</b> c"),
    ("<bpt i=\"1\">&lt;b></bpt>gras<ept i=\"1\">&lt;/b></ept>", "gras"),
    ("a<ph x=\"1\">{1}<sub>texte</sub>{2}</ph>b", "a b"),
    ("a<ph type=\"lb\"/>b", "a b"),
    ("a <it pos=\"begin\">x</it><ut>y</ut> b", "a b"),
    ("un <hi type=\"x\">deux <ph>z</ph><hi>trois</hi></hi> quatre", "un deux trois quatre"),
    ("<x>inconnu</x> %s &amp;Fichier", "inconnu %s &Fichier"),
    ("a<!-- un commentaire -->b<?une instruction?>c", "abc"),
    ("une\u{2028}ligne\u{A0}!", "une\u{2028}ligne\u{A0}!"),
    ("", ""),
  ])
  func takesTheTextOfSegments(segment: String, text: String) throws {
    #expect(try read(memory(unit(segment))) == ["\(text)|x"])
    #expect(try read(memory(unit("x", segment))) == ["x|\(text)"])
  }

  @Test(arguments: ["1.1", "1.2", "1.3", "1.4", "1.4b"])
  func readsEveryVersion(version: String) throws {
    let old = "<tu><tuv lang=\"FR\"><seg>un</seg></tuv><tuv lang=\"en\"><seg>one</seg></tuv></tu>"
    #expect(try read(memory(old, version: version)) == ["un|one"])
  }

  @Test func takesLanguagesAsRangesAndSaysWhich() throws {
    let path = folder.write(
      memory(
        """
        <tu><prop type="x">a</prop>
        <tuv xml:lang="en_GB"><note>n</note><seg>one</seg></tuv>
        <tuv xml:lang="de"><seg>eins</seg></tuv>
        <tuv xml:lang="fr-FR"><seg>un</seg></tuv>
        <tuv xml:lang="EN-us"><seg>uno</seg></tuv></tu>
        <tu><tuv xml:lang="eng"><seg>two</seg></tuv><tuv xml:lang="fr"><seg>deux</seg></tuv></tu>
        <tu><tuv xml:lang="en-US"><seg>three</seg></tuv><tuv xml:lang="fro"><seg>d</seg></tuv></tu>
        <tu><tuv xml:lang="en-US"><seg>four</seg></tuv><tuv xml:lang="fr"><seg>4</seg></tuv></tu>
        """), to: "a.tmx")
    let reader = try PairReader(.translationMemory(path, languages))
    let first = try reader.next()
    #expect(first?.source == "un" && first?.target == "one")
    #expect(reader.place == 4)
    #expect(try reader.next()?.target == "four")
    #expect(reader.place == 11 && reader.count == 2)
    #expect(try reader.next() == nil)
    #expect(
      reader.report?.counts == [.furtherVariant: 1, .noTarget: 1, .noSource: 1])
    #expect(
      reader.report?.summary
        == "took fr (2) and fr-FR (1) for fr; took en-US (2) and en_GB (1) for en; left out "
        + "1 without the source language (line 10); 1 without the target language (line 9); "
        + "1 further variants of a text (line 8)")
  }

  /// Of two ranges that take a tag, the narrower one has it.
  @Test func tellsALanguageFromItsVariety() throws {
    let path = folder.write(
      memory(
        "<tu><tuv xml:lang=\"en-GB\"><seg>colour</seg></tuv>"
          + "<tuv xml:lang=\"en-US\"><seg>color</seg></tuv></tu>"), to: "a.tmx")
    for (source, target, pair) in [
      ("en", "en-GB", ("color", "colour")), ("en-GB", "en", ("colour", "color")),
    ] {
      let languages = LanguagePair(source: source, target: target)
      let corpus = try CorpusFiles.translationMemory(path, languages).read()
      #expect(corpus == ParallelCorpus(pairs: [pair]))
    }
  }

  @Test func saysNothingOfWhatIsAsAsked() throws {
    let path = folder.write(memory(unit("a")), to: "a.tmx")
    let reader = try PairReader(.translationMemory(path, languages))
    while try reader.next() != nil {}
    #expect(reader.report != nil && reader.report?.summary == nil)
  }

  @Test func readsUTF16InBothOrders() throws {
    let text = memory(unit("été 😀", "é"))
    let units = Array(("\u{FEFF}" + text).utf16)
    let little = units.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
    #expect(try read(little) == ["été 😀|é"])
    #expect(try read(big) == ["été 😀|é"])
    #expect(try read("\u{FEFF}" + text) == ["été 😀|é"])
    let latin = text.replacing("\"1.0\"", with: "\"1.0\" encoding=\"ISO-8859-1\"")
      .unicodeScalars.map { $0.value < 256 ? UInt8($0.value) : 63 }
    #expect(try read(latin) == ["été ?|é"])
  }

  /// Half of a character would take the next one with it.
  @Test(arguments: [[0xd83d], [0xde00], [0xd83d, 0xd83d, 0xde00], [0xde00, 0xd83d]])
  func refusesLoneSurrogates(units: [UInt16]) throws {
    let (start, end) = ("\u{FEFF}<tmx version=\"1.4\"><!--", "--><body/></tmx>")
    let all = Array(start.utf16) + units + Array(end.utf16)
    for isBig in [false, true] {
      let bytes = all.flatMap { unit in
        isBig
          ? [UInt8(unit >> 8), UInt8(unit & 0xff)] : [UInt8(unit & 0xff), UInt8(unit >> 8)]
      }
      #expect(throws: malformed(line: 1, .notUTF16)) { try read(bytes) }
    }
  }

  /// More pairs than fit into what is read at once, and a file of exactly that size.
  @Test(arguments: [1 << 16, 3 << 16, 200_001])
  func readsAcrossChunks(size: Int) throws {
    var units = ""
    var count = 0
    while units.utf8.count < size - 400 {
      units += unit("numéro \(count)", "number \(count)")
      count += 1
    }
    let padding = size - memory(units).utf8.count
    let text = memory(units + String(repeating: " ", count: padding))
    #expect(text.utf8.count == size)
    let pairs = try read(text)
    #expect(pairs == (0..<count).map { "numéro \($0)|number \($0)" })
  }

  /// What is no translation memory, and why.
  @Test(
    arguments: [
      ("plain text", 1, .notXML(reason: "syntax error")),
      ("<html><body/></html>", 1, .otherRoot("html")),
      ("<tmx><body/></tmx>", 1, .noVersion),
      ("<tmx version=\"2.0\"><body/></tmx>", 1, .otherVersion("2.0")),
      ("<tmx version=\"1.4\"><body>\n<tu>", 2, .cutOff),
      ("<tmx version=\"1.4\"><body><tu", 1, .cutOff),
      ("<tmx version=\"1.4\"><body></tu></body></tmx>", 1, .notXML(reason: "mismatched tag")),
      ("<tmx version=\"1.4\"><body>\n<tuv xml:lang=\"fr\"/>", 2, .misplacedElement("tuv")),
      ("<tmx version=\"1.4\"><body><tu><tuv/></tu>", 1, .noLanguage),
      ("<tmx version=\"1.4\"><body>&nbsp;</body></tmx>", 1, .undefinedEntity(nil)),
      ("<tmx version=\"1.4\"><body>\n\u{0}</body></tmx>", 2, .nulByte(byte: 27)),
      ("<tmx version=\"1.4\"><body><1/></body></tmx>", 1, .misplacedCharacter(byte: 27)),
      ("<?xml version=\"1.0\" encoding=\"x-none\"?><tmx/>", 1, .otherEncoding),
    ] as [(String, Int, TranslationMemoryFault)])
  func refusesWhatIsNone(text: String, line: Int, fault: TranslationMemoryFault) throws {
    #expect(throws: malformed(line: line, fault)) { try read(text) }
  }

  private static let zeros = String(repeating: "0", count: 10_000)

  /// The unit is left out and named with its line, whichever way the character is written.
  @Test(arguments: [
    "\u{0B}", "&#x0B;", "&#11;", "&#0;", "&#xD800;", "&#x110000;", "\u{FFFE}", "&#xFFFF;",
    "\u{1}\u{1F}",
    "&#x00000B;", "<hi>\u{8}</hi>", "&#00000000000000000000000000000000000011;",
    "&#99999999999999999999999999;", "&#xFFFFFFFFFFFFFFFFFFFFFFFF;", "&#x\(zeros)B;",
  ])
  func leavesOutUnitsWithForbiddenCharacters(character: String) throws {
    let units =
      unit("un") + "\n" + unit("de\(character)ux") + "\n" + unit("trois", "y\(character)")
      + "\n" + unit("quatre", "z<ph>\(character)</ph>")
    let path = folder.write(memory("<!--\(character)-->" + units), to: "a.tmx")
    let reader = try PairReader(.translationMemory(path, languages))
    #expect(try reader.next()?.source == "un")
    #expect(try reader.next()?.source == "quatre")
    #expect(try reader.next() == nil)
    #expect(
      reader.report?.summary
        == "left out 2 with characters that XML forbids (lines 5, 6)")
  }

  /// What looks like a forbidden character and is none.
  @Test(arguments: [
    ("&amp;#x0B;", "&#x0B;"), ("&#x9;a", "a"), ("\u{7F}", "\u{7F}"), ("&#x1F600;", "😀"), ("ﷰ", "ﷰ"),
    ("\u{FFFD}", "\u{FFFD}"), ("&#000000000000000000000000000233;", "é"), ("&#x\(zeros)E9;", "é"),
  ])
  func leavesOutNothingElse(segment: String, text: String) throws {
    #expect(try read(memory(unit(segment))) == ["\(text)|x"])
  }

  /// Wherever a chunk ends, a reference is whole.
  @Test func findsForbiddenReferencesAcrossChunks() throws {
    let start = memory(unit("a")).utf8.count - unit("a").utf8.count
    for shift in 0..<8 {
      let filler = String(repeating: " ", count: (1 << 16) - start + 50 - shift)
      let units = filler + unit("de&#x0B;ux") + unit("trois")
      #expect(try read(memory(units)) == ["trois|x"], "\(shift)")
    }
  }

  @Test(
    arguments: [
      ("windows-1252", [0x80, 0x9c], "€œ"), ("ISO-8859-1", [0xe9], "é"),
      ("ISO-8859-15", [0xa4], "€"),
      ("koi8-r", [0xc4, 0xc1], "да"), ("Shift_JIS", [0x83, 0x5c], "ソ"),
      ("euc-jp", [0xa5, 0xbd], "ソ"),
      ("gb18030", [0xc4, 0x5c], "腬"), ("UTF-16", [0xc3, 0xa9], "é"),
      ("utf-32le", [0xc3, 0xa9], "é"),
    ] as [(String, [UInt8], String)])
  func readsOtherEncodings(encoding: String, bytes: [UInt8], text: String) throws {
    let file = memory(unit("|")).replacing("\"1.0\"", with: "\"1.0\" encoding=\"\(encoding)\"")
    let parts = Array(file.utf8).split(separator: UInt8(ascii: "|"))
    #expect(try read(Array(parts[0]) + bytes + Array(parts[1])) == ["\(text)|x"])
  }

  /// Encodings in which ASCII is written in another way, wholly or in part.
  @Test func readsEncodingsThatAreNotASCII() throws {
    let file = memory(unit("Été & |".replacing("&", with: "&amp;")))
    func declaring(_ encoding: String) -> String {
      file.replacing("\"1.0\"", with: "\"1.0\" encoding=\"\(encoding)\"")
    }
    let seven = declaring("UTF-7").replacing("É", with: "+AMk-").replacing("é", with: "+AOk-")
    #expect(try read(Array(seven.utf8)) == ["Été & ||x"])
    // What is no UTF-7 is said to be none.
    #expect(throws: CorpusError.self) { try read(Array(declaring("UTF-7").utf8)) }
    for encoding in ["IBM037", "cp500", "IBM01140"] {
      let bytes = try Self.encoded(declaring(encoding), encoding)
      #expect(try read(bytes) == ["Été & ||x"], "\(encoding)")
      // With the line ends of these machines.
      #expect(try read(bytes.map { $0 == 0x25 ? 0x15 : $0 }) == ["Été & ||x"], "\(encoding)")
    }
    // What the bytes cannot be in is not believed.
    #expect(try read(Array(declaring("IBM037").utf8)) == ["Été & ||x"])
    #expect(try read(Self.encoded(declaring("UTF-8"), "IBM037")) == ["Été & ||x"])
    #expect(throws: CorpusError.self) { try read(Self.encoded(declaring("nonsense"), "IBM037")) }
  }

  /// A text in an encoding of single bytes.
  private static func encoded(_ text: String, _ encoding: String) throws -> [UInt8] {
    var bytes: [Unicode.Scalar: UInt8] = [:]
    for byte in UInt8.min...UInt8.max {
      let decoded = try #require(CharacterDecoder(encoding)?.decode([byte]))
      bytes[try #require(String(decoding: decoded, as: UTF8.self).unicodeScalars.first)] = byte
    }
    return try text.unicodeScalars.map { try #require(bytes[$0]) }
  }

  @Test func namesWhatIsNotInTheEncoding() {
    let file = memory(unit("|")).replacing("\"1.0\"", with: "\"1.0\" encoding=\"euc-jp\"")
    let parts = Array(file.utf8).split(separator: UInt8(ascii: "|"))
    let error = #expect(throws: CorpusError.self) {
      try read(Array(parts[0]) + [0xff] + Array(parts[1]))
    }
    guard case .malformedMemory(_, _, .notInEncoding(byte: parts[0].count + 1)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  /// Tags that separate words leave a space; those inside of a word leave nothing.
  @Test(arguments: [
    ("First line<ph x=\"1\">&lt;br/&gt;</ph>Second line", "First line Second line"),
    ("Name:<ph type=\"x-tab\">\\t</ph>Value", "Name: Value"), ("a<ph>\\n</ph>b", "a b"),
    ("Click <bpt i=\"1\">&lt;b&gt;</bpt>Save<ept i=\"1\">&lt;/b&gt;</ept>.", "Click Save."),
    ("un<bpt i=\"1\">&lt;i&gt;</bpt>believ<ept i=\"1\">&lt;/i&gt;</ept>able", "unbelievable"),
    ("un<hi>believ</hi>able", "unbelievable"), ("Donau<ph>&lt;wbr&gt;</ph>dampf", "Donaudampf"),
    ("one<bpt i=\"1\">&lt;p&gt;</bpt>two<ept i=\"1\">&lt;/p&gt;</ept>three", "one two three"),
    ("one<x id=\"1\"/>two<x/>, three<x/>.", "one two, three."),
    ("one<br/>two<p>three</p>four", "one two three four"),
    ("<ph>{1}</ph>one<ph>{2}</ph>", "one"), ("one<ph>{1}</ph> two", "one two"),
    ("l'<ph/>été", "l'été"),
    ("50<ph/>%", "50%"), ("漢<ph/>字", "漢字"), ("漢<ph type=\"lb\"/>字", "漢 字"),
    ("a<it pos=\"end\">&lt;/li&gt;</it>b", "a b"), ("a<ut>{\\b </ut>b", "ab"),
    ("a<ut>\\line </ut>b", "a b"),
    ("a<bpt i=\"1\">&lt;a title=\"<sub>&lt;br&gt;</sub>\"&gt;</bpt>b", "ab"),
    ("a<ph>&lt;br&gt;</ph><ph>&lt;br&gt;</ph>b", "a b"), ("x<mrk>y</mrk>z", "xyz"),
    ("a<ph>&#160;</ph>b", "a b"),
    // Several codes in one tag.
    ("a<ph>&lt;b&gt;&lt;br/&gt;</ph>b", "a b"), ("a<ph>&lt;/b&gt;&lt;i&gt;</ph>b", "ab"),
    ("a<ept i=\"1\">&lt;/b>&lt;/p></ept>b", "a b"), ("a<ph>{i}{br}</ph>b", "a b"),
    ("a<ph>&lt;b>&lt;img/></ph>b", "a b"), ("a<ph>&lt;a title=\"[br]\"></ph>b", "ab"),
    // A closing tag is of the type of the one that it closes.
    ("one<bpt i=\"1\" type=\"x-p\"/>two<ept i=\"1\"/>three", "one two three"),
    ("un<bpt i=\"1\" type=\"bold\"/>believ<ept i=\"1\"/>able", "unbelievable"),
    (
      "a<bpt i=\"1\" type=\"p\"/>b<bpt i=\"2\" type=\"b\"/>c<ept i=\"2\"/>d<ept i=\"1\"/>e",
      "a bcd e"
    ),
  ])
  func joinsWordsAsTheirTagsSay(segment: String, text: String) throws {
    #expect(try read(memory(unit(segment))) == ["\(text)|x"])
  }

  @Test func refusesEmptyFiles() {
    #expect(throws: CorpusError.emptyMemory(folder.file("a.tmx"))) { try read("") }
  }

  @Test func namesTheByteThatIsNotUTF8() throws {
    let start = Array("<tmx version=\"1.4\"><body>\n".utf8)
    for bytes: [UInt8] in [[0xff], [0xc3, 0x28], [0xc0, 0x80], [0xed, 0xa0, 0x80]] {
      #expect(throws: malformed(line: 2, .notInEncoding(byte: 27))) {
        try read(start + bytes + [0x20, 0x20])
      }
    }
  }

  private func malformed(line: Int, _ fault: TranslationMemoryFault) -> CorpusError {
    .malformedMemory(path: folder.file("a.tmx"), line: line, fault)
  }

  @Test(arguments: [
    (
      "<tu><tuv xml:lang=\"de\"><seg>a</seg></tuv><tuv xml:lang=\"\u{202E}\"/></tu>",
      "de (1) and \"\\u{202E}\" (1)"
    ), ("", ""),
  ])
  func namesTheLanguagesThatThereAre(units: String, list: String) {
    let error = #expect(throws: CorpusError.self) { try read(memory(units)) }
    guard case .noUnit(folder.file("a.tmx"), languages, let report) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(report.languageList == list)
  }

  /// Entities that grow, files that are fetched, nesting without end.
  @Test func refusesBombs() {
    let lines = (1...9).map {
      "<!ENTITY a\($0) \"\(String(repeating: "&a\($0 - 1);", count: 10))\">"
    }
    let bomb = "<!DOCTYPE tmx [<!ENTITY a0 \"boum\">\(lines.joined())]><tmx version=\"1.4\">&a9;"
    let outside = "<!DOCTYPE tmx [<!ENTITY a SYSTEM \"/etc/passwd\">]><tmx version=\"1.4\">&a;"
    for text in [bomb, outside] {
      #expect(throws: malformed(line: 1, .ownDeclarations)) { try read(text) }
    }
    // With a document type outside of the file, an entity may be declared there.
    let skipped = memory(unit("a&eacute;b"))
    #expect(throws: malformed(line: 4, .undefinedEntity("eacute"))) { try read(skipped) }
    for element in ["<hi>", "<tu>", "<x>"] {
      let deep = memory(unit(String(repeating: element, count: 100_000)))
      #expect(throws: CorpusError.self) { try read(deep) }
    }
    #expect(throws: malformed(line: 4, .tooDeep(limit: 64))) {
      try read(memory(unit(String(repeating: "<hi>", count: 100))))
    }
  }

  /// Expat looks at a token from its start again whenever more of it comes.
  @Test func refusesEndlessTokensQuickly() {
    let endless = String(repeating: "x", count: 3 << 20)
    for text in ["<!--\(endless)-->", "<tu a=\"\(endless)\"/>", "<?a \(endless)?>"] {
      #expect(throws: malformed(line: 4, .tokenTooLong(limit: 1 << 20))) {
        try read(memory(text))
      }
    }
  }

  @Test func readsLongSegments() throws {
    let long = String(repeating: "mot ", count: 500_000) + "fin"
    #expect(try read(memory(unit(long))) == ["\(long)|x"])
  }

  @Test func deliversThePairsBeforeTheDamage() throws {
    let path = folder.write(memory(unit("un") + unit("deux") + "</x>"), to: "a.tmx")
    let reader = try PairReader(.translationMemory(path, languages))
    #expect(try reader.next()?.source == "un")
    #expect(try reader.next()?.source == "deux")
    #expect(throws: CorpusError.self) { try reader.next() }
    #expect(throws: CorpusError.self) { try reader.next() }
  }

  @Test func namesTheMissingFile() {
    let path = folder.file("none.tmx")
    #expect(throws: FileError.missingInput(.open, path: path, errorNumber: ENOENT)) {
      try CorpusFiles.translationMemory(path, languages).read()
    }
  }
}
