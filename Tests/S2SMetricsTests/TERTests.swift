import S2SMetrics
import TestSupport
import Testing

@Suite struct TERTests {
  private struct Options: Decodable {
    let normalized: Bool
    let noPunct: Bool
    let asianSupport: Bool
    let caseSensitive: Bool
  }

  /// A pair of texts, the edits between them and the length of the reference.
  private struct Pair: Decodable {
    let hypothesis: String
    let reference: String
    let statistics: [Double]

    init(from decoder: any Decoder) throws {
      var row = try decoder.unkeyedContainer()
      hypothesis = try row.decode(String.self)
      reference = try row.decode(String.self)
      statistics = [try row.decode(Double.self), try row.decode(Double.self)]
    }
  }

  /// `normalized`, `noPunctuation`, `asianSupport` and `caseSensitive`.
  private func metric(
    _ normalized: Bool, _ noPunctuation: Bool, _ asianSupport: Bool, _ caseSensitive: Bool
  ) -> TER {
    var options = TER.Options()
    options.normalized = normalized
    options.noPunctuation = noPunctuation
    options.asianSupport = asianSupport
    options.caseSensitive = caseSensitive
    return TER(options)
  }

  /// Sentences of `test_ter.py` in sacreBLEU.
  @Test(
    arguments: [
      (["aaaa bbbb cccc dddd"], ["aaaa bbbb cccc dddd"], 0.0),
      (["dddd eeee ffff"], ["aaaa bbbb cccc"], 100),
      (["dddd eeee ffff gggg hhhh iiii"], ["aaaa bbbb cccc"], 200),
      (
        ["cccc dddd aaaa bbbb eeee ffff gggg hhhh"], ["aaaa bbbb cccc dddd eeee ffff gggg hhhh"],
        12.5
      ),
      (["a b", "c"], ["", ""], 100), ([""], [""], 0), (["", "a"], ["a", "a"], 50),
    ] as [([String], [String], Double)])
  func equalsPublishedScore(hypotheses: [String], references: [String], wanted: Double) throws {
    let score = try TER().score(hypotheses: hypotheses, references: [references])
    #expect(score.score == wanted)
  }

  @Test func equalsSacreBLEU() throws {
    for golden in try MetricGolden.read([SacreBLEUCase<Options>].self, "ter.json") {
      let wanted = golden.options
      try golden.check(
        metric(wanted.normalized, wanted.noPunct, wanted.asianSupport, wanted.caseSensitive))
    }
  }

  /// Phrases moved, also beyond each of tercom's limits.
  @Test func countsTheEditsOfSacreBLEU() throws {
    let pairs = try MetricGolden.read([Pair].self, "shifts.json")
    #expect(pairs.count > 600)
    let corpus = try EvaluationCorpus(
      hypotheses: pairs.map(\.hypothesis), references: [pairs.map(\.reference)])
    let found = TER().statistics(of: corpus).values
    for (index, pair) in pairs.enumerated() {
      #expect(Array(found[2 * index..<2 * index + 2]) == pair.statistics, "\(pair)")
    }
  }

  private struct Words: Sendable {
    let text: String
    /// As sacreBLEU's tokeniser joins them.
    let words: String
    let options: [Bool]

    init(_ text: String, _ words: String, _ options: [Bool]) {
      self.text = text
      self.words = words
      self.options = options
    }
  }

  private static let plain = [false, false, false]
  private static let normalized = [true, false, false]
  private static let asian = [true, false, true]
  private static let bare = [false, true, false]
  private static let bareAsian = [false, true, true]
  private static let words = [
    Words("a\u{3000}b\u{85}c, d", "a b c, d", plain),
    Words("it's john's, isn't it's", "it 's john's , isn't it 's", normalized),
    Words("a\n-b c\nd &amp;lt; 1,000.5 3-4", "ab c d < 1,000.5 3 - 4", normalized),
    Words("&quot;a-\nb", "\" a- b", normalized),
    Words("漢字かなカナ。「x」", "漢字かなカナ。「x」", normalized),
    Words("漢字かなカナ。「x」", "漢 字 かなカナ 。 「 x 」", asian),
    Words("㈱㋿㍿﹅⼀⺀㇀", "㈱ ㋿ ㍿ ﹅ ⼀ ⺀ ㇀", asian),
    Words("㸀豈：！（）é😀", "㸀 豈 ： ！ （ ） é😀", asian),
    Words("don't (stop)! a.b? 1,0:5;\"", "don't stop ab 105", bare),
    Words("漢。「x」㸀豈：！", "漢。「x」㸀豈：！", bare),
    Words("漢。「x」㸀豈：！", "漢x㸀豈", bareAsian),
    Words("it's (a.b)", "it 's a b", [true, true, false]),
  ]

  @Test(arguments: words.indices)
  func cutsWords(index: Int) {
    let wanted = Self.words[index]
    let options = wanted.options
    var line = Array(wanted.text.utf8)
    TercomTokenizer.tokenize(&line, metric(options[0], options[1], options[2], false).options)
    let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    #expect(words.joined(separator: " ") == wanted.words)
  }

  /// What sacreBLEU 2.6 does: its references pass its tokeniser twice.
  @Test func normalizesReferencesTwice() throws {
    let text = "John's, Paul's"
    let corpus = try EvaluationCorpus(hypotheses: [text], references: [[text]])
    #expect(metric(true, false, false, false).statistics(of: corpus).values == [2, 5])
    #expect(metric(false, false, false, false).statistics(of: corpus).values == [0, 2])
  }

  @Test func ignoresCaseUnlessAskedTo() throws {
    for (isCaseSensitive, wanted) in [(false, 0.0), (true, 100.0)] {
      let score = try metric(false, false, false, isCaseSensitive).sentenceScore(
        hypothesis: "ΟΔΥΣΣΕΥΣ İ", references: ["οδυσσευς i\u{307}"])
      #expect(score.score == wanted)
    }
  }

  @Test func takesTheClosestReferenceAndTheMeanLength() throws {
    let corpus = try EvaluationCorpus(
      hypotheses: ["a b c", "a"], references: [["a b c d", "a b"], ["a x", nil], ["", nil]])
    #expect(TER().statistics(of: corpus).values == [1, 2, 1, 2])
    let score = try TER().score(
      hypotheses: corpus.hypotheses, references: corpus.references)
    #expect(score.score == 50)
    #expect(score.detail("edits") == 2)
    #expect(score.detail("referenceLength") == 4)
    #expect(
      score.signature.short == "#:var|c:lc|t:tercom|nr:no|pn:yes|as:no|v:s2s-0.1.0")
  }

  /// Matrices of their size would need gigabytes.
  @Test func measuresLongTexts() throws {
    let words = (0..<20_000).map { "w\($0)" }
    let text = words.joined(separator: " ")
    let other = (words[3..<6] + words[..<3] + words[6...] + ["x"]).joined(separator: " ")
    #expect(try TER().sentenceScore(hypothesis: other, references: [text]).detail("edits") == 2)
  }
}
