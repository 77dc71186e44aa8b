/// Options for a corpus of a given size, so that the bare command does well.
public enum TrainingPreset: String, CaseIterable, Sendable {
  /// Below 3,000 pairs: a small net, much dropout, many passes.
  case tiny
  /// Below 15,000 pairs.
  case small
  /// Below 80,000 pairs, such as the bundled corpus and Multi30k, on which it was found:
  /// `docs/experiments/multi30k.md` has the search.
  case medium
  /// Below 400,000 pairs.
  case large
  /// 400,000 pairs and more.
  case huge

  /// The preset for a corpus.
  public init(pairs: Int) {
    switch pairs {
    case ..<3_000: self = .tiny
    case ..<15_000: self = .small
    case ..<80_000: self = .medium
    case ..<400_000: self = .large
    default: self = .huge
    }
  }

  /// What it picks.
  public var options: TrainingOptions {
    var options = TrainingOptions()
    switch self {
    case .tiny:
      options.hidden = 128
      options.embedding = 128
      options.vocabularySize = 1_200
      options.batchTokens = 384
      options.learningRate = 2e-3
      options.epochs = 60
      options.patience = 6
    case .small:
      options.lookBack()
      options.vocabularySize = 3_000
      options.batchTokens = 512
      options.epochs = 30
      options.patience = 4
    case .medium:
      options.lookBack()
      options.hidden = 768
      options.dropout = .init(0.6)
      options.dropout.embeddings = 0.5
      options.batchSentences = 32
      options.learningRate = 1.5e-3
      options.schedule = .linear
      options.ema = 0.998
      options.epochs = 15
      options.patience = 5
      options.metric = .bleu
    case .large:
      options.lookBack()
      options.hidden = 512
      options.batchTokens = 1_536
      options.dropout = .init(0.2)
      options.epochs = 12
    case .huge:
      options.lookBack()
      options.hidden = 512
      options.layers = 2
      options.vocabularySize = 16_000
      options.batchTokens = 2_048
      options.dropout = .init(0.1)
      options.epochs = 8
      options.validateEvery = 5_000
    }
    return options
  }
}

/// Choices that belong together.
extension TrainingOptions {
  /// The decoder looks back at an encoder that reads in both directions; both sides share subwords,
  /// and the target's embedding is the output layer's weight.
  fileprivate mutating func lookBack() {
    attention = .general
    bidirectional = true
    reverseSource = false
    context = .start
    tieEmbeddings = true
    jointVocabulary = true
    labelSmoothing = 0.1
  }

  /// The decoder sees the fixed vector, all that it knows, at every step, and the encoder reads in one
  /// direction, from the source's end.
  ///
  /// Reference: Sutskever et al. 2014, arXiv:1409.3215 (the reversed source).
  mutating func leaveOutAttention() {
    guard attention != .off else { return }
    attention = .off
    context = .both
    bidirectional = false
    reverseSource = true
  }

  /// Characters of one side and subwords of the other are not learned together.
  mutating func spellSource() {
    guard hierarchical != true else { return }
    hierarchical = true
    jointVocabulary = false
  }
}
