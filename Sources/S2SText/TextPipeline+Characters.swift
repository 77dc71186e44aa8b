/// Texts as characters, for models that read words character by character.
extension TextPipeline {
  /// Learns the characters of a language from texts: a pipeline whose tokens are the mark before a
  /// word, single characters, and bytes for those that occur less than twice.
  ///
  /// - Parameter vocabularySize: half of it, at most, become characters.
  /// - Throws: as `learn(from:locale:vocabularySize:)`.
  package static func learnCharacters(
    from texts: some Sequence<String>, locale: String, vocabularySize: Int
  ) throws -> TextPipeline {
    try learn(
      from: texts, locale: locale, vocabularySize: vocabularySize,
      by: BPETrainer.characters(words:counts:vocabularySize:))
  }

  /// The characters and placeholders that are words of their own, in ascending order: punctuation,
  /// symbols, and ideographs, which are written without spaces.
  package var separateTokens: [TokenID] {
    guard let model else { return Array(placeholderTokens) }
    let first = Vocabulary.firstCharacter + 1
    let characters = zip(first..., model.characters.dropFirst()).filter { _, scalar in
      switch scalar.properties.generalCategory {
      case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
        .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
        .modifierSymbol, .otherSymbol:
        true
      default: scalar.properties.isIdeographic
      }
    }
    return characters.map(\.0) + placeholderTokens
  }
}
