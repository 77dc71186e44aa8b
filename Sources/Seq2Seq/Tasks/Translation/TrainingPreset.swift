import S2STensors

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
    if self != .tiny { options.attend() }
    chooseSizes(&options)
    chooseLearning(&options.learning)
    // Nearly twice the speed for the same quality: `docs/experiments/multi30k.md`.
    if isLong && BFloat16.isAvailable { options.learning.precision = .bfloat16 }
    return options
  }

  /// Whether its runs take long enough for a processor's own speed to matter more than equal bits on all of them.
  private var isLong: Bool { [.medium, .large, .huge].contains(self) }

  private func chooseSizes(_ options: inout TranslatorOptions) {
    switch self {
    case .tiny:
      options.shape.hiddenSize = 128
      options.shape.embeddingSize = 128
      options.vocabularySize = 1_200
    case .small: options.vocabularySize = 3_000
    case .medium:
      options.shape.hiddenSize = 768
      options.shape.dropout = .init(0.6)
      options.shape.dropout.embeddings = 0.5
    case .large:
      options.shape.hiddenSize = 512
      options.shape.dropout = .init(0.2)
    case .huge:
      options.shape.hiddenSize = 512
      options.shape.layerCount = 2
      options.shape.dropout = .init(0.1)
      options.vocabularySize = 16_000
    }
  }

  private func chooseLearning(_ learning: inout LearningOptions) {
    switch self {
    case .tiny:
      learning.batchTokens = 384
      learning.learningRate = 2e-3
      learning.epochs = 60
      learning.patience = 6
    case .small:
      learning.batchTokens = 512
      learning.epochs = 30
      learning.patience = 4
    case .medium:
      learning.batchSentences = 32
      learning.learningRate = 1.5e-3
      learning.schedule = .linear
      learning.ema = 0.998
      learning.epochs = 15
      learning.patience = 5
      learning.metric = TranslationTask.bleu
    case .large:
      learning.batchTokens = 1_536
      learning.epochs = 12
    case .huge:
      learning.batchTokens = 2_048
      learning.epochs = 8
      learning.validateEvery = 5_000
    }
  }
}
