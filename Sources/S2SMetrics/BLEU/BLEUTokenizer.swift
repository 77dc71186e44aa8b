extension BLEU {
  /// The ways of sacreBLEU to cut text into words.
  public enum Tokenizer: String, CaseIterable, Sendable {
    /// The rules of mteval-v13a, as WMT uses them: punctuation and symbols of ASCII, entities.
    case thirteenA = "13a"
    /// None: words are what white space separates.
    case none
    /// Every character is a word.
    case char
    /// The rules of mteval-v14 for all of Unicode: punctuation and symbols, but not in numbers.
    case intl
    /// For Chinese: every character is a word, but words of Latin letters stay whole.
    case zh

    /// Rewrites a line so that white space separates its words.
    package func tokenize(_ line: inout [UInt8]) {
      switch self {
      case .thirteenA: ThirteenATokenizer.tokenize(&line)
      case .none: break
      case .char: separateCharacters(&line)
      case .intl: InternationalTokenizer.tokenize(&line)
      case .zh: ChineseTokenizer.tokenize(&line)
      }
    }

    private func separateCharacters(_ line: inout [UInt8]) {
      var result: [UInt8] = []
      result.reserveCapacity(2 * line.count)
      for byte in line {
        if byte & 0xC0 != 0x80 { result.append(0x20) }
        result.append(byte)
      }
      line = result
    }
  }
}
