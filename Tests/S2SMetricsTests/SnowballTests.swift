import S2SMetrics
import TestSupport
import Testing

@Suite struct SnowballTests {
  @Test func stemsAsSnowballDoes() throws {
    let stemmers = [
      "en": EnglishStemmer.stem, "fr": FrenchStemmer.stem, "de": GermanStemmer.stem,
      "es": SpanishStemmer.stem,
    ]
    let lines = try MetricGolden.text("snowball.tsv").split(separator: "\n")
    #expect(lines.count > 4_000)
    for line in lines {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      #expect(stemmers[fields[0]]?(fields[1]) == fields[2], "\(line)")
    }
  }

  /// Too short for any rule, or without any letter.
  @Test(arguments: ["", "'", "a", "y", "s", "ß", "2", "日本", "été", "qu", "gu", "é", "ya", "-"])
  func takesAnyText(text: String) {
    for stem in [
      EnglishStemmer.stem, FrenchStemmer.stem, GermanStemmer.stem, SpanishStemmer.stem,
    ] {
      #expect(stem(text).unicodeScalars.count <= text.unicodeScalars.count + 1)
    }
  }
}
