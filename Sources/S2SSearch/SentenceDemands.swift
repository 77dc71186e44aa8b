/// The required and the forbidden phrases of the translations of one sentence.
public struct SentenceDemands: Sendable, Equatable {
  /// Tokens that they do without, each below V.
  public var forbiddenTokens: [Int32] = []
  /// Tokens that they begin with, none of them a mark.
  public var prefix: [Int32] = []
  /// Phrases that they have; in beam search alone.
  public var required: [RequiredPhrase] = []
  /// The UTF-8 that tokens spell in this sentence, where it differs from other sentences.
  public var spellings: [Int32: [UInt8]] = [:]
  /// Whether they are written in capitals: what is forbidden must not come out of that, either.
  public var isShouted = false
  /// The sentences with the same tokens before it in its text; samples of equal ones differ by it.
  public var occurrence = 0

  /// Demands nothing.
  public init() {}

  /// The tokens that are demanded, at least.
  var demandedCount: Int { prefix.count + required.reduce(0) { $0 + $1.shortest } }
}

/// A phrase that a translation must have, as tokens.
public struct RequiredPhrase: Sendable, Equatable {
  /// The tokens of the phrase as words of their own, the space before them included.
  public var spaced: [Int32]
  /// The tokens of the phrase right after a bracket, say, or in a script without spaces; `nil` where
  /// it has none.
  public var glued: [Int32]?
  /// Whether the phrase begins and ends with a character that joins words, such as a letter; see
  /// `WordBoundary`.
  public var joins: (before: Bool, after: Bool)
  /// The same phrase written in other ways, such as with another apostrophe.
  public var variants: [RequiredPhrase] = []

  /// Groups the parts.
  ///
  /// - Precondition: no tokens are empty.
  public init(spaced: [Int32], glued: [Int32]? = nil, joins: (before: Bool, after: Bool)) {
    precondition(!spaced.isEmpty && glued?.isEmpty != true, "a phrase has tokens")
    self.spaced = spaced
    self.glued = glued
    self.joins = joins
  }

  /// The ways to write it.
  var forms: [(tokens: [Int32], isGlued: Bool)] {
    [(spaced, false)] + (glued.map { [($0, true)] } ?? []) + variants.flatMap(\.forms)
  }
  /// The tokens of its shortest form.
  var shortest: Int { forms.map(\.tokens.count).min() ?? 0 }

  /// Whether both are the same in all parts.
  public static func == (a: RequiredPhrase, b: RequiredPhrase) -> Bool {
    a.spaced == b.spaced && a.glued == b.glued && a.joins == b.joins
      && a.variants == b.variants
  }
}
