/// The progress of a hypothesis with the phrases that its sentence requires.
///
/// For each form of each phrase, the tokens of it that end the hypothesis; all of them where the
/// phrase is there but may still turn out to be part of a longer word; `met` once it cannot.
struct RequiredProgress {
  /// The progress of each form, in the order of the phrases.
  typealias State = [UInt16]

  private static let met = UInt16.max
  private let phrases: [RequiredPhrase]
  private let texts: TokenTexts
  /// The forms, and the phrase of each.
  private let forms: [Form]

  private struct Form {
    var tokens: [Int32]
    var phrase: Int
    var isGlued: Bool
  }

  init(_ phrases: [RequiredPhrase], _ texts: TokenTexts) {
    self.phrases = phrases
    self.texts = texts
    forms = phrases.enumerated().flatMap { index, phrase in
      phrase.forms.map { Form(tokens: $0.tokens, phrase: index, isGlued: $0.isGlued) }
    }
  }

  /// That of a hypothesis without tokens.
  var start: State { State(repeating: 0, count: forms.count) }
  /// The most tokens that can be missing.
  var total: Int { phrases.reduce(0) { $0 + $1.shortest } }

  /// Goes on by a token after another, the start mark at first.
  func advance(_ state: State, by token: Int32, after previous: Int32) -> State {
    var next = state
    for (index, form) in forms.enumerated() where state[index] != Self.met {
      let isWhole = Int(state[index]) == form.tokens.count
      next[index] =
        isWhole && !texts.continuesWord(token)
        ? Self.met : position(in: form, Int(state[index]), token, after: previous)
    }
    for (index, form) in forms.enumerated() where next[index] == Self.met {
      for other in forms.indices where forms[other].phrase == form.phrase { next[other] = Self.met }
    }
    return next
  }

  /// The tokens of a form that end the hypothesis after another token; `met` if they are all and
  /// no word goes on behind them.
  private func position(in form: Form, _ old: Int, _ token: Int32, after previous: Int32) -> UInt16
  {
    let (tokens, phrase) = (form.tokens, phrases[form.phrase])
    let written = tokens[..<old] + [token]
    var length = min(written.count, tokens.count)
    while length > 0 && !written.suffix(length).elementsEqual(tokens.prefix(length)) { length -= 1 }
    // A form that begins here must not begin within a word; an older one was looked at before.
    if form.isGlued && phrase.joins.before && length > 0 && (old == 0 || length <= old) {
      let before = length <= old ? written[old - length] : previous
      if texts.endsInWord(before) { return 0 }
    }
    return length == tokens.count && !phrase.joins.after ? Self.met : UInt16(length)
  }

  /// The tokens that are missing, at least.
  func missing(_ state: State) -> Int {
    var least = phrases.map(\.shortest)
    for (index, form) in forms.enumerated() {
      let rest = state[index] == Self.met ? 0 : form.tokens.count - Int(state[index])
      least[form.phrase] = min(least[form.phrase], rest)
    }
    return least.reduce(0, +)
  }

  /// The tokens that would bring a form on.
  func next(_ state: State) -> [Int32] {
    forms.indices.compactMap { index in
      let tokens = forms[index].tokens
      return Int(state[index]) < tokens.count ? tokens[Int(state[index])] : nil
    }
  }
}
