import S2SModels
import S2SSearch

/// From unknown words to words of the source.
///
/// Reference: Luong et al. 2015, arXiv:1410.8206, and Jean et al. 2015, arXiv:1412.2007, section 4.2,
/// by attention instead of an alignment that was learned apart.
extension Translator {
  /// The words of a piece that its hypothesis has in place of unknown ones, from the first on.
  func replacements(in hypothesis: Hypothesis, of piece: SourcePiece) -> [String] {
    guard let unknown = bundles[0].targetText.unknownToken else { return [] }
    return zip(hypothesis.tokens, hypothesis.attendedPositions).filter { $0.0 == unknown }
      .map { piece.words[$0.1] }
  }

  /// Refuses to replace unknown words where models write none, or attend to no words.
  static func checkReplacement(
    _ options: TranslationOptions, _ bundles: [TranslationBundle]
  ) throws {
    guard options.replacesUnknownWords else { return }
    let areWords = bundles.allSatisfy {
      $0.targetText.unknownToken != nil && $0.configuration.spelling == nil
    }
    guard areWords else {
      throw TranslationError.noUnknownWords
    }
    guard bundles.allSatisfy({ $0.configuration.attention != .off }) else {
      throw TranslationError.replacementWithoutAttention
    }
  }
}
