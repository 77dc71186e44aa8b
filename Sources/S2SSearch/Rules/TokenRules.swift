/// The tokens that may follow a hypothesis, for every strategy.
///
/// Looked at step by step and row by row: `begin` for a beam's step, `look` for a row, then
/// `allows` for tokens.
struct TokenRules {
  private let options: SearchOptions
  /// The demands of each sentence; empty where there are none.
  private let demands: [SentenceDemands]
  private var repetition: RepetitionGuard
  /// `nil` where nothing is forbidden.
  private var phrases: PhraseGuard?
  /// The same for sentences that are written in capitals.
  private var capitals: PhraseGuard?
  private var isShouted = false
  /// Whether the end mark is ruled out.
  var rulesOutEnd = false
  /// The only token that may follow, inside a prefix.
  private(set) var only: Int32?
  /// The tokens that never suit the sentence.
  private var unsuitable: [Int32] = []
  private var isLast = false

  /// - Parameters:
  ///   - demands: those of each sentence, or none at all.
  ///   - text: what forbids phrases, if anything does.
  init(options: SearchOptions, demands: [SentenceDemands] = [], text: TextRules? = nil) {
    self.options = options
    self.demands = demands
    repetition = RepetitionGuard(limit: options.maximumRepeats)
    guard let text, !text.forbidden.isEmpty else { return }
    phrases = PhraseGuard(text.forbidden, text.matched)
    capitals = PhraseGuard(text.forbidden, text.capitals)
  }

  /// The tokens that would repeat a phrase too often.
  var repeats: [Int32] { repetition.blocked }

  /// Goes to a step of a sentence.
  mutating func begin(sentence: Int, length: Int, maximumLength: Int) {
    rulesOutEnd = length <= options.minimumLength
    isLast = length == maximumLength
    guard !demands.isEmpty else { return }
    let demands = demands[sentence]
    unsuitable = demands.forbiddenTokens
    only = length <= demands.prefix.count ? demands.prefix[length - 1] : nil
    phrases?.spellings = demands.spellings
    capitals?.spellings = demands.spellings
    isShouted = demands.isShouted
  }

  /// Goes to a row, whose hypothesis has a past.
  mutating func look(at past: Int, in tree: HypothesisTree) {
    repetition.look(at: past, in: tree)
    phrases?.look(at: past, in: tree)
    if isShouted { capitals?.look(at: past, in: tree) }
  }

  /// Whether a token may follow the row.
  ///
  /// Never the padding and the start mark.
  func allows(_ token: Int32) -> Bool {
    if let only { return token == only }
    if token == SpecialToken.padding || token == SpecialToken.start { return false }
    if token == SpecialToken.end && rulesOutEnd { return false }
    if repetition.blocked.contains(token) || unsuitable.contains(token) { return false }
    if phrases?.rulesOut(token, isLast: isLast) == true { return false }
    return !isShouted || capitals?.rulesOut(token, isLast: isLast) != true
  }

  /// The largest logit of a token that would repeat too often: tokens with smaller logits are a
  /// second choice.
  func bestRepeat(_ logits: UnsafeBufferPointer<Float>) -> Float {
    if only != nil { return -.infinity }
    return repeats.reduce(-Float.infinity) { max($0, logits[Int($1)]) }
  }
}
