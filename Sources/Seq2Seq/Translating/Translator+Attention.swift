import S2SModels
import S2SSearch
import S2SText

/// What translations attended to.
extension Translator {
  /// The hypotheses of some pieces with their attention, where it is asked for or replaces unknown words.
  ///
  /// A search keeps no weights, so the decoder is led along the hypotheses that are wanted.
  func attending(_ found: [[Hypothesis]], of pieces: [SourcePiece]) -> [[Hypothesis]] {
    let unknown = options.replacesUnknownWords ? bundles[0].targetText.unknownToken : nil
    guard options.keepsAttention || unknown != nil else { return found }
    let places = found.indices.flatMap { piece in
      found[piece].indices.filter { rank in
        options.keepsAttention
          || unknown.map { found[piece][rank].tokens.contains($0) } == true
      }.map { (piece: piece, rank: $0) }
    }
    let targets = places.map { found[$0.piece][$0.rank].tokens }
    let sources = places.map { pieces[$0.piece].tokens }
    let scorer = TargetScorer()
    let attention =
      ensemble.map { scorer.attention(targets, of: sources, with: $0) }
      ?? scorer.attention(targets, of: sources, with: decoders[0])
    var attending = found
    for (place, own) in zip(places, attention) {
      attending[place.piece][place.rank].attention = own
    }
    return attending
  }

  /// The attention of a translation of a line in pieces; `nil` unless it is asked for.
  func attention(
    _ line: SourceLine, _ chosen: [Hypothesis]
  ) -> Translation.Attention? {
    guard options.keepsAttention else { return nil }
    var all = Translation.Attention()
    for (piece, hypothesis) in zip(line.pieces, chosen) {
      all.append(
        Translation.Attention(
          sourceTokens: bundles[0].sourceText.pieces(piece.tokens),
          weights: hypothesis.attention,
          words: (
            source: bundles[0].sourceText.wordNumbers(of: piece.tokens),
            target: bundles[0].targetText.wordNumbers(of: hypothesis.tokens)
          )))
    }
    return all
  }

  /// Refuses to keep attention where models have none, or none to the tokens of the source.
  static func checkAttention(
    _ options: TranslationOptions, _ bundles: [TranslationBundle]
  ) throws {
    guard options.keepsAttention else { return }
    guard bundles.allSatisfy({ $0.configuration.attention != .off }) else {
      throw TranslationError.alignmentWithoutAttention
    }
    guard bundles.allSatisfy({ $0.configuration.spelling == nil }) else {
      throw TranslationError.alignmentOfSpelledWords
    }
  }
}
