/// Options for a corpus of a given size, so that the bare command does well.
public enum TrainingPreset: String, CaseIterable, Sendable {
  /// Below 3,000 pairs: a small net, much dropout, many passes.
  case tiny
  /// Below 15,000 pairs.
  case small
  /// Below 80,000 pairs: the bundled corpus, Multi30k.
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
      options.vocabularySize = 3_000
      options.batchTokens = 512
      options.epochs = 30
      options.patience = 4
    case .medium:
      options.vocabularySize = 4_000
      options.batchTokens = 768
      options.learningRate = 2e-3
      options.dropout = .init(0.2)
      options.epochs = 12
    case .large:
      options.hidden = 512
      options.batchTokens = 1_536
      options.dropout = .init(0.2)
      options.epochs = 12
    case .huge:
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
