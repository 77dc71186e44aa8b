/// The tokeniser for Chinese as sacreBLEU has it: each Chinese character is a word, the rest
/// follows the rules for Western languages.
enum ChineseTokenizer {
  /// Rewrites a line so that white space separates its words.
  static func tokenize(_ line: inout [UInt8]) {
    PythonText.trimStart(&line)
    WideCharacters.rewrite(&line) { isChinese($0) ? .separate : .keep }
    WesternTokenizer.tokenize(&line)
  }

  /// The reference's table in order of code points.
  ///
  /// Its entries for ideographs beyond U+FFFF are pairs of characters that compare as U+2001 to
  /// U+2A6D and U+2F81 to U+2FA1: quotation marks, arrows and symbols are words of their own, and
  /// the ideographs that were meant are not.
  private static func isChinese(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2001...0x2A6D, 0x2E80...0x2EFF, 0x2F00...0x2FDF, 0x2FF0...0x2FFF, 0x3000...0x303F,
      0x3100...0x312F, 0x31A0...0x31BF, 0x31C0...0x31EF, 0x3200...0x33FF, 0x3400...0x4DB5,
      0x4E00...0x9FBB, 0xF900...0xFA2D, 0xFA30...0xFA6A, 0xFA70...0xFAD9, 0xFE10...0xFE1F,
      0xFE30...0xFE4F, 0xFF00...0xFFEF:
      true
    default: false
    }
  }
}
