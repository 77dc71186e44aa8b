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

  /// Its options.
  public var options: TranslatorOptions {
    var options = TranslatorOptions()
    switch self {
    case .tiny:
      options.shape.hiddenSize = 128
      options.shape.embeddingSize = 128
      options.vocabularySize = 1_200
      options.learning.batchTokens = 384
      options.learning.learningRate = 2e-3
      options.learning.epochs = 60
      options.learning.patience = 6
    case .small:
      options.attend()
      options.vocabularySize = 3_000
      options.learning.batchTokens = 512
      options.learning.epochs = 30
      options.learning.patience = 4
    case .medium:
      options.attend()
      options.shape.hiddenSize = 768
      options.shape.dropout = .init(0.6)
      options.shape.dropout.embeddings = 0.5
      options.learning.batchSentences = 32
      options.learning.learningRate = 1.5e-3
      options.learning.schedule = .linear
      options.learning.ema = 0.998
      options.learning.epochs = 15
      options.learning.patience = 5
      options.learning.metric = TranslationTask.bleu
    case .large:
      options.attend()
      options.shape.hiddenSize = 512
      options.learning.batchTokens = 1_536
      options.shape.dropout = .init(0.2)
      options.learning.epochs = 12
    case .huge:
      options.attend()
      options.shape.hiddenSize = 512
      options.shape.layerCount = 2
      options.vocabularySize = 16_000
      options.learning.batchTokens = 2_048
      options.shape.dropout = .init(0.1)
      options.learning.epochs = 8
      options.learning.validateEvery = 5_000
    }
    return options
  }
}
