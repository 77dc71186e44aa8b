import S2SMetrics
import Testing

@Suite struct DegenerationTests {
  @Test(arguments: [
    ("the the cat", true), ("of the of the", true), ("a b c a b c", true),
    ("a b c d a b c d", true),
    ("a b c d e a b c d e", false), ("the cat the dog", false), ("a b a", false), ("...", false),
    ("! ! ! !", false), ("no , no , never", true), ("", false), ("a", false), ("я я", true),
    ("x , , y , , z", false), ("1 1", true), ("a b b", true), ("c a b a b a d", true),
  ])
  func findsWhatFollowsItself(text: String, repeats: Bool) {
    #expect(RepetitionRate([text]).repeated == (repeats ? [0] : []))
  }

  @Test func countsTextsThatRepeat() {
    let rate = RepetitionRate(["a a", "a b", "b b b", "c"])
    #expect(rate.repeated == [0, 2])
    #expect(rate.rate == 0.5)
    #expect(RepetitionRate([]).rate == 0)
    #expect(RepetitionRate(["a b a b"], maximumOrder: 1).rate == 0)
    #expect(RepetitionRate(["a a"], maximumOrder: 0).rate == 0)
  }

  @Test func findsCopiesOfTheSource() throws {
    let sources = ["Bonjour, Marie !", "le chat", "", "...", "oui oui oui"]
    let texts = ["Bonjour , Marie!", "the cat", "", "...", "oui oui"]
    let copies = try CopyRate(texts, sources: sources)
    #expect(copies.copied == [0])
    #expect(copies.rate == 0.2)
    #expect(copies.sourceWords == 7)
    #expect(copies.copiedWords == 4)
    #expect(copies.wordRate == 4.0 / 7)
  }

  @Test func mindsCaseUnlessToldOtherwise() throws {
    #expect(try CopyRate(["Chat"], sources: ["chat"]).rate == 0)
    let cutter = WordCutter(lowercase: true)
    #expect(try CopyRate(["Chat"], sources: ["chat"], cutter: cutter).rate == 1)
    #expect(RepetitionRate(["The the"]).rate == 0)
    #expect(RepetitionRate(["The the"], cutter: cutter).rate == 1)
  }

  @Test func rejectsSourcesThatDoNotMatch() {
    #expect(throws: MetricError.unequalCounts(.sources, count: 0, sentences: 1)) {
      try CopyRate(["a"], sources: [])
    }
  }

  @Test func ratesNothingAsZero() throws {
    let copies = try CopyRate([], sources: [])
    #expect(copies.rate == 0 && copies.wordRate == 0)
  }
}
