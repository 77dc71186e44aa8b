import S2SCorpora
import S2SFiles
import TestSupport
import Testing

/// Compiled catalogues: what msgfmt writes, and files whose numbers do not fit.
@Suite struct CompiledCatalogueTests {
  let folder = TemporaryDirectory()
  let languages = LanguagePair(source: "en", target: "fr")

  private func golden(_ name: String) -> CorpusFiles {
    .compiledCatalogue(CatalogueTests.goldens.appending(path: name).path, languages)
  }

  /// A file made by hand: every number in its place, in either byte order.
  struct Handmade {
    var words: [Int]
    var texts: [UInt8] = []
    var isBig = false

    /// Messages and their translations, one after the other.
    init(_ pairs: [(String, String)], revision: Int = 0) {
      let start = 28 + pairs.count * 16
      words = [0x9504_12de, revision, pairs.count, 28, 28 + pairs.count * 8, 0, start]
      for side in [pairs.map(\.0), pairs.map(\.1)] {
        for text in side {
          words += [text.utf8.count, start + texts.count]
          texts += Array(text.utf8) + [0]
        }
      }
    }

    var bytes: [UInt8] {
      words.flatMap { word in
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
        return isBig ? bytes.reversed() : bytes
      } + texts
    }
  }

  private func read(_ bytes: [UInt8]) throws -> [String] {
    let path = folder.write(bytes, to: "a.mo")
    let corpus = try CorpusFiles.compiledCatalogue(path, languages).read()
    return zip(corpus.sources, corpus.targets).map { "\($0)|\($1)" }
  }

  @Test(arguments: ["little.mo", "big.mo"])
  func readsWhatGettextReads(name: String) throws {
    #expect(try CatalogueTests.pairs(golden(name)) == CatalogueTests.goldenPairs())
  }

  @Test func leavesOutWhatDependsOnTheSystem() throws {
    let reader = try PairReader(golden("system.mo"))
    #expect(try reader.next()?.target == "simple")
    #expect(try reader.next() == nil)
    #expect(
      reader.report?.summary == "left out 1 with parts that depend on the system (message 3)")
  }

  @Test func followsTheHeaderWhereverItIs() throws {
    let pairs = [("z", "y"), ("", "Language: en\n"), ("menu\u{4}a", "b"), ("c", "")]
    for isBig in [false, true] {
      var file = Handmade(pairs)
      file.isBig = isBig
      #expect(try read(file.bytes) == ["y|z", "b|a"])
    }
  }

  @Test func takesPluralForms() throws {
    let pairs = [("one\0many", "f0\0f1\0f2"), ("1\0n", "f")]
    #expect(try read(Handmade(pairs).bytes) == ["one|f0", "many|f1", "many|f2", "n|f"])
  }

  @Test func allowsTextsToOverlap() throws {
    var file = Handmade([("abc", "xabc")])
    // The message is the end of its translation.
    file.words[8] = file.words[10] + 1
    #expect(try read(file.bytes) == ["abc|xabc"])
  }

  /// Numbers of a good file that are changed, and what is said about them.
  @Test(arguments: [
    (0, 0x9504_12df, "offset 0 does not have the first bytes"),
    (1, 2 << 16, "offset 4 says revision 2.0"), (1, 7, "offset 4 says revision 0.7"),
    (1, 1, "has a table of"),
    (2, 3, "offset 12 has a table of 24 bytes at 28, but the file ends at 50"),
    (2, 0xffff_ffff, "offset 12 has a table of 34,359,738,360 bytes at 28"),
    (3, 43, "offset 12 has a table of 8 bytes at 43"), (4, 0xffff_ffff, "offset 16 has a table"),
    (7, 6, "offset 28 has a text of 6 bytes at 44, but the file ends at 50"),
    (7, 0xffff_ffff, "offset 28 has a text of 4,294,967,295 bytes at 44"),
    (8, 50, "offset 28 has a text of 2 bytes at 50"), (9, 1, "without the NUL that has to follow"),
    (10, 0xffff_ffff, "offset 36 has a text of 2 bytes at 4,294,967,295"),
    (2, 0, "has no translated message"), (9, 0, "has no translated message"),
  ])
  func refusesNumbersThatDoNotFit(word: Int, value: Int, complaint: String) throws {
    var file = Handmade([("ab", "cd")])
    file.words[word] = value
    // An empty translation needs its NUL.
    if word == 9 && value == 0 { file.words[10] = 46 }
    let error = #expect(throws: CorpusError.self) { try read(file.bytes) }
    #expect(error?.message.contains(complaint) == true, "\(error?.message ?? "")")
  }

  @Test func refusesEveryFileThatIsCutOff() throws {
    let whole = Handmade([("", "Language: fr\n"), ("ab", "cd"), ("e\0f", "g\0h")]).bytes
    #expect(try read(whole).count == 3)
    for length in 0..<whole.count {
      #expect(throws: CorpusError.self) { try read(Array(whole[..<length])) }
    }
    let error = #expect(throws: CorpusError.self) { try read(Array(whole[..<20])) }
    #expect(error?.message.contains("offset 20 is the end, inside of the header") == true)
  }

  /// A text that every message shares would be read a million times.
  @Test func refusesTextsThatAreManyTimesTheFile() {
    let count = 4_000
    var file = Handmade([])
    file.texts = [UInt8](repeating: 0x61, count: 100_000) + [0]
    file.words = [0x9504_12de, 0, count, 28, 28, 0, 0]
    for _ in 0..<count { file.words += [100_000, 28 + count * 8] }
    let error = #expect(throws: CorpusError.self) { try read(file.bytes) }
    #expect(error?.message.contains("overlap so much") == true)
  }

  @Test(arguments: [
    ([("a", "b\0c")], "message 1 begins a message with a NUL byte"),
    ([("", "Content-Type: text/plain; charset=latin1\n")], "message 1 says that the texts are in"),
    ([("a", "b"), ("", "x: y\n"), ("", "x: y\n")], "message 3 is a second header"),
    ([("", "Language: de\n"), ("a", "b")], "translates to \"de\" by its header"),
  ])
  func refusesTextsThatAreNone(pairs: [(String, String)], complaint: String) {
    let error = #expect(throws: CorpusError.self) { try read(Handmade(pairs).bytes) }
    #expect(error?.message.contains(complaint) == true, "\(error?.message ?? "")")
  }

  @Test func namesTheMessageThatIsNotUTF8() {
    var file = Handmade([("ab", "cd")])
    file.texts[3] = 0xff
    let error = #expect(throws: CorpusError.self) { try read(file.bytes) }
    #expect(error?.message.contains("message 1 begins a message that is not UTF-8") == true)
    let gzip = #expect(throws: CorpusError.self) { try read([0x1f, 0x8b, 8, 0, 0]) }
    #expect(gzip?.message.contains("decompress it first") == true)
  }
}
