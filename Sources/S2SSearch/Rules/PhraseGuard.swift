/// The texts of a vocabulary's tokens, and the phrases that no translation may have.
public struct TextRules: Sendable {
  /// The texts of tokens.
  public let texts: TokenTexts
  /// The forbidden phrases.
  public let forbidden: PhraseSet
  /// The texts of tokens in the form in which phrases are looked for.
  let matched: TokenTexts
  /// The same in capitals, for sentences that are written so.
  let capitals: TokenTexts

  /// Groups the parts; unless given, the other forms of tokens are their texts.
  public init(
    _ texts: TokenTexts, forbidden: PhraseSet = PhraseSet([]), matched: TokenTexts? = nil,
    capitals: TokenTexts? = nil
  ) {
    self.texts = texts
    self.forbidden = forbidden
    self.matched = matched ?? texts
    self.capitals = capitals ?? matched ?? texts
  }
}

/// Finds the tokens that would complete a forbidden phrase in a hypothesis.
///
/// It reads the text of tokens, so no other division into subwords gets around it, and it waits for
/// the end of the word: `cat` may be written as long as it can still become `category`.
///
/// What a token copies stays a word of its own: to write it twice without a space between, or behind a
/// digit, is no way around a forbidden number.
struct PhraseGuard {
  private let forbidden: PhraseSet
  private let texts: TokenTexts
  /// The texts of tokens in this sentence alone.
  var spellings: [Int32: [UInt8]] = [:]
  /// The end of the past that was looked at last.
  private var text: [UInt8] = []
  private var open: [(phrase: Int, start: Int)] = []
  private var tail: [Int32] = []
  /// Whether the last token of the past spells text of this sentence alone.
  private var endsInCopy = false

  /// Beyond the longest phrase, a character before it and one after it have to be seen.
  private static let margin = 12

  /// - Parameter texts: the texts of tokens in the form of the phrases.
  init(_ forbidden: PhraseSet, _ texts: TokenTexts) {
    self.forbidden = forbidden
    self.texts = texts
  }

  /// The text of a token.
  func bytes(of token: Int32) -> ArraySlice<UInt8> {
    spellings.isEmpty
      ? texts.bytes(of: token)
      : spellings[token].map { $0[...] } ?? texts.bytes(of: token)
  }

  /// Looks at a past of a tree.
  mutating func look(at past: Int, in tree: HypothesisTree) {
    let limit = forbidden.longest + Self.margin
    tree.copyTail(of: past, limit: limit, to: &tail)
    endsInCopy = tail.first.map { spellings[$0] != nil } == true
    text.removeAll(keepingCapacity: true)
    for token in tail.reversed() { text.append(contentsOf: bytes(of: token)) }
    // What begins at a cut was decided long ago.
    open = forbidden.open(in: text, from: tail.count < limit ? 0 : 4)
  }

  /// Whether a token would make a forbidden phrase whole.
  ///
  /// - Parameter isLast: whether nothing can come after it.
  func rulesOut(_ token: Int32, isLast: Bool) -> Bool {
    let spelled = SpelledText(head: text, tail: bytes(of: token))
    if isGlued(token, spelled) { return true }
    let isWhole = isLast || token == SpecialToken.end
    for (phrase, start) in open where forbidden.stands(phrase, start, spelled, isWhole) {
      return true
    }
    for start in text.count..<spelled.count {
      for phrase in forbidden.phrases(beginningWith: spelled[start])
      where forbidden.stands(phrase, start, spelled, isWhole) {
        return true
      }
    }
    return false
  }

  /// Whether a token would make one word with the token before it where one of them is a copy.
  private func isGlued(_ token: Int32, _ spelled: SpelledText) -> Bool {
    guard endsInCopy || spellings[token] != nil, text.count < spelled.count else { return false }
    return !spelled.isBoundary(before: text.count)
      && spelled.isBoundary(after: text.count, isWhole: false) == false
  }
}
