import Testing

import S2SCorpora
import S2SText

/// The one notion of the same sentence.
@Suite struct SentenceFingerprintTests {
  @Test(arguments: [
    ("I see.", "i SEE"), ("Où est-ce ?", "OÙ EST CE"), ("œuvre", "ŒUVRE"), ("straße", "STRASSE"),
    ("Ａ１", "a1"), ("ﬁn", "fin"), ("e\u{301}te\u{301}", "été"), ("Ελλάς", "ΕΛΛΆΣ"),
    ("Ёлка", "ёлка!"),
    ("a\u{200B}b\u{AD}c\u{FEFF}", "abc"), ("“Yes” – no…", "\"yes\" - no..."),
    ("각", "\u{1100}\u{1161}\u{11A8}"),
    ("1\u{A0}234 €", "1 234"),
  ])
  func ignoresCasePunctuationSpaceAndForm(one: String, other: String) {
    #expect(Fingerprint.ofSentence(one) == Fingerprint.ofSentence(other))
  }

  @Test(arguments: [
    ("a", "b"), ("été", "ete"), ("12", "21"), ("?!", "..."), ("", "."), ("の", "は"), ("कि", "की"),
    ("😀", "😢"),
  ])
  func tellsSentencesApart(one: String, other: String) {
    #expect(Fingerprint.ofSentence(one) != Fingerprint.ofSentence(other))
  }

  /// The quick table says what ICU says, for all that it has.
  @Test func tableAgreesWithICU() {
    for value in (UInt32(0)..<0x2_0000) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "x\(scalar)y"
      guard let common = Fingerprint.ofCommonLetters(text) else { continue }
      #expect(
        common == Fingerprint.ofFolded(FoldedText.utf8(text)), "U+\(String(value, radix: 16))")
    }
  }
}
