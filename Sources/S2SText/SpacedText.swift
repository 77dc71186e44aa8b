/// A text whose tokens stand between spaces, as it comes: tokenised before, perhaps with subwords.
///
/// Nothing is normalised. With codes of subword-nmt the words between spaces are cut into subwords
/// first.
struct SpacedText: Sendable, Equatable {
  /// The tokens, as they are written.
  let words: WordVocabulary
  /// How tokens become text.
  let joining: SubwordJoining
  /// What cuts words into tokens; `nil` where they are tokens.
  let codes: SubwordCodes?
  /// What each token spells.
  private let spellings: ByteStrings

  init(_ words: WordVocabulary, _ joining: SubwordJoining, codes: SubwordCodes? = nil) {
    self.words = words
    self.joining = joining
    self.codes = codes
    let unknown = ArraySlice(WordVocabulary.unknownName.utf8)
    var spellings = ByteStrings()
    for token in 0..<TokenID(words.count) {
      switch token {
      case ..<WordVocabulary.unknown: spellings.append([])
      case WordVocabulary.unknown: spellings.append(joining.spelling(of: unknown))
      default: spellings.append(joining.spelling(of: words[token]))
      }
    }
    self.spellings = spellings
  }

  /// What a token spells, with the space that belongs to it.
  func bytes(of token: TokenID) -> ArraySlice<UInt8> { spellings[Int(token)] }

  /// The text of tokens, with words in the place of the unknown ones, from the first on.
  func text(of tokens: some Sequence<TokenID>, unknown words: ArraySlice<String> = []) -> String {
    var words = words
    return joining.text(
      of: tokens.map { token in
        guard token == WordVocabulary.unknown, let word = words.popFirst() else {
          return bytes(of: token)
        }
        return joining.spelling(of: ArraySlice(word.utf8))[...]
      })
  }

  /// Two are equal if they cut and join alike.
  static func == (a: SpacedText, b: SpacedText) -> Bool {
    a.words == b.words && a.joining == b.joining && a.codes == b.codes
  }
}

/// Cuts texts at spaces; for one thread.
final class SpacedEncoder: LineEncoder {
  private let text: SpacedText
  private var cache = TokenCache()
  private var agenda = MergeAgenda()
  var tokenWords: [String]?

  init(_ text: SpacedText) { self.text = text }

  func encode(_ line: String) -> [TokenID] {
    let bytes = Array(line.utf8)
    var tokens: [TokenID] = []
    tokenWords?.removeAll(keepingCapacity: true)
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x20 { end += 1 }
      if end > start {
        append(bytes, start..<end, to: &tokens)
        record(bytes[start..<end], tokens.count)
      }
      start = end + 1
    }
    if text.codes == nil { tokenWords = tokenWords.map(text.joining.words) }
    return tokens
  }

  /// Keeps a word as that of the tokens up to a number.
  private func record(_ word: ArraySlice<UInt8>, _ count: Int) {
    guard let first = tokenWords?.count else { return }
    tokenWords? += repeatElement(String(decoding: word, as: UTF8.self), count: count - first)
  }

  private func append(_ bytes: [UInt8], _ word: Range<Int>, to tokens: inout [TokenID]) {
    guard let codes = text.codes else { return tokens.append(text.words.token(of: bytes, word)) }
    guard word.count <= TextEncoder.maximumCachedBytes else {
      return codes.append(bytes, word, text.words, &agenda, to: &tokens)
    }
    let hash = ByteTable.hash(bytes, word)
    if cache.appendTokens(of: bytes, word, hash: hash, to: &tokens) { return }
    let first = tokens.count
    codes.append(bytes, word, text.words, &agenda, to: &tokens)
    cache.insert(bytes, word, tokens[first...])
  }
}
