import S2SText

/// The one notion of the same sentence, by which training, validation and test pairs are kept
/// apart: two texts with the same letters, marks and digits in the same order.
///
/// Case, punctuation, white space, what shows nothing, and the form in which a character is written
/// (`é` in one or in two, full width, ligatures) make no difference. Of a text without letters and
/// digits all that shows counts.
extension Fingerprint {
  /// Of a sentence; equal for texts that are the same sentence.
  package static func ofSentence(_ text: String) -> UInt64 {
    ofCommonLetters(text) ?? ofFolded(FoldedText.utf8(text))
  }

  private static let start: UInt64 = 0x2545_f491_4f6c_dd1d

  /// By a table, where all characters are those of western European languages; `nil` where they are
  /// not, and where there is no letter.
  package static func ofCommonLetters(_ text: String) -> UInt64? {
    var text = text
    return text.withUTF8 { bytes in
      var hash = start
      var index = 0
      while index < bytes.count {
        let (scalar, width) = bytes.scalar(at: index)
        guard let letter = commonLetter(scalar) else { return nil }
        if letter != 0 { hash = mix(hash ^ UInt64(letter)) }
        index += width
      }
      return hash == start ? nil : hash
    }
  }

  /// By ICU's folding.
  package static func ofFolded(_ folded: [UInt8]) -> UInt64 {
    var hash = start
    var rest: UInt64 = start
    folded.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let (scalar, width) = bytes.scalar(at: index)
        index += width
        guard let category = Unicode.Scalar(scalar)?.properties.generalCategory else { continue }
        switch category {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
          .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber,
          .otherNumber:
          hash = mix(hash ^ UInt64(scalar))
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control: break
        default: rest = mix(rest ^ UInt64(scalar))
        }
      }
    }
    return hash == start ? ~rest : hash
  }

  /// The folded letter or digit, 0 for what is none, and `nil` for what the table does not have.
  private static func commonLetter(_ scalar: UInt32) -> UInt32? {
    if scalar < 0x80 { return asciiLetters[Int(scalar)] }
    return switch scalar {
    // Spaces, quotes and signs that stay what they are; accents that stand alone are marks.
    case 0xa0...0xa7, 0xa9, 0xab...0xae, 0xb0, 0xb1, 0xb6, 0xb7, 0xbb, 0xbf, 0xd7, 0xf7: 0
    case 0xc0...0xde: scalar + 0x20
    case 0xe0...0xff: scalar
    case 0x152, 0x153: 0x153
    case 0x2017, 0x203e: nil
    case 0x2000...0x203f, 0x20ac: 0
    default: nil
    }
  }

  private static let asciiLetters: [UInt32] = (0..<128).map { (value: UInt32) in
    switch value {
    case 0x41...0x5a: value + 0x20
    case 0x30...0x39, 0x61...0x7a: value
    default: 0
    }
  }
}
