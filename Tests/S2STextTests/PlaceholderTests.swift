import S2SText
import Testing

/// Addresses and numbers that both sides of a corpus share are copied by tokens of their own.
@Suite struct PlaceholderTests {
  static let plain = [("le chat dort", "the cat sleeps"), ("7 chats", "7 cats"), ("B12", "B12")]

  /// Pairs that copy two web addresses, a mail address, two numbers, and a figure.
  static let copying = (0..<40).map { n in
    (
      "voir https://a.fr/\(n) et www.b\(n).fr, écrire à x\(n)@y.org : \(100 + n) ou \(10 + n) fois à 1\(n % 10):30.",
      "see https://a.fr/\(n) and www.b\(n).fr, write to x\(n)@y.org: \(100 + n) or \(10 + n) times at 1\(n % 10):30."
    )
  }

  static func learned(_ pairs: [(String, String)]) -> PlaceholderSet {
    var learner = PlaceholderLearner()
    for pair in pairs { learner.add(pair.0, pair.1) }
    return learner.placeholders
  }

  static func pipelines() throws -> (source: TextPipeline, target: TextPipeline) {
    let set = learned(copying)
    func side(_ texts: [String], _ locale: String) throws -> TextPipeline {
      try TextPipeline.learn(from: texts, locale: locale, vocabularySize: 600).adding(set)
    }
    return (try side(copying.map(\.0), "fr"), try side(copying.map(\.1), "en"))
  }

  /// The names of the placeholders that a pair gets, side by side.
  static func names(_ source: String, _ target: String) throws -> [[String]] {
    let (sourceText, targetText) = try pipelines()
    let both = PairEncoder(source: sourceText, target: targetText).encode(source, target)
    return [
      both.source.compactMap { sourceText.placeholder(of: $0)?.name },
      both.target.compactMap { targetText.placeholder(of: $0)?.name },
    ]
  }

  @Test func learnsThoseThatTheCorpusCopies() {
    #expect(Self.learned(Self.copying).names == "<url1> <url2> <mail1> <small1> <num1> <fig1>")
    #expect(Self.learned(Self.plain + Self.plain).isEmpty)
    // Too few to learn from.
    #expect(Self.learned(Array(Self.copying.prefix(19))).isEmpty)
  }

  /// A kind that targets write in their own way is left to the model.
  @Test func learnsNoneThatTheCorpusChanges() {
    let pairs = (10..<50).map { ("\($0),5 km en \($0) jours", "\($0).5 km in \($0) days") }
    #expect(Self.learned(pairs).names == "<small1>")
    let few = pairs.map { ($0.0, $0.1.replacing(" days", with: "0 days")) }
    #expect(Self.learned(few).isEmpty)
  }

  @Test(
    arguments: [
      ("le 12 et le 34", "the 34 and the 12", [["<small1>"], ["<small1>"]]),
      ("312 et 12", "the 12 and the 312", [["<num1>", "<small1>"], ["<small1>", "<num1>"]]),
      ("123 et 123", "123, 123", [["<num1>", "<num1>"], ["<num1>", "<num1>"]]),
      ("de 34 à 12", "up to 12", [["<small1>"], ["<small1>"]]),
      (
        "www.b.fr et www.a.fr", "www.a.fr, www.b.fr",
        [["<url1>", "<url2>"], ["<url2>", "<url1>"]]
      ),
      ("(https://a.fr/1).", "(https://a.fr/1).", [["<url1>"], ["<url1>"]]),
      ("99@x.org", "99@x.org", [["<mail1>"], ["<mail1>"]]),
      ("99.a@x.org 98", "99.a@x.org 98", [["<mail1>", "<small1>"], ["<mail1>", "<small1>"]]),
      ("50% à 12h, 21e", "50% at 12h, 21e", [["<small1>"], ["<small1>"]]),
      ("6.3.1", "6.3.1", [["<fig1>"], ["<fig1>"]]),
      ("2024年", "2024年", [["<num1>"], ["<num1>"]]),
      ("le 1 234 567 à 98", "98 at 1 234 567", [["<fig1>", "<small1>"], ["<small1>", "<fig1>"]]),
      ("1 234,5", "1 234,5", [["<fig1>"], ["<fig1>"]]),
      ("12345 678 9", "12345", [["<num1>"], ["<num1>"]]),
      ("7, x99, 88y, é77, 66_", "7, x99, 88y, é77, 66_", [[], []]),
      ("12", "douze", [[], []]),
      ("", "12", [[], []]),
    ] as [(String, String, [[String]])])
  func standsForWhatBothSidesHave(
    source: String, target: String, expected: [[String]]
  ) throws {
    // Where there is but one token of a kind, the first in the source gets it.
    let names = try Self.names(source, target)
    #expect(names == expected)
  }

