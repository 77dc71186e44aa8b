/// The tokens that stand for text which the vocabulary lacks.
extension TextPipeline {
  /// How many tokens of a text stand for words or pieces that the vocabulary lacks.
  ///
  /// Their probability is that of anything unknown, not of what is written there. Where tokens stand
  /// between spaces, the unknown word is none of them if the text has it itself, as Penn Treebank's has.
  ///
  /// - Parameters:
  ///   - tokens: those of the text.
  ///   - text: what was encoded.
  package func unknownCount(in tokens: [TokenID], of text: @autoclosure () -> String) -> Int {
    switch scheme {
    case .subwords, .labels: return 0
    case .words: return tokens.count { $0 == WordVocabulary.unknown }
    case .pieces(let model): return tokens.count { $0 == model.unknown }
    case .spaces(let spaced):
      let count = tokens.count { $0 == WordVocabulary.unknown }
      guard count > 0, spaced.codes == nil else { return count }
      let words = text().utf8.split(separator: 0x20)
      return count - words.count { $0.elementsEqual(WordVocabulary.unknownName.utf8) }
    }
  }
}
