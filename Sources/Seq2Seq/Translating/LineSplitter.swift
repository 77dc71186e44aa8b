import S2SSearch
import S2SText

/// What a model takes in one piece: a line, or a part of one that is too long.
struct SourcePiece {
  /// The tokens.
  var tokens: [Int32]
  /// The placeholders among them.
  var placeholders: Set<Placeholder>
  /// What they stand for.
  var values: PlaceholderValues
  /// What its translation must have and must not.
  var demands = SentenceDemands()

  init(_ tokens: [Int32], _ values: PlaceholderValues, of text: TextPipeline) {
    self.tokens = tokens
    self.values = values
    placeholders = Set(tokens.compactMap(text.placeholder))
  }
}

/// Turns a line into pieces that a model can take.
struct LineSplitter {
  private let text: TextPipeline
  private let encoder: TextEncoder
  private let longest: Int
  private let noValues: PlaceholderValues

  /// Splits lines of more than `longest` tokens.
  init(_ text: TextPipeline, longest: Int, usesPlaceholders: Bool) {
    self.text = text
    self.longest = longest
    encoder = text.makeEncoder()
    noValues = PlaceholderValues(usesPlaceholders ? text.placeholders : .none)
  }

  /// No piece of a blank line, one of most, several of one that is too long: it is split at
  /// sentence boundaries, and a sentence that is still too long in the middle.
  func pieces(_ line: String) -> [SourcePiece] {
    if line.unicodeScalars.allSatisfy({ $0.properties.isWhitespace }) { return [] }
    var values = noValues
    let whole = encoder.encode(line, numbering: &values)
    if whole.count <= longest {
      return whole.isEmpty ? [] : [SourcePiece(whole, values, of: text)]
    }
    var pieces: [SourcePiece] = []
    for sentence in SentenceSplitter.sentences(in: line, locale: text.locale) {
      let sentence = sentence.withoutOuterSpace
      if let last = pieces.last, let joined = joined(last, sentence) {
        pieces[pieces.count - 1] = joined
      } else {
        pieces += split(sentence)
      }
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
