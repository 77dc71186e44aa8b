import S2SCorpora
import S2SText
import Seq2Seq
import Testing

/// The word before sources that a model made tells them apart and changes nothing else.
@Suite struct BackTranslationTagTests {
  private static let tag = BackTranslationRequest.tag
  private static let lines = [
    "Il fait froid dans le jardin.", "Je dors.", "Marie est à Paris.", "« Viens ! » dit Marie.",
    "elle a 12 chats.", "IL PLEUT.", "Le chat de Marie dort.",
  ]
  private static let tagged = lines.map { "\(tag) \($0)" }

  /// Half of the lines have it, as where real pairs are trained on beside others.
  private static func pipeline() throws -> TextPipeline {
    try TextPipeline.learn(from: lines + tagged, locale: "fr", vocabularySize: 600)
      .normalizing(by: .typed, habits: LineHabits(of: lines + tagged, locale: "fr"))
  }

  @Test func isOneToken() throws {
    let pipeline = try Self.pipeline()
    let encoder = pipeline.makeEncoder()
    for line in Self.lines {
      let plain = encoder.encode(line)
      let tagged = encoder.encode("\(Self.tag) \(line)")
      #expect(Array(tagged.dropFirst()) == plain, "\(line)")
      #expect(pipeline.pieces(Array(tagged.prefix(1))) == ["▁" + Self.tag])
    }
  }

  @Test func leavesHabitsAndSentencesAlone() {
    #expect(LineHabits(of: Self.tagged, locale: "fr") == LineHabits(of: Self.lines, locale: "fr"))
    for (line, tagged) in zip(Self.lines, Self.tagged) {
      #expect(Fingerprint.ofSentence(tagged) == Fingerprint.ofSentence(line), "\(line)")
      #expect(TextNormalization.typed.applied(to: tagged).hasPrefix(Self.tag + " "))
    }
  }
}
