import S2SText
import Testing

/// What a model writes is one line, which readers of text take.
struct OutputLineTests {
  @Test func bytesThatEndLinesAreSpaces() {
    #expect("a\nb\rc\r\nd\u{0}e".onOneLine == "a b c  d e")
    #expect("\u{0}".onOneLine == " ")
  }

  @Test(arguments: ["", "l'été", "a\tb", "e\u{301}", "\u{2028}", "\u{FFFD}"])
  func allElseStays(text: String) {
    #expect(Array(text.onOneLine.unicodeScalars) == Array(text.unicodeScalars))
  }
}
