/// How texts are cut into tokens, and which tokens there are.
enum TokenScheme: Sendable {
  /// Words of a language, spelled in subwords; on a side of a corpus that uses a part of them, those.
  case subwords(BPEModel, TokenSubset?)
  /// Words of a language, the most frequent ones; the space before a word belongs to it.
  case words(WordVocabulary)
  /// What stands between spaces.
  case spaces(SpacedText)
  /// The pieces of a SentencePiece model.
  case pieces(SentencePieceModel)
  /// Whole texts, each the name of a label.
  case labels(LabelSet)

  /// Whether texts are normalised before they are cut; else they are read as they come.
  var isNormalized: Bool {
    switch self {
    case .subwords, .words: true
    case .spaces, .pieces, .labels: false
    }
  }

  /// The number of tokens.
  var count: Int {
    switch self {
    case .subwords(let model, let subset): (subset?.vocabulary ?? model.vocabulary).count
    case .words(let words): words.count
    case .spaces(let text): text.words.count
    case .pieces(let model): model.tokenCount
    case .labels(let labels): labels.words.count
    }
  }

  /// The token of every word that is not in the vocabulary; `nil` where each text has tokens.
  var unknown: TokenID? {
    switch self {
    case .words, .spaces: WordVocabulary.unknown
    case .subwords, .pieces, .labels: nil
    }
  }

  /// What a token spells, in UTF-8: nothing for marks and numbers out of range.
  func bytes(of token: TokenID) -> ArraySlice<UInt8> {
    switch self {
    case .subwords(let model, let subset):
      (subset?.vocabulary ?? model.vocabulary).bytes(of: token)
    case .words(let words):
      token == WordVocabulary.unknown ? ArraySlice(Self.unknownWord) : words[token]
    case .spaces(let text): text.bytes(of: token)
    case .pieces(let model): model.bytes(of: token)
    case .labels(let labels): labels.words[token]
    }
  }

  /// A word of a language that is not in the vocabulary.
  private static let unknownWord = Array((" " + WordVocabulary.unknownName).utf8)

  /// A token as people like to read it: `▁the`, `ing@@`, `<eos>`.
  func name(of token: TokenID) -> String {
    switch self {
    case .subwords(let model, let subset):
      return (subset?.vocabulary ?? model.vocabulary).name(of: token)
    case .words, .spaces, .pieces, .labels:
      guard token > Vocabulary.eos, Int(token) < count else { return Vocabulary.markName(token) }
    }
    if case .pieces(let model) = self { return model.name(of: token) }
    if token == WordVocabulary.unknown { return WordVocabulary.unknownName }
    if case .spaces(let text) = self { return String(decoding: text.words[token], as: UTF8.self) }
    if case .labels(let labels) = self {
      return String(decoding: labels.words[token], as: UTF8.self)
    }
    return Vocabulary.marked(bytes(of: token))
  }
}

extension TokenScheme: Equatable {
  /// Two are equal if they cut alike into the same tokens.
  static func == (a: TokenScheme, b: TokenScheme) -> Bool {
    switch (a, b) {
    case (.subwords(let a, let mine), .subwords(let b, let theirs)): a == b && mine == theirs
    case (.words(let a), .words(let b)): a == b
    case (.spaces(let a), .spaces(let b)): a == b
    case (.pieces(let a), .pieces(let b)): a == b
    case (.labels(let a), .labels(let b)): a == b
    default: false
    }
  }

  /// Whether every number stands for the same token in both.
  func hasTokens(of other: TokenScheme) -> Bool {
    if case .subwords(let a, let mine) = self, case .subwords(let b, let theirs) = other {
      return (mine?.vocabulary ?? a.vocabulary) == (theirs?.vocabulary ?? b.vocabulary)
    }
    if case .spaces(let a) = self, case .spaces(let b) = other { return a.words == b.words }
    return self == other
  }
}
