import S2SText

/// Pairs the sentences of two texts that translate each other.
package final class SentencePairing {
  private let english = SentenceSplitter(locale: "en")
  private let other: SentenceSplitter

  /// Pairs English with another language.
  package init(_ language: DebianLanguage) { other = SentenceSplitter(locale: language.code) }

  /// The sentences one by one where both texts have as many, or else both texts as they are.
  package func pairs(_ english: String, _ other: String) -> [(english: String, other: String)] {
    let originals = self.english.sentences(in: english)
    let translations = self.other.sentences(in: other)
    guard originals.count > 1, originals.count == translations.count else {
      return [(english.trimmed, other.trimmed)]
    }
    return zip(originals, translations).map { ($0.trimmed, $1.trimmed) }
  }
}

extension String {
  /// On one line, with one space for each run of white space, and none at the ends.
  var onOneLine: String {
    var bytes = Array(utf8)
    return (SegmentText.take(&bytes) ?? "").trimmed
  }

  /// Without white space at the ends.
  var trimmed: String { S2SCorpora.trimmed(self[...]) }

  /// Adds the next line of a text that goes on: behind a space, unless the lines meet in a script that
  /// is written without spaces.
  mutating func append(line: String) {
    let meet = [unicodeScalars.last, line.unicodeScalars.first].allSatisfy { scalar in
      scalar.map { Self.isUnspaced($0.value) } ?? true
    }
    self += (meet ? "" : " ") + line
  }

  /// Letters and marks of Thai, Lao, Burmese, Khmer, Chinese and Japanese.
  private static func isUnspaced(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xe00...0xeff, 0x1000...0x109f, 0x1780...0x17ff, 0x2e80...0xa4cf, 0xf900...0xfaff,
      0xfe30...0xfe4f, 0xff00...0xff65, 0x2_0000...0x3_ffff:
      true
    default: false
    }
  }
}
