import S2SText

extension TokenOptions {
  /// The tokenizer of texts of one language, learned from them or taken from a file.
  ///
  /// - Parameters:
  ///   - unit: what is learned where the tokens are neither words nor of a file.
  ///   - size: the most tokens.
  /// - Throws: `TextError`; `FileError` for a file of subwords.
  func text(
    of lines: [String], in language: String, unit: LanguageModelOptions.Unit, size: Int
  ) throws -> TextPipeline {
    let lines = normalizes ? lines.map(TextNormalization.visible.applied) : lines
    let text: TextPipeline
    if !learnsSubwords {
      text = try texts(of: [(lines, language)], size: size, sharing: .none)[0]
    } else if unit == .subword {
      text = try TextPipeline.learn(from: lines, locale: language, vocabularySize: size)
    } else {
      text = try TextPipeline.learnCharacters(from: lines, locale: language, vocabularySize: size)
    }
    return text.normalizing(by: .visible)
  }
}
