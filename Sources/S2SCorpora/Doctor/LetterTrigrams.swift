/// The runs of three letters in a text, hashed; they are typical of a language.
///
/// Whatever is no letter bounds a word, and a bound is a letter of its own. An ideograph is a word.
enum LetterTrigrams {
  /// The values of a hash.
  static let hashCount = 1 << 16

  /// Calls `body` with the hash of each trigram, in order.
  static func forEach(in text: String, _ body: (Int) -> Void) {
    var (first, second): (UInt32, UInt32) = (0, 0)
    func add(_ letter: UInt32) {
      if letter == 0 && second == 0 { return }
      // A word's first letter has only a bound before it.
      if second != 0 { body(hash(first, second, letter)) }
      (first, second) = (second, letter)
    }
    Letters.forEach(in: text) { letter in
      let isIdeograph = (0x3400..<0xa000).contains(letter) || letter >= 0x2_0000
      if isIdeograph { add(0) }
      add(letter)
      if isIdeograph { add(0) }
    }
  }

  private static func hash(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> Int {
    let key = UInt64(first) << 42 | UInt64(second) << 21 | UInt64(third)
    return Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 48)
  }
}
