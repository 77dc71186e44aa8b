import S2SLayers
import S2SOptions

/// What a tag belongs to.
public enum TaggingUnit: String, Sendable, CaseIterable {
  /// A word, whose tag is in a column of the corpus.
  case words
  /// A character, whose tag says where it stands in its word: begin, middle, end, or single; and the tag of that
  /// word, where a column is named.
  ///
  /// Reference: Xue 2003, "Chinese Word Segmentation as Character Tagging"; Ng and Low 2004, "Chinese
  /// Part-of-Speech Tagging: One-at-a-Time or All-at-Once? Word-Based or Character-Based?".
  case characters
}

/// How tags are chosen.
public enum TaggerOutput: String, Sendable, CaseIterable {
  /// Each by itself.
  case softmax
  /// All of a sentence together; see `ChainCRF`.
  case crf
}

/// The shape of a tagger, for any vocabularies and tags.
public struct TaggerShape: Settings {
  /// The cells, layers and widths of the network over words.
  public var network = RecurrentShape()
  /// Whether words are read in both directions, as characters always are.
  public var isBidirectional = true
  /// What a tag belongs to.
  public var unit = TaggingUnit.words
  /// The column that tags are in: a name of CoNLL-U's, or a number from 2; `nil` for `upos`, or 2, and of characters
  /// for places alone.
  public var column: String?
  /// How tags are chosen.
  public var output = TaggerOutput.softmax
  /// The width of a character's vector.
  public var characterEmbeddingSize = 32
  /// The width of the states of each direction of the network over characters; 0 for no such network.
  public var characterHiddenSize = 64
  /// The probability that a word is read as if it were unknown, while it trains.
  public var wordDropout: Float = 0.25

  /// The default shape.
  public init() {}

  /// Every option, with its range and meaning.
  public static let options =
    OptionTable<Self>([
      .choice(
        "units", \.unit,
        "Tag words, or characters by their place in words, which cuts text into words"
      ).always,
      .text(
        "column", \.column,
        "The column of the tags: upos, xpos, feats, deprel or another of CoNLL-U, or a number; characters have none "
          + "unless it is given"),
      .choice(
        "output", \.output,
        "Choose tags by softmax (each alone) or by crf (those of a sentence together)"
      ).always,
    ]) + RecurrentShape.options.within(\Self.network)
    + OptionTable([
      .flag("bidirectional", \.isBidirectional, "Read sentences in both directions"),
      .count(
        "character-embedding", \.characterEmbeddingSize, in: 1...4_096,
        "The width of characters' embeddings"
      ).always,
      .count(
        "character-hidden", \.characterHiddenSize, in: 0...4_096,
        "The width of the states over characters; 0 reads words without their characters"
      ).always,
      .number(
        "word-dropout", \.wordDropout, in: OptionRange(0..<1),
        "The rate at which words are read as unknown ones, by their characters alone"
      ).always.trainingOnly,
    ])

  /// Checks every value against its range, and the values against each other.
  ///
  /// - Throws: `OptionError`, `ModelError`.
  public func validate() throws {
    try Self.options.check(self)
    try network.validate()
  }
}
