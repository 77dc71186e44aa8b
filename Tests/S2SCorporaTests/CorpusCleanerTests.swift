import S2SCorpora
import Testing

@Suite struct CorpusCleanerTests {
  @Test func saysWhatItDropped() {
    let corpus = ParallelCorpus(pairs: [
      ("a", "b"), ("", "x"), ("a", "b"), ("c", "\u{3000} \t"), ("a", "c"),
      (String(repeating: "w ", count: 201), "x"), (String(repeating: "z", count: 80), "y"),
    ])
    let (kept, report) = CorpusCleaner().clean(corpus)
    #expect(kept == ParallelCorpus(pairs: [("a", "b"), ("a", "c")]))
    #expect(
      report.summary
        == "dropped 5 of 7 pairs: 2 with an empty side (lines 2, 4); 1 too long (line 6); "
        + "1 with lengths that do not fit (line 7); 1 repeated (line 3)")
  }

  @Test func keepsWhatIsRight() {
    let corpus = ParallelCorpus(pairs: [("oui", "yes, of course I do"), ("non", "no")])
    let (kept, report) = CorpusCleaner().clean(corpus)
    #expect(kept == corpus)
    #expect(report.summary == "all 2 pairs kept")
  }

  @Test func namesTheFirstLinesOfMany() {
    let corpus = ParallelCorpus(pairs: (0..<2_000).map { ("s\($0 % 500)", "t\($0 % 500)") })
    let (kept, report) = CorpusCleaner().clean(corpus)
    #expect(kept.count == 500)
    #expect(report.dropped == 1_500)
    #expect(
      report.summary == "dropped 1,500 of 2,000 pairs: 1,500 repeated (lines 501, 502, 503, ...)")
  }

  @Test func keepsPairsThatShareOneSide() {
    let corpus = ParallelCorpus(pairs: [("a", "b"), ("a", "c"), ("d", "b"), ("ab", "")])
    #expect(CorpusCleaner().clean(corpus).corpus.count == 3)
  }

  /// A pair that only another encoding of its accents tells apart is not the same, byte for byte.
  @Test func comparesBytes() {
    let corpus = ParallelCorpus(pairs: [("caf\u{e9}", "x"), ("cafe\u{301}", "x")])
    #expect(CorpusCleaner().clean(corpus).corpus.count == 2)
  }

  @Test(arguments: [
    (200, 1, true), (201, 1, false),  // words
    (1, 2_000, false),  // one word of 2,000 characters against one: the ratio
  ])
  func measuresWordsAndRatio(words: Int, length: Int, isKept: Bool) {
    let side = repeatElement(String(repeating: "é", count: length), count: words)
      .joined(separator: " ")
    let other = length == 1 ? side.uppercased() : "x"
    let kept = CorpusCleaner().clean(ParallelCorpus(pairs: [(side, other)])).corpus
    #expect((kept.count == 1) == isKept)
  }

  @Test(arguments: [(30, true), (31, false)])
  func forgivesRatiosOfShortSides(length: Int, isKept: Bool) {
    let corpus = ParallelCorpus(pairs: [(String(repeating: "x", count: length), "y")])
    #expect((CorpusCleaner().clean(corpus).corpus.count == 1) == isKept)
  }

  @Test(arguments: [(12, true), (13, false)])
  func obeysItsSettings(length: Int, isKept: Bool) {
    var cleaner = CorpusCleaner()
    cleaner.maximumCharacters = 12
    let side = String(repeating: "字", count: length)
    #expect((cleaner.clean(ParallelCorpus(pairs: [(side, side)])).corpus.count == 1) == isKept)
  }

  /// A side of one scalar is blank where that is white space.
  ///
  /// All scalars below U+3400, among them all white space, and one in 97 of the others.
  @Test func knowsWhiteSpaceOfEveryPlane() {
    let scalars = Array(0...UInt32(0x10ffff)).compactMap(Unicode.Scalar.init)
      .filter { $0.value < 0x3400 || $0.value % 97 == 0 }
    let corpus = ParallelCorpus(pairs: scalars.map { (String($0), "x") })
    let kept = CorpusCleaner().clean(corpus).corpus.sources.map { Array($0.utf8) }
    let expected = scalars.filter { !$0.properties.isWhitespace }.map { Array(String($0).utf8) }
    #expect(kept == expected)
  }
}
