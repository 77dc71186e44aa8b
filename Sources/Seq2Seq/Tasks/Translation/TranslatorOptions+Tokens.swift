import S2SOptions
import S2SText

/// Which tokens suit a translator's other options.
extension TranslatorOptions {
  /// The size of a vocabulary that is learned; `nil` where a file of subwords has its own.
  var learnedSize: Int? {
    get { tokens.subwords == nil ? vocabularySize : nil }
    set { vocabularySize = newValue ?? vocabularySize }
  }

  /// What the sides' vocabularies share.
  var sharing: TextPipeline.Sharing {
    guard jointVocabulary else { return .none }
    return shape.copiesSource ? .numbers : .words
  }

  /// Undoes choices of a preset for subwords where given options ask for other tokens.
  mutating func adaptTokens(to given: OptionValues) {
    guard tokens.differ(from: given) else { return }
    jointVocabulary = false
    vocabularySize = given["subwords"] == nil ? TokenOptions.wordCount : Self().vocabularySize
    if given["subwords"] != nil || given["tokens"] == .text(TokenOptions.Kind.spaces.rawValue) {
      placeholders = false
    }
  }

  /// Checks tokens against each other and against what needs the program's own.
  ///
  /// - Throws: `OptionError`.
  func validateTokens() throws {
    try tokens.validate()
    let name = tokens.subwords == nil ? "tokens \(tokens.kind.rawValue)" : "subwords"
    guard !shape.isHierarchical || tokens.learnsSubwords else {
      throw OptionError.excludes(option: "hierarchical", other: name)
    }
    guard typingVariants == 0 || tokens.kind != .spaces else {
      throw OptionError.excludes(option: "typing-variants", other: name)
    }
    guard !placeholders || tokens.normalizes else {
      throw OptionError.excludes(option: "placeholders", other: name)
    }
  }
}
