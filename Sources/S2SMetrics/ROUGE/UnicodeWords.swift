/// Words of every script: runs of letters, marks and numbers.
///
/// Scripts that put no spaces between words (Han, kana, Thai, Lao, Khmer, Burmese) give one word a
/// character with its marks. All else separates words, as in ROUGE: text in ASCII has the same words
/// under both. A joiner within a word belongs to it.
enum UnicodeWords {
  /// What may happen while reading a text.
  enum Event {
    /// A word in lower case; texts that are canonically equal are equal words.
    case word(String)
    /// The end of a line.
    case newline
  }

  /// Calls `body` with each word and line end of a text.
  static func read(_ text: String, _ body: (Event) -> Void) {
    var word = String.UnicodeScalarView()
    func end() {
      if !word.isEmpty { body(.word(String(word))) }
      word.removeAll(keepingCapacity: true)
    }
    var wasAlone = false
    for scalar in PythonText.lowercased(text).unicodeScalars {
      switch kind(of: scalar) {
      case .letter:
        if wasAlone { end() }
        word.append(scalar)
        wasAlone = false
      case .alone:
        end()
        word.append(scalar)
        wasAlone = true
      case .mark:
        // A mark without a letter is none of ours: emoji have them.
        if !word.isEmpty { word.append(scalar) }
      case .other:
        end()
        if scalar == "\n" { body(.newline) }
      }
    }
    end()
  }

  private enum Kind { case letter, alone, mark, other }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A: return .letter
    case 0..<0x80: return .other
    case 0x200C, 0x200D: return .mark
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return standsAlone(scalar) ? .alone : .letter
    case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
    default: return .other
    }
  }

  private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF,  // Thai, Lao
      0x1000...0x109F, 0xA9E0...0xA9FF, 0xAA60...0xAA7F,  // Burmese
      0x1780...0x17FF, 0x19E0...0x19FF,  // Khmer
      0x3005, 0x3040...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F, 0x1B000...0x1B16F:  // Kana
      true
    default: scalar.properties.isIdeographic
    }
  }
}
