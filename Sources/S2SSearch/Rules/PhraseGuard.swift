/// The texts of a vocabulary's tokens, and the phrases that no translation may have.
public struct TextRules: Sendable {
  /// The texts of tokens.
  public let texts: TokenTexts
  /// The forbidden phrases.
  public let forbidden: PhraseSet

  /// Groups the parts.
  public init(_ texts: TokenTexts, forbidden: PhraseSet = PhraseSet([])) {
    self.texts = texts
    self.forbidden = forbidden
  }
}

/// Finds the tokens that would complete a forbidden phrase in a hypothesis.
///
/// It reads the text of tokens, so no other division into subwords gets around it, and it waits for
/// the end of the word: `cat` may be written as long as it can still become `category`.
struct PhraseGuard {
  private let rules: TextRules
  /// The texts of tokens in this sentence alone.
  var spellings: [Int32: [UInt8]] = [:]
  /// The end of the past that was looked at last.
  private var text: [UInt8] = []
  private var open: [(phrase: Int, start: Int)] = []
  private var tail: [Int32] = []

  /// Beyond the longest phrase, a character before it and one after it have to be seen.
  private static let margin = 12

  init(_ rules: TextRules) { self.rules = rules }

  /// The text of a token.
  func bytes(of token: Int32) -> ArraySlice<UInt8> {
    spellings.isEmpty
      ? rules.texts.bytes(of: token)
      : spellings[token].map { $0[...] } ?? rules.texts.bytes(of: token)
  }

  /// Looks at a past of a tree.
  mutating func look(at past: Int, in tree: HypothesisTree) {
    let limit = rules.forbidden.longest + Self.margin
    tree.copyTail(of: past, limit: limit, to: &tail)
    text.removeAll(keepingCapacity: true)
    for token in tail.reversed() { text.append(contentsOf: bytes(of: token)) }
    // What begins at a cut was decided long ago.
    open = rules.forbidden.open(in: text, from: tail.count < limit ? 0 : 4)
  }

  /// Whether a token would make a forbidden phrase whole.
  ///
  /// - Parameter isLast: whether nothing can come after it.
  func rulesOut(_ token: Int32, isLast: Bool) -> Bool {
    let spelled = SpelledText(head: text, tail: bytes(of: token))
    let isWhole = isLast || token == SpecialToken.end
    for (phrase, start) in open where rules.forbidden.stands(phrase, start, spelled, isWhole) {
      return true
    }
    for start in text.count..<spelled.count {
      for phrase in rules.forbidden.phrases(beginningWith: spelled[start])
      where rules.forbidden.stands(phrase, start, spelled, isWhole) {
        return true
      }
    }
    return false
  }
}
