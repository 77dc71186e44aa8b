import S2SLayers
import S2SModels

extension ModelConfiguration {
  /// Chooses attention and copies what it looks at.
  mutating func copy(_ kind: AttentionKind) {
    self.attention = kind
    self.copiesSource = true
    sourceVocabularySize = targetVocabularySize
  }

  /// Chooses attention and feeds what it makes to the next step.
  mutating func feedBack(_ kind: AttentionKind) {
    self.attention = kind
    self.feedsInput = true
  }

  /// Attends after some of the decoder's layers.
  mutating func attendAfter(_ lower: Int, of layers: Int) {
    self.attention = .general
    self.attendingLayers = lower
    self.layerCount = layers
  }

  /// Sizes at which every parameter can be varied in turn; without dropout unless a seed is set.
  static func small(_ change: (inout ModelConfiguration) -> Void = { _ in }) -> Self {
    var configuration = ModelConfiguration(sourceVocabularySize: 6, targetVocabularySize: 7)
    configuration.hiddenSize = 4
    configuration.embeddingSize = 3
    change(&configuration)
    return configuration
  }
}