  /// Numbers of three digits side by side are several, and groups of digits are one number.
  @Test(
    arguments: [
      ("100 200 300", ["100", "200", "300"]), ("100, 200, 300", ["100", "200", "300"]),
      ("les lots 112 118 911.", ["112", "118", "911"]), ("900 800", ["900", "800"]),
      ("100 100 100", ["100", "100", "100"]), ("50 100 150 200", ["50", "100", "150", "200"]),
      ("20 500 650", ["20", "500", "650"]), ("100 200,5", ["100", "200,5"]),
      ("100 000 200 000 300 000", ["100 000", "200 000", "300 000"]),
      ("100\u{A0}200 300\u{A0}400", ["100\u{A0}200", "300\u{A0}400"]),
      ("250 000", ["250 000"]), ("100 250 000", ["100 250 000"]), ("12 345 678", ["12 345 678"]),
      ("1 234", ["1 234"]), ("1 000 000", ["1 000 000"]), ("10 000 20 000", ["10 000", "20 000"]),
      ("100\u{202F}200\u{202F}300", ["100\u{202F}200\u{202F}300"]),
      ("1000 200 300", ["1000", "200", "300"]),
    ])
  func aListIsNoNumber(line: String, expected: [String]) throws {
    let set = try #require(
      PlaceholderSet(
        names: "<small1> <num1> <num2> <num3> <num4> <fig1> <fig2> <fig3>"))
    let text = try Self.pipelines().source.adding(set)
    var values = PlaceholderValues(set)
    let ids = text.makeEncoder().encode(line, numbering: &values)
    let copied = ids.compactMap { text.placeholder(of: $0).flatMap { values[$0] } }
    #expect(copied == expected)
    #expect(text.decode(ids, values) == line)
  }

  /// Filled with their values again, tokens spell the text.
  @Test func losesNothing() throws {
    let text = try Self.pipelines().source
    let encoder = text.makeEncoder()
    for line in [
      "https://a.fr/9", " https://a.fr/9 ", "a https://a.fr/9", "«\u{202F}https://a.fr/9\u{202F}»",
      "(12)", "12,", "x 12:30y 12:30", "  10  20 ", "m@n.org,12/31", "e\u{301} 12\u{A0}345",
      "www.a.fr www.b.fr www.c.fr", "<num1> <url1>", "a12 34b 56", "",
    ] + Self.copying.map(\.0) {
      var values = PlaceholderValues(text.placeholders)
      let ids = encoder.encode(line, numbering: &values)
      #expect(text.decode(ids, values).utf8.elementsEqual(Normalizer.nfc(line).utf8), "\(line)")
      #expect(text.decode(encoder.encode(line)).utf8.elementsEqual(Normalizer.nfc(line).utf8))
    }
  }

  /// No text, not even the name of one, is encoded as a placeholder unasked.
  @Test func textNeverBecomesOneUnasked() throws {
    let text = try Self.pipelines().source
    for line in ["<url1>", "▁<num1>", "https://a.fr 12 m@n.org"] {
      #expect(!text.encode(line).contains { text.placeholder(of: $0) != nil })
    }
    #expect(text.pieces(Array(text.placeholderTokens)).first == "<url1>")
    #expect(text.decode(text.placeholderTokens).isEmpty)
  }

  /// A placeholder that stands for nothing spells nothing.
  @Test func whatIsMadeUpIsNotPrinted() throws {
    let text = try Self.pipelines().target
    var values = PlaceholderValues(text.placeholders)
    let ids = text.makeEncoder().encode("see 12 and", numbering: &values)
    let other = text.placeholderTokens.lowerBound
    #expect(text.decode(ids + [other], values) == "see 12 and")
    #expect(text.decode(ids, PlaceholderValues(.none)) == "see  and")
  }

  @Test func subwordsAreLearnedFromWhatIsLeft() {
    let set = Self.learned(Self.copying)
    let (source, target) = set.remainder("a (www.b.fr) 12 é", "a www.b.fr 13 é")
    #expect(source == "a ( ) 12 é")
    #expect(target == "a   13 é")
  }

  @Test func withoutAnyNothingChanges() throws {
    let texts = Self.plain.map(\.0) + sampleTexts
    let text = try TextPipeline.learn(from: texts, locale: "fr", vocabularySize: 500)
    #expect(try text.adding(.none) == text)
    #expect(text.placeholderTokens.isEmpty)
    #expect(try text.serialized().contains("\"version\":1,"))
    let encoder = PairEncoder(source: text, target: text)
    for line in texts + Self.copying.map(\.0) {
      #expect(encoder.encode(line, line).source == text.encode(line))
    }
  }

  @Test func savesAndLoadsThem() throws {
    let text = try Self.pipelines().source
    let stored = try text.serialized()
    #expect(stored.contains("\"version\":2,"))
    #expect(
      stored.hasSuffix("],\"placeholders\":\"<url1> <url2> <mail1> <small1> <num1> <fig1>\"}"))
    #expect(try TextPipeline(serialized: stored) == text)
    let plain = stored.replacing("\"version\":2", with: "\"version\":1")
    #expect(throws: TextError.otherVersion(1, expected: 2)) { try TextPipeline(serialized: plain) }
    for names in ["<num1> <url1>", "<url2>", "<url1>  <url2>", "<x>", "<url10>", " "] {
      let wrong = stored.replacing("<url1> <url2> <mail1> <small1> <num1> <fig1>", with: names)
      #expect(throws: TextError.inconsistent(field: "placeholders", .otherPlaceholders)) {
        try TextPipeline(serialized: wrong)
      }
    }
  }

  /// Work does not grow with the square of the numbers in a line.
  @Test func survivesLinesOfNumbers() throws {
    let (source, target) = try Self.pipelines()
    let line = (0..<20_000).map { String(10_000 + $0) }.joined(separator: " ")
    let both = PairEncoder(source: source, target: target).encode(line, line)
    #expect(target.decode(both.target).utf8.count == line.utf8.count - 5)
  }
}
