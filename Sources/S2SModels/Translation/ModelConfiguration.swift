import S2SLayers
import S2SOptions
import S2SText

/// All that decides which weights an encoder-decoder has: its shape and its vocabularies.
///
/// Properties of the shape, such as `hiddenSize`, are the configuration's as well.
@dynamicMemberLookup
public struct ModelConfiguration: Sendable, Equatable {
  /// The shape, whatever the vocabularies.
  public var shape = TranslationShape()
  /// The number of source tokens.
  public var sourceVocabularySize: Int
  /// The number of target tokens.
  public var targetVocabularySize: Int
  /// How source tokens spell the words that the encoder reads; `nil` where it reads the tokens.
  public var spelling: Spelling?

  /// The default shape for two vocabularies.
  public init(sourceVocabularySize: Int, targetVocabularySize: Int) {
    self.sourceVocabularySize = sourceVocabularySize
    self.targetVocabularySize = targetVocabularySize
  }

  /// A shape for the tokenizers of both sides.
  package init(_ shape: TranslationShape, source: TextPipeline, target: TextPipeline) {
    self.init(
      sourceVocabularySize: source.vocabularySize, targetVocabularySize: target.vocabularySize)
    self.shape = shape
    spelling = shape.isHierarchical ? Spelling(separate: source.separateTokens) : nil
  }

  /// A property of the shape.
  public subscript<Value>(dynamicMember path: WritableKeyPath<TranslationShape, Value>) -> Value {
    get { shape[keyPath: path] }
    set { shape[keyPath: path] = newValue }
  }

  /// The width of the context vector that the encoder makes.
  public var contextSize: Int { shape.contextSize }

  /// Checks every size and rate, and choices that contradict each other.
  ///
  /// - Throws: `OptionError` that names the option; `ModelError`: `contradiction`, `vocabularySize`.
  public func validate() throws {
    try shape.validate()
    let allowed = 4...1_000_000
    let sizes: [(VocabularySide, Int)] = [
      (.source, sourceVocabularySize), (.target, targetVocabularySize),
    ]
    for (side, size) in sizes where !allowed.contains(size) {
      throw ModelError.vocabularySize(side, size, allowed: allowed)
    }
    guard !shape.copiesSource || sourceVocabularySize == targetVocabularySize else {
      throw ModelError.contradiction(
        .copiesBetweenVocabularies(
          sourceSize: sourceVocabularySize, targetSize: targetVocabularySize))
    }
  }
}
