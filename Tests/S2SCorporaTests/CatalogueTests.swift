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

  @Test(arguments: [
    (["Language: de"], "a.po translates to \"de\" by its header, which is neither en nor fr"),
    (["X-Source-Language: de"], "a.po translates from \"de\" by its header"),
    (["Language: fr", "X-Source-Language: fr"], "translates from \"fr\" to \"fr\", which is one"),
  ])
  func refusesOtherLanguages(lines: [String], complaint: String) {
    let text = header(lines[0], lines.last ?? "") + "msgid \"a\"\nmsgstr \"b\"\n"
    let error = #expect(throws: CorpusError.self) { try read(text) }
    #expect(error?.code == .language)
    #expect(error?.message.contains(complaint) == true, "\(error?.message ?? "")")
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

  /// What is no catalogue, and what is said about it.
  @Test(arguments: [
    ("", "a.po has no translated message; name"),
    ("msgid \"a\"\nmsgstr \"\"\n", "but 1 untranslated (line 1); name"),
    ("un texte", "line 1 has neither a comment, a keyword nor a quoted text"),
    ("\"a\"\n", "line 1 has a text without a keyword"),
    ("msgstr \"a\"\n", "line 1 has a msgstr without a msgid"),
    ("\nmsgid \"a\"\n", "line 2 begins a message without a msgstr; the file may be cut off"),
    ("msgctxt \"a\"\nmsgstr \"b\"\n", "line 2 has a msgstr without a msgid"),
    ("msgid \"a\"\nmsgstr \"b", "line 2 has a text without a closing quote"),
    ("msgid \"a\"\nmsgstr \"b\\", "line 2 ends in a backslash"),
    ("msgid \"a\"\nmsgstr \"\\q\"\n", "line 2 has an escape that there is not"),
    ("msgid \"a\"\nmsgstr \"\\x\"\n", "line 2 has an escape that names no byte"),
    ("msgid \"a\"\nmsgstr \"\\x100\"\n", "line 2 has an escape that names no byte"),
    ("msgid \"a\"\nmsgstr \"\\400\"\n", "line 2 has an escape that names no byte"),
    ("msgid \"a\"\nmsgstr \"\\0\"\n", "line 1 begins a message with a NUL byte"),
    ("msgid \"a\"\nmsgstr \"\\xff\"\n", "line 1 begins a message that is not UTF-8"),
    ("msgid \"a\"\nmsgstr \"\u{0}\"\n", "line 2 holds a NUL byte"),
    ("msgid \"a\"\nmsgstr[0] \"b\"\n", "line 2 has a msgstr that does not belong"),
    ("msgid \"a\"\nmsgstr \"b\"\nmsgstr \"c\"\n", "line 3 has a msgstr that does not belong"),
    (
      "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"c\"\n",
      "line 3 has another msgstr than msgstr[0]"
    ),
    ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr \"c\"\n", "line 3 has another msgstr than msgstr[0]"),
    ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[x] \"c\"\n", "line 3 has a msgstr without a number"),
    ("msgid_plural \"b\"\n", "line 1 has a msgid_plural without a msgid"),
    ("msgid \"a\"\nmsgstr \"b\"\nmsgid \"\"\nmsgstr \"c\"\n", "line 3 is a second header"),
  ])
  func refusesWhatIsNone(text: String, complaint: String) throws {
    let error = #expect(throws: (any Error).self) { try read(text) }
    let message = error.map { "\($0)" } ?? ""
    #expect(message.contains(complaint) && message.contains("a.po"), "\(message)")
  }

  @Test(arguments: ["ISO-8859-1", "Shift_JIS", "UTF-16"])
  func refusesOtherEncodings(charset: String) {
    let text = "# a\n" + header("Content-Type: text/plain; charset=\(charset)")
    let error = #expect(throws: CorpusError.self) { try read(text) }
    let wanted = "line 2 says that the texts are in \"\(charset)\"; convert them to UTF-8"
    #expect(error?.message.contains(wanted) == true)
  }

  @Test(arguments: ["UTF-8", "utf-8", "ASCII", "US-ASCII", "CHARSET"])
  func readsUTF8AndASCII(charset: String) throws {
    let text = header("Content-Type: text/plain; charset=\(charset)")
    #expect(try read("\u{FEFF}" + text + "msgid \"a\"\r\nmsgstr \"b\"") == ["a|b"])
  }

  @Test func namesTheLineThatIsNotUTF8() {
    let path = folder.write(Array("# J".utf8) + [0xe9, 0x0a], to: "a.po")
    let error = #expect(throws: LineError.self) {
      try CorpusFiles.catalogue(path, LanguagePair(source: "en", target: "fr")).read()
    }
    #expect(error?.line == 1)
  }
}
