import S2SSearch
import S2SText

/// What a model takes in one piece: a line, some of its sentences, or a part of a sentence that is too
/// long.
struct SourcePiece {
  /// The tokens.
  var tokens: [Int32]
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

  init(_ tokens: [Int32], _ values: PlaceholderValues, of text: TextPipeline) {
    self.tokens = tokens
    self.values = values
    placeholders = Set(tokens.compactMap(text.placeholder))
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

  /// The pieces of sentences that are to stay together.
  private func pieces(ofGroup group: String) -> [SourcePiece] {
    let restored = restorer.restored(group)
    var values = noValues
    let tokens = encoder.encode(restored.text, numbering: &values)
    var pieces: [SourcePiece] =
      tokens.count <= longest
      ? (tokens.isEmpty ? [] : [SourcePiece(tokens, values, of: text)])
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
    let tokens = piece.tokens + encoder.encode(sentence, numbering: &values)
    return tokens.count <= longest ? SourcePiece(tokens, values, of: text) : nil
  }

  private func split(_ sentence: String) -> [SourcePiece] {
    var values = noValues
    let tokens = encoder.encode(sentence, numbering: &values)
    return stride(from: 0, to: tokens.count, by: longest).map {
      SourcePiece(Array(tokens[$0..<min($0 + longest, tokens.count)]), values, of: text)
    }
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
