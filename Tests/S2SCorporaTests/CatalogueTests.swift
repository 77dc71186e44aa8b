import Foundation
import S2SCorpora
import S2SFiles
import TestSupport
import Testing

/// gettext catalogues in text: what msgfmt reads, and what it refuses.
@Suite struct CatalogueTests {
  let folder = TemporaryDirectory()

  static let goldens = SourceScan.root.appending(path: "Tests/S2SCorporaTests/Goldens")

  /// The pairs that msgfmt and Python's module gettext find in the goldens.
  static func goldenPairs() throws -> [[String]] {
    let data = try Data(contentsOf: goldens.appending(path: "messages.json"))
    return try JSONDecoder().decode([[String]].self, from: data)
  }

  /// Pairs, sorted as the goldens are.
  static func pairs(_ files: CorpusFiles) throws -> [[String]] {
    let corpus = try files.read()
    return zip(corpus.sources, corpus.targets).map { [$0, $1] }.sorted {
      $0.joined(separator: "\0").utf8.lexicographicallyPrecedes($1.joined(separator: "\0").utf8)
    }
  }

  private func read(
    _ text: String, from source: String = "en", to target: String = "fr", fuzzy: Bool = false
  ) throws -> [String] {
    let languages = LanguagePair(source: source, target: target)
    let path = folder.write(text, to: "a.po")
    let corpus = try CorpusFiles.catalogue(path, languages, takesFuzzy: fuzzy).read()
    return zip(corpus.sources, corpus.targets).map { "\($0)|\($1)" }
  }

  private func header(_ lines: String...) -> String {
    "msgid \"\"\nmsgstr \"\"\n" + lines.map { "\"\($0)\\n\"\n" }.joined() + "\n"
  }

