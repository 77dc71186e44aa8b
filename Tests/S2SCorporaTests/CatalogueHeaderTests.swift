import S2SCorpora
import S2SFiles
import TestSupport
import Testing

/// Headers of catalogues as programs and people write them.
@Suite struct CatalogueHeaderTests {
  private let folder = TemporaryDirectory()

  private func read(_ bytes: [UInt8]) throws -> [String] {
    let path = folder.write(bytes, to: "a.po")
    let corpus = try CorpusFiles.catalogue(path, LanguagePair(source: "en", target: "fr")).read()
    return zip(corpus.sources, corpus.targets).map { "\($0)|\($1)" }
  }

  private static func latin(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8($0.value) }
  }

  private static let message = "msgid \"a\"\nmsgstr \"été\"\n"

  /// The names of Latin-1 that IANA lists, and the ways to write a parameter of a media type.
  @Test(arguments: [
    "charset=ISO-8859-1", "charset=iso_8859-1", "charset=ISO_8859-1:1987", "charset=latin1",
    "charset=Latin-1", "charset=l1", "charset=IBM819", "charset=CP819", "charset=csISOLatin1",
    "charset=iso-ir-100", "charset=ISO8859-1", "CHARSET=ISO-8859-1", "Charset = ISO-8859-1",
    "charset=\\\"ISO-8859-1\\\"", "format=flowed; charset=ISO-8859-1",
  ])
  func readsEverySpellingOfLatin1(charset: String) throws {
    for name in ["Content-Type", "content-type", "CONTENT-TYPE"] {
      let header = "msgid \"\"\nmsgstr \"\"\n\"\(name): text/plain; \(charset)\\n\"\n\n"
      #expect(try read(Self.latin(header + Self.message)) == ["a|été"], "\(name)")
    }
  }

  /// One header in the strings that gettext allows.
  @Test(arguments: [
    "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n",
    "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\nContent-Type: text/plain; charset=ISO-8859-1\\n\"\n",
    "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; \"\n\"charset=ISO-8859-1\\n\"\n",
    "msgid \"\"\nmsgstr \"\"\n  \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n",
    "# é\nmsgid \"\" msgstr \"\" \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n",
    "#, fuzzy\nmsgid \"\"\n\"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n",
  ])
  func findsTheEncodingHoweverTheHeaderIsCut(header: String) throws {
    #expect(try read(Self.latin(header + Self.message)) == ["a|été"])
    // Carriage returns too.
    let returns = header.replacing("\n", with: "\r\n") + Self.message
    #expect(try read(Self.latin(returns)) == ["a|été"])
  }

  /// A mark of UTF-8 before a catalogue that says it is in Latin-1: its bytes tell.
  @Test func readsAMarkBeforeLatin1() throws {
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    let text =
      "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n\n"
      + Self.message
    #expect(try read(mark + Self.latin(text)) == ["a|été"])
    #expect(try read(mark + Array(text.utf8)) == ["a|été"])
  }

  /// The singular has its pair, whatever the header says of plural forms.
  @Test(arguments: [
    ("nplurals=3; plural=2;", ["A", "B"], ["s|A", "p|B"]),
    ("nplurals=2; plural=n==1 ? 7 : 0;", ["A", "B"], ["s|A", "p|B"]),
    ("nplurals=1; plural=0;", ["A", "B"], ["s|A", "p|B"]),
    ("nplurals=2; plural=n != 1;", ["A"], ["s|A"]),
    ("nplurals=1; plural=0;", ["A"], ["p|A"]),
    ("NPLURALS=2; PLURAL=N == 1;", ["A", "B"], ["p|A", "s|B"]),
  ])
  func keepsThePairOfTheSingular(rule: String, forms: [String], pairs: [String]) throws {
    let lines = forms.enumerated().map { "msgstr[ \($0) ] \"\($1)\"\n" }.joined()
    let header = "msgid \"\"\nmsgstr \"PLURAL-Forms: \(rule)\\n\"\n\n"
    #expect(try read(Array("\(header)msgid \"s\"\nmsgid_plural \"p\"\n\(lines)".utf8)) == pairs)
  }

  @Test(arguments: ["msgstr[ ]", "msgstr[1 0]", "msgstr[ 0", "msgstr[+]"])
  func refusesFormsWithoutANumber(form: String) {
    let text = "msgid \"s\"\nmsgid_plural \"p\"\n\(form) \"A\"\n"
    let error = CorpusError.malformedCatalogue(
      path: folder.file("a.po"), .line, 3, .noFormNumber(limit: 100))
    #expect(throws: error) { try read(Array(text.utf8)) }
  }
}
