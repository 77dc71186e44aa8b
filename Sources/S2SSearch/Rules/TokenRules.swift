/// What may follow a hypothesis, whatever the strategy.
///
/// Looked at step by step and row by row: `begin` for a beam's step, `look` for a row, then
/// `allows` for tokens.
struct TokenRules {
  private let options: SearchOptions
  /// The tokens that each sentence must do without; empty where all may do with all.
  private let forbidden: [[Int32]]
  private var repetition: RepetitionGuard
  /// Whether the end mark is ruled out.
  var rulesOutEnd = false
  /// The tokens that never suit the sentence.
  private(set) var unsuitable: [Int32] = []

  /// - Parameter forbidden: a list a sentence, or none at all.
  init(options: SearchOptions, forbidden: [[Int32]]) {
    self.options = options
    self.forbidden = forbidden
    repetition = RepetitionGuard(limit: options.maximumRepeats)
  }

  /// The tokens that would repeat what was just said too often.
  var repeats: [Int32] { repetition.blocked }

  /// Goes to a step of a sentence.
  mutating func begin(sentence: Int, length: Int) {
    rulesOutEnd = length <= options.minimumLength
    if !forbidden.isEmpty { unsuitable = forbidden[sentence] }
  }

  /// Goes to a row, whose hypothesis has a past.
  mutating func look(at past: Int, in tree: HypothesisTree) {
    repetition.look(at: past, in: tree)
  }

  /// Whether a token may follow the row.
  ///
  /// Never the padding and the start mark.
  func allows(_ token: Int32) -> Bool {
    if token == SpecialToken.padding || token == SpecialToken.start { return false }
    if token == SpecialToken.end && rulesOutEnd { return false }
    return !repetition.blocked.contains(token) && !unsuitable.contains(token)
  }

  /// The largest logit of what would repeat too often: a smaller one's token is a second choice.
  func bestRepeat(_ logits: UnsafeBufferPointer<Float>) -> Float {
    repeats.reduce(-Float.infinity) { max($0, logits[Int($1)]) }
  }
}