  @Test func readsWhatGettextReads() throws {
    let path = Self.goldens.appending(path: "messages.po").path
    let languages = LanguagePair(source: "en", target: "fr")
    #expect(try Self.pairs(.catalogue(path, languages)) == Self.goldenPairs())
    let swapped = try Self.pairs(.catalogue(path, LanguagePair(source: "fr", target: "en")))
    #expect(Set(swapped.map { [$0[1], $0[0]] }) == Set(try Self.goldenPairs()))
    let reader = try PairReader(.catalogue(path, languages))
    var first: Int?
    while try reader.next() != nil { first = first ?? reader.place }
    #expect(first == 14)
    #expect(
      reader.report?.summary
        == "took fr_FR (13) for fr; left out 1 fuzzy (line 57); 2 obsolete (lines 66, 73); "
        + "1 untranslated (line 52)")
  }

  @Test func takesFuzzyTranslationsWhenAsked() throws {
    let text = "#, c-format, fuzzy\nmsgid \"a\"\nmsgstr \"b\"\nmsgid \"c\"\nmsgstr \"d\"\n"
    #expect(try read(text) == ["c|d"])
    #expect(try read(text, fuzzy: true) == ["a|b", "c|d"])
  }

  /// The word fuzzy counts only as a flag of the message that follows.
  @Test(arguments: [
    "# fuzzy\nmsgid \"a\"\nmsgstr \"b\"\n",
    "#, not-fuzzy\nmsgid \"a\"\nmsgstr \"b\"\n",
    "msgid \"a\"\nmsgstr \"b\"\n#, fuzzy\n",
    "#, fuzzy\n#~ msgid \"x\"\n#~ msgstr \"y\"\nmsgid \"a\"\nmsgstr \"b\"\n",
  ])
  func takesOnlyFlagsForFuzzy(text: String) throws {
    #expect(try read(text) == ["a|b"])
  }

  /// Where the header says which way the translation goes, the pairs follow.
  @Test(arguments: [
    ("Language: fr", "en", "fr", "a|b"), ("Language: fr_CA.UTF-8@x", "en", "fr", "a|b"),
    ("Language: fr", "fr", "en", "b|a"), ("Language: en", "en", "fr", "b|a"),
    ("X-Source-Language: en", "fr", "en", "b|a"), ("X-Source-Language: en-US", "en", "fr", "a|b"),
    ("Language: ", "en", "fr", "a|b"), ("Language: pt_BR", "en", "pt-br", "a|b"),
    ("Language: en_GB", "en", "en-GB", "a|b"), ("Language: en_GB", "en-GB", "en", "b|a"),
  ])
  func goesTheWayOfTheHeader(line: String, source: String, target: String, pair: String) throws {
    let text = header("Content-Type: text/plain; charset=utf-8", line)
    #expect(try read(text + "msgid \"a\"\nmsgstr \"b\"\n", from: source, to: target) == [pair])
  }

  @Test func saysThatItTakesTranslationsForTheTarget() throws {
    let path = folder.write("msgid \"a\"\nmsgstr \"b\"\n", to: "a.po")
    let reader = try PairReader(.catalogue(path, LanguagePair(source: "en", target: "fr")))
    while try reader.next() != nil {}
    #expect(reader.report?.summary == "took msgstr (1) for fr")
  }

  @Test func refusesOtherLanguages() {
    let (path, languages) = (folder.file("a.po"), LanguagePair(source: "en", target: "fr"))
    func refuses(_ error: CorpusError, _ lines: String...) {
      let text = header(lines[0], lines.last ?? "") + "msgid \"a\"\nmsgstr \"b\"\n"
      #expect(throws: error) { try read(text) }
    }
    refuses(.otherLanguage(path: path, tag: "de", .translations, languages), "Language: de")
    refuses(.otherLanguage(path: path, tag: "de", .messages, languages), "X-Source-Language: de")
    refuses(
      .oneLanguage(path: path, messages: "fr", translations: "fr", languages),
      "Language: fr", "X-Source-Language: fr")
  }

  /// Plural forms: the first with the singular, the others with the plural.
  @Test(arguments: [
    (["f0", "f1", "f2"], ["one|f0", "many|f1", "many|f2"]), (["f0"], ["many|f0"]),
    (["f0", "", "f2"], ["one|f0", "many|f2"]), (["", "f1"], ["many|f1"]),
  ])
  func pairsPluralForms(forms: [String], pairs: [String]) throws {
    let lines = forms.enumerated().map { "msgstr[\($0.offset)] \"\($0.element)\"\n" }.joined()
    #expect(try read("msgid \"one\"\nmsgid_plural \"many\"\n" + lines) == pairs)
  }

  /// What is no catalogue, and why.
  @Test(
    arguments: [
      ("un texte", 1, .unknownToken),
      ("\"a\"\n", 1, .noKeyword),
      ("msgstr \"a\"\n", 1, .translationWithoutMessage),
      ("\nmsgid \"a\"\n", 2, .noTranslation),
      ("msgctxt \"a\"\nmsgstr \"b\"\n", 2, .translationWithoutMessage),
      ("msgid \"a\"\nmsgstr \"b", 2, .endlessText),
      ("msgid \"a\"\nmsgstr \"b\\", 2, .endsInBackslash),
      ("msgid \"a\"\nmsgstr \"\\q\"\n", 2, .unknownEscape),
      ("msgid \"a\"\nmsgstr \"\\x\"\n", 2, .escapeTooLarge),
      ("msgid \"a\"\nmsgstr \"\\x100\"\n", 2, .escapeTooLarge),
      ("msgid \"a\"\nmsgstr \"\\400\"\n", 2, .escapeTooLarge),
      ("msgid \"a\"\nmsgstr \"\\0\"\n", 1, .nulByte),
      ("msgid \"a\"\nmsgstr \"\\xff\"\n", 1, .notUTF8),
      ("msgid \"a\"\nmsgstr[0] \"b\"\n", 2, .misplacedTranslation),
      ("msgid \"a\"\nmsgstr \"b\"\nmsgstr \"c\"\n", 3, .misplacedTranslation),
      ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"c\"\n", 3, .otherForm(expected: 0)),
      ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr \"c\"\n", 3, .otherForm(expected: 0)),
      ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[x] \"c\"\n", 3, .noFormNumber(limit: 100)),
      ("msgid_plural \"b\"\n", 1, .pluralWithoutMessage),
      ("msgid \"a\"\nmsgstr \"b\"\nmsgid \"\"\nmsgstr \"c\"\n", 3, .lateHeader),
    ] as [(String, Int, CatalogueFault)])
  func refusesWhatIsNone(text: String, line: Int, fault: CatalogueFault) throws {
    let error = CorpusError.malformedCatalogue(path: folder.file("a.po"), .line, line, fault)
    #expect(throws: error) { try read(text) }
  }

  @Test func refusesWhatHasNoTranslation() throws {
    for (text, leftOut) in [("", nil), ("msgid \"a\"\nmsgstr \"\"\n", "1 untranslated (line 1)")] {
      let error = #expect(throws: CorpusError.self) { try read(text) }
      guard case .noTranslation(folder.file("a.po"), let report) = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(report.leftOut == leftOut)
    }
  }

  @Test func refusesNULBytes() {
    #expect(throws: LineError.nulByte(path: folder.file("a.po"), line: 2)) {
      try read("msgid \"a\"\nmsgstr \"\u{0}\"\n")
    }
  }

  /// Encodings, and "entrées" or its like in them; comments before the header are in it too.
  @Test(
    arguments: [
      ("ISO-8859-1", [0xe9], "é"), ("windows-1252", [0x80, 0x9c], "€œ"),
      ("ISO-8859-15", [0xa4], "€"),
      ("koi8-r", [0xc4, 0xc1], "да"), ("Shift_JIS", [0x83, 0x5c], "ソ"),
      ("EUC-JP", [0xa5, 0xbd], "ソ"), ("GB18030", [0x81, 0x30, 0x81, 0x30], "\u{80}"),
      ("GBK", [0xc4, 0x5c], "腬"),
      ("ISO-8859-1", [0x93], "“"),
    ] as [(String, [UInt8], String)])
  func readsOtherEncodings(charset: String, bytes: [UInt8], text: String) throws {
    let start = header("Content-Type: text/plain; charset=\(charset)")
    let path = folder.write(
      Array("# ".utf8) + bytes + Array("\n\(start)msgid \"a\"\nmsgstr \"x".utf8) + bytes
        + Array("y\"\n".utf8), to: "a.po")
    let corpus = try CorpusFiles.catalogue(path, LanguagePair(source: "en", target: "fr")).read()
    #expect(corpus.targets == ["x\(text)y"])
  }

  @Test(arguments: [("UTF-16LE", [0xff, 0xfe]), ("UTF-16BE", [0xfe, 0xff])])
  func readsUTF16WithAMark(name: String, mark: [UInt8]) throws {
    let text = header("Content-Type: text/plain; charset=UTF-16") + "msgid \"a\"\nmsgstr \"é😀\"\n"
    let bytes = text.utf16.flatMap { unit in
      name.hasSuffix("LE")
        ? [UInt8(unit & 0xff), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 0xff)]
    }
    let path = folder.write(mark + bytes, to: "a.po")
    let corpus = try CorpusFiles.catalogue(path, LanguagePair(source: "en", target: "fr")).read()
    #expect(corpus.targets == ["é😀"])
  }

  @Test func namesTheByteThatIsNotInTheEncoding() {
    let start = Array(
      (header("Content-Type: text/plain; charset=EUC-JP") + "msgid \"a\"\nmsgstr \"").utf8)
    let path = folder.write(start + [0xff, 0xff, 0x22, 0x0a], to: "a.po")
    let error = LineError.notInEncoding(path: path, encoding: "EUC-JP", byte: start.count + 1)
    #expect(throws: error) {
      try CorpusFiles.catalogue(path, LanguagePair(source: "en", target: "fr")).read()
    }
  }

  @Test(arguments: ["x-none", "ISO-8859-1,version=3", String(repeating: "x", count: 5_000)])
  func refusesUnknownEncodings(charset: String) {
    let text = "# a\n" + header("Content-Type: text/plain; charset=\(charset)")
    let error = CorpusError.malformedCatalogue(
      path: folder.file("a.po"), .line, 2, .otherEncoding(charset))
    #expect(throws: error) { try read(text) }
  }

  /// A file of single bytes is not UTF-16, whatever it says.
  @Test(arguments: ["UTF-8", "utf-8", "ASCII", "US-ASCII", "CHARSET", "UTF-16", "UTF-32BE"])
  func readsUTF8AndASCII(charset: String) throws {
    let text = header("Content-Type: text/plain; charset=\(charset)")
    #expect(try read("\u{FEFF}" + text + "msgid \"a\"\r\nmsgstr \"b\"") == ["a|b"])
  }

  /// Carriage returns end lines where nothing else does, and comments everywhere.
  @Test func readsCarriageReturns() throws {
    let text =
      header("Language: fr") + "# x\nmsgid \"a\"\nmsgstr \"b\"\n#: y\nmsgid \"c\"\nmsgstr \"d\"\n"
    #expect(try read(text.replacing("\n", with: "\r")) == ["a|b", "c|d"])
    #expect(
      try read("msgid \"a\"\nmsgstr \"b\"\n#: x\rmsgid \"c\"\rmsgstr \"d\"\n") == ["a|b", "c|d"])
  }

  /// The form for the number 1 goes with the singular.
  @Test(arguments: [
    ("nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : 3;", ["p|A", "s|B", "p|C"]),
    ("nplurals=3; plural=n%10==1 && n%100!=11 ? 2 : n%10>=2 ? 1 : 0;", ["p|A", "p|B", "s|C"]),
    ("nplurals=2; plural=n > 1;", ["s|A", "p|B", "p|C"]),
    ("nplurals=INTEGER; plural=EXPRESSION;", ["s|A", "p|B", "p|C"]),
    ("nplurals=2; plural=1/(n-1);", ["s|A", "p|B", "p|C"]), ("", ["s|A", "p|B", "p|C"]),
  ])
  func pairsPluralFormsByTheirRule(rule: String, pairs: [String]) throws {
    let message =
      "msgid \"s\"\nmsgid_plural \"p\"\nmsgstr[0] \"A\"\nmsgstr[1] \"B\"\nmsgstr[2] \"C\"\n"
    #expect(try read(header("Plural-Forms: \(rule)") + message) == pairs)
  }

  @Test func namesTheLineThatIsNotUTF8() {
    let path = folder.write(Array("# J".utf8) + [0xe9, 0x0a], to: "a.po")
    let error = #expect(throws: LineError.self) {
      try CorpusFiles.catalogue(path, LanguagePair(source: "en", target: "fr")).read()
    }
    #expect(error?.line == 1)
  }
}
