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

  @Test func pairsPluralFormsByTheirRule() throws {
    let rule = "Plural-Forms: nplurals=3; plural=n==1 ? 2 : n==0 ? 0 : 1;\n"
    let pairs = [("one\0many", "f0\0f1\0f2"), ("", rule)]
    #expect(try read(Handmade(pairs).bytes) == ["many|f0", "many|f1", "one|f2"])
  }

  @Test(arguments: [("ISO-8859-1", 0xe9, "é"), ("koi8-r", 0xc4, "д"), ("CHARSET", 0x3f, "?")])
  func readsOtherEncodings(charset: String, byte: UInt8, text: String) throws {
    let pairs = [("", "Content-Type: text/plain; charset=\(charset)\n"), ("a", "b?\rc")]
    let bytes = Handmade(pairs).bytes.replacing([0x62, 0x3f], with: [0x62, byte])
    #expect(try read(bytes) == ["a|b\(text) c"])
  }

  @Test func namesTheMessageThatIsNotInTheEncoding() {
    let pairs = [("", "Content-Type: text/plain; charset=EUC-JP\n"), ("a", "b?")]
    let bytes = Handmade(pairs).bytes.replacing([0x62, 0x3f], with: [0x62, 0xff])
    let error = CorpusError.malformedCatalogue(
      path: folder.file("a.mo"), .message, 2, .notInEncoding("EUC-JP"))
    #expect(throws: error) { try read(bytes) }
  }

  @Test func allowsTextsToOverlap() throws {
    var file = Handmade([("abc", "xabc")])
    // The message is the end of its translation.
    file.words[8] = file.words[10] + 1
    #expect(try read(file.bytes) == ["abc|xabc"])
  }

  /// Numbers of a good file that are changed, and what is found there.
  @Test(
    arguments: [
      (0, 0x9504_12df, 0, .noCatalogue), (1, 2 << 16, 4, .otherRevision(major: 2, minor: 0)),
      (1, 7, 4, .otherRevision(major: 0, minor: 7)),
      (1, 1, 40, .tableOutside(bytes: 8, at: 47, fileBytes: 50)),
      (2, 3, 12, .tableOutside(bytes: 24, at: 28, fileBytes: 50)),
      (2, 0xffff_ffff, 12, .tableOutside(bytes: 34_359_738_360, at: 28, fileBytes: 50)),
      (3, 43, 12, .tableOutside(bytes: 8, at: 43, fileBytes: 50)),
      (4, 0xffff_ffff, 16, .tableOutside(bytes: 8, at: 0xffff_ffff, fileBytes: 50)),
      (7, 6, 28, .textOutside(bytes: 6, at: 44, fileBytes: 50)),
      (7, 0xffff_ffff, 28, .textOutside(bytes: 4_294_967_295, at: 44, fileBytes: 50)),
      (8, 50, 28, .textOutside(bytes: 2, at: 50, fileBytes: 50)),
      (9, 1, 36, .noEnd(bytes: 1, at: 47)),
      (10, 0xffff_ffff, 36, .textOutside(bytes: 2, at: 4_294_967_295, fileBytes: 50)),
    ] as [(Int, Int, Int, CompiledCatalogueFault)])
  func refusesNumbersThatDoNotFit(
    word: Int, value: Int, offset: Int, fault: CompiledCatalogueFault
  ) throws {
    var file = Handmade([("ab", "cd")])
    file.words[word] = value
    let error = CorpusError.malformedCompilation(
      path: folder.file("a.mo"), offset: offset, fault)
    #expect(throws: error) { try read(file.bytes) }
  }

  @Test(arguments: [2, 9])
  func refusesWhatHasNoTranslation(word: Int) {
    var file = Handmade([("ab", "cd")])
    file.words[word] = 0
    // An empty translation needs its NUL.
    if word == 9 { file.words[10] = 46 }
    let error = #expect(throws: CorpusError.self) { try read(file.bytes) }
    guard case .noTranslation = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func refusesEveryFileThatIsCutOff() throws {
    let whole = Handmade([("", "Language: fr\n"), ("ab", "cd"), ("e\0f", "g\0h")]).bytes
    #expect(try read(whole).count == 3)
    for length in 0..<whole.count {
      #expect(throws: CorpusError.self) { try read(Array(whole[..<length])) }
    }
    let error = CorpusError.malformedCompilation(path: folder.file("a.mo"), offset: 20, .cutOff)
    #expect(throws: error) { try read(Array(whole[..<20])) }
  }

  /// A text that every message shares would be read a million times.
  @Test func refusesTextsThatAreManyTimesTheFile() {
    let count = 4_000
    var file = Handmade([])
    file.texts = [UInt8](repeating: 0x61, count: 100_000) + [0]
    file.words = [0x9504_12de, 0, count, 28, 28, 0, 0]
    for _ in 0..<count { file.words += [100_000, 28 + count * 8] }
    let error = CorpusError.malformedCompilation(
      path: folder.file("a.mo"), offset: 28, .overlapping(bytes: 2 * count * 100_000))
    #expect(throws: error) { try read(file.bytes) }
  }

  @Test(
    arguments: [
      ([("a", "b\0c")], 1, .nulByte),
      ([("", "Content-Type: text/plain; charset=x-none\n")], 1, .otherEncoding("x-none")),
      ([("a", "b"), ("", "x: y\n"), ("", "x: y\n")], 3, .lateHeader),
    ] as [([(String, String)], Int, CatalogueFault)])
  func refusesTextsThatAreNone(pairs: [(String, String)], message: Int, fault: CatalogueFault) {
    let error = CorpusError.malformedCatalogue(
      path: folder.file("a.mo"), .message, message, fault)
    #expect(throws: error) { try read(Handmade(pairs).bytes) }
  }

  @Test func refusesOtherLanguages() {
    let error = #expect(throws: CorpusError.self) {
      try read(Handmade([("", "Language: de\n"), ("a", "b")]).bytes)
    }
    guard case .otherLanguage(folder.file("a.mo"), "de", .translations, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func namesTheMessageThatIsNotUTF8() {
    var file = Handmade([("ab", "cd")])
    file.texts[3] = 0xff
    let path = folder.file("a.mo")
    #expect(throws: CorpusError.malformedCatalogue(path: path, .message, 1, .notUTF8)) {
      try read(file.bytes)
    }
    #expect(throws: CorpusError.malformedCompilation(path: path, offset: 0, .compressed)) {
      try read([0x1f, 0x8b, 8, 0, 0])
    }
  }
}
