/// Characters that nobody sees and that no word needs: they come from word processors, web pages and
/// the beginnings of files.
enum InvisibleCharacters {
  /// Whether a text may have some, judged by its bytes alone.
  static func mayOccur(in text: String) -> Bool {
    text.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xCD || $0 >= 0xD8 }
  }

  /// Whether the scalar at an index is one.
  ///
  /// Joiners and their opposites are letters' forms in Arabic, Indic and other scripts, and hold emoji
  /// together; there they stay.
  static func isInvisible(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    switch scalars[index].value {
    // Control characters, other than white space.
    case 0x00...0x08, 0x0E...0x1F, 0x7F...0x84, 0x86...0x9F: true
    // Soft hyphen, grapheme joiner, Arabic letter mark, vowel separator, zero-width space, marks of
    // direction, word joiner, invisible operators, isolates, byte order mark, annotations.
    case 0xAD, 0x34F, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F,
      0xFEFF, 0xFFF9...0xFFFB:
      true
    case 0x200C, 0x200D: index == 0 || !joins(scalars[index - 1])
    default: false
    }
  }

  /// Whether a joiner after a scalar means something.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x600...0x8FF, 0x900...0xDFF, 0x1000...0x109F, 0x1780...0x18AF, 0xFB50...0xFDFF,
      0xFE70...0xFEFE, 0x10E60...0x1BFFF:
      true
    // Symbols, emoji, their skin tones, and the mark that asks for a picture.
    case 0x2190...0x2BFF, 0xFE0F, 0x1F000...0x1FAFF: true
    default: false
    }
  }
}
