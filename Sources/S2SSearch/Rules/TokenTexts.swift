/// The texts of the tokens of a vocabulary, in UTF-8.
public struct TokenTexts: Sendable {
  private var spelling: [UInt8] = []
  private var starts: [Int] = [0]

  /// Takes the spelling of each token, in the order of their numbers.
  public init(_ spellings: [ArraySlice<UInt8>]) {
    starts.reserveCapacity(spellings.count + 1)
    for bytes in spellings {
      spelling.append(contentsOf: bytes)
      starts.append(spelling.count)
    }
  }

  /// The text of a token; empty for one that is not of the vocabulary.
  func bytes(of token: Int32) -> ArraySlice<UInt8> {
    guard token >= 0, Int(token) + 1 < starts.count else { return [] }
    return spelling[starts[Int(token)]..<starts[Int(token) + 1]]
  }

  /// Whether a word that stands before the token goes on in it.
  ///
  /// What is but a part of a character, or spells nothing of its own, is taken to go on.
  func continuesWord(_ token: Int32) -> Bool {
    let text = SpelledText(head: [], tail: bytes(of: token))
    if token == SpecialToken.end { return false }
    return text.count == 0 || text.isBoundary(after: 0, isWhole: false) != true
  }

  /// Whether a word that the token ends with may go on behind it.
  func endsInWord(_ token: Int32) -> Bool {
    let bytes = bytes(of: token)
    guard let last = bytes.last else { return token != SpecialToken.start }
    // A single byte of a longer character may be the end of a letter.
    if last >= 0x80 && bytes.count == 1 { return true }
    return !SpelledText(head: [], tail: bytes).isBoundary(before: bytes.count)
  }
}
