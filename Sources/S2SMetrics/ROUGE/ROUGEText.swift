/// A text as ROUGE sees it: the numbers of its words, and where its lines end.
struct ROUGEText {
  /// One number a word.
  private(set) var words: [UInt32] = []
  /// For each line, how many words it and those before it have.
  private(set) var lineEnds: [Int] = []

  private var bytes: [UInt8] = []
  private var word: [UInt8] = []

  /// Reads another text, and numbers its words by `number`.
  ///
  /// Words are runs of a-z and 0-9 in lower case. Only two characters outside of ASCII have ASCII
  /// in their lower case: the sign of the kelvin and the dotted capital I.
  mutating func read(_ text: String, stemming: Bool, number: ([UInt8], Range<Int>) -> UInt32) {
    words.removeAll(keepingCapacity: true)
    lineEnds.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: text.utf8)
    var index = 0
    while index < bytes.count {
      let (letter, length) = letter(at: index)
      index += length
      if let letter { word.append(letter) }
      if letter == nil || length == 2 { endWord(stemming, number) }
      if bytes[index - 1] == 0x0A { lineEnds.append(words.count) }
    }
    endWord(stemming, number)
    lineEnds.append(words.count)
  }

  /// Reads another text of any script, and numbers its words by `number`.
  mutating func readUnicode(_ text: String, stemming: Bool, number: (String) -> UInt32) {
    words.removeAll(keepingCapacity: true)
    lineEnds.removeAll(keepingCapacity: true)
    UnicodeWords.read(text) { event in
      switch event {
      case .word(let word): words.append(number(stemming ? Self.stem(word) : word))
      case .newline: lineEnds.append(words.count)
      }
    }
    lineEnds.append(words.count)
  }

  private static func stem(_ word: String) -> String {
    var bytes = Array(word.utf8)
    guard bytes.count > 3, bytes.allSatisfy({ $0 < 0x80 }) else { return word }
    PorterStemmer.stem(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The lower-case letter or digit at a byte, nil if there is none, and the bytes that it takes.
  private func letter(at index: Int) -> (UInt8?, Int) {
    switch bytes[index] {
    case 0x61...0x7A, 0x30...0x39: return (bytes[index], 1)
    case 0x41...0x5A: return (bytes[index] | 0x20, 1)
    case 0xC4 where bytes[index + 1] == 0xB0:
      // U+0130 becomes i and a combining dot, which ends the word.
      return (0x69, 2)
    case 0xE2 where bytes[index + 1] == 0x84 && bytes[index + 2] == 0xAA:  // U+212A
      return (0x6B, 3)
    default: return (nil, 1)
    }
  }

  private mutating func endWord(_ stemming: Bool, _ number: ([UInt8], Range<Int>) -> UInt32) {
    guard !word.isEmpty else { return }
    if stemming && word.count > 3 { PorterStemmer.stem(&word) }
    if !word.isEmpty { words.append(number(word, word.indices)) }
    word.removeAll(keepingCapacity: true)
  }
}
