import S2SSearch
import S2SText

/// What a model takes in one piece: a line, some of its sentences, or a part of a sentence that is too
/// long.
struct SourcePiece {
  /// The tokens.
  var tokens: [Int32]
  /// The word that each token is a part of; empty unless unknown words are replaced.
  var words: [String] = []
  /// The placeholders among them.
  var placeholders: Set<Placeholder>
  /// Those that its translation must not have.
  var ruledOut: Set<Placeholder> = []
  /// What they stand for.
  var values: PlaceholderValues
  /// What its translation must have and must not.
  var demands = SentenceDemands()
  /// What its translation begins with.
  var prefix = ""
  /// The white space between the piece before it and this one.
  var space = ""
  /// Whether it was in capitals alone, as its translation is to be.
  var isShouted = false
  /// Whether it is a part of what was too long for one piece.
  var isPart = false

  init(_ tokens: TokensOfWords, _ values: PlaceholderValues, of text: TextPipeline) {
    (self.tokens, words) = (tokens.tokens, tokens.words)
    self.values = values
    placeholders = Set(self.tokens.compactMap(text.placeholder))
  }
}

/// Tokens with the word of each, if that is asked for.
struct TokensOfWords {
  var tokens: [Int32]
  var words: [String]

  /// A part of them.
  subscript(range: Range<Int>) -> TokensOfWords {
    TokensOfWords(
      tokens: Array(tokens[range]), words: words.isEmpty ? [] : Array(words[range]))
  }
}

/// Turns a line into pieces that a model can take: as many sentences as the lines have that it learned
/// from.
struct LineSplitter {
  private let text: TextPipeline
  private let encoder: TextEncoder
  private let sentences: SentenceSplitter
  private let restorer: LineRestorer
  private let longest: Int
  /// The most sentences of a piece.
  private let sentenceLimit: Int
  private let noValues: PlaceholderValues

  /// Splits lines for a model with a source text.
  init(_ text: TextPipeline, _ options: TranslationOptions) {
    self.text = text
    longest = options.maximumSourceLength
    // The restorer normalises, once, as training does.
    encoder = text.normalizing(by: .nfc).makeEncoder()
    if options.replacesUnknownWords { encoder.recordWords() }
    sentences = SentenceSplitter(locale: text.locale)
    restorer = LineRestorer(text)
    sentenceLimit =
      switch options.sentenceSplitting {
      case .always: 1
      case .never: .max
      case .auto: text.habits?.sentences ?? .max
      }
    noValues = PlaceholderValues(options.usesPlaceholders ? text.placeholders : .none)
  }

  /// No piece of a blank line, one of most.
  ///
  /// What is too long for one piece is split at sentence boundaries, and a sentence that is still too
  /// long in the middle.
  ///
  /// - Parameter isWhole: whether all sentences are to stay together, if they are not too long.
  func pieces(_ line: String, isWhole: Bool = false) -> [SourcePiece] {
    if line.unicodeScalars.allSatisfy({ $0.properties.isWhitespace }) { return [] }
    guard !isWhole, sentenceLimit < .max else { return pieces(ofGroup: line) }
    let all = sentences.sentences(in: text.normalization.appliedBetweenSpaces(to: line))
    var pieces: [SourcePiece] = []
    var space = ""
    for start in stride(from: 0, to: all.count, by: sentenceLimit) {
      let group = all[start..<min(start + sentenceLimit, all.count)].joined()
      var own = self.pieces(ofGroup: group)
      if !own.isEmpty { own[0].space = space }
      pieces += own
      space = group.endSpace
    }
    return pieces
  }

  /// A line as the model reads it, without what placeholders of its pieces stand for.
  func text(of line: String, in pieces: [SourcePiece]) -> String {
    pieces.reduce(restorer.restored(line).text) { $1.values.removed(from: $0) }
  }

  /// The pieces of sentences that are to stay together.
  private func pieces(ofGroup group: String) -> [SourcePiece] {
    let restored = restorer.restored(group)
    var values = noValues
    let tokens = encode(restored.text, &values)
    var pieces: [SourcePiece] =
      tokens.tokens.count <= longest
      ? (tokens.tokens.isEmpty ? [] : [SourcePiece(tokens, values, of: text)])
      : parts(restored.text)
    for index in pieces.indices {
      pieces[index].isShouted = restored.isShouted
      pieces[index].demands.isShouted = restored.isShouted
    }
    return pieces
  }

  /// The pieces of a text that is too long for one.
  private func parts(_ long: String) -> [SourcePiece] {
    var pieces: [SourcePiece] = []
    for sentence in sentences.sentences(in: long) {
      let sentence = sentence.withoutOuterSpace
      if let last = pieces.last, let joined = joined(last, sentence) {
        pieces[pieces.count - 1] = joined
      } else {
        pieces += split(sentence)
      }
    }
    for index in pieces.indices {
      pieces[index].isPart = true
      if index > 0 { pieces[index].space = " " }
    }
    return pieces
  }

  /// A piece and the sentence after it, if they are one piece together.
  private func joined(_ piece: SourcePiece, _ sentence: String) -> SourcePiece? {
    guard piece.tokens.count < longest else { return nil }
    var values = piece.values
    let more = encode(sentence, &values)
    let tokens = TokensOfWords(
      tokens: piece.tokens + more.tokens, words: piece.words + more.words)
    return tokens.tokens.count <= longest ? SourcePiece(tokens, values, of: text) : nil
  }

  private func split(_ sentence: String) -> [SourcePiece] {
    var values = noValues
    let tokens = encode(sentence, &values)
    let count = tokens.tokens.count
    return stride(from: 0, to: count, by: longest).map {
      SourcePiece(tokens[$0..<min($0 + longest, count)], values, of: text)
    }
  }

  private func encode(_ text: String, _ values: inout PlaceholderValues) -> TokensOfWords {
    let tokens = encoder.encode(text, numbering: &values)
    return TokensOfWords(tokens: tokens, words: encoder.tokenWords)
  }
}

extension String {
  /// The white space at the end of the text.
  fileprivate var endSpace: String {
    let scalars = unicodeScalars
    guard let last = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
    return String(scalars[scalars.index(after: last)...])
  }
}
