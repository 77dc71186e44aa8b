import S2SModels
import S2SOptions

/// What suits a text of a size: read line by line, or as one stream of words or of characters.
extension LanguageModelOptions {
  /// The fewest lines that are not few.
  private static let manyLines = 3_000

  /// The options for a number of lines.
  public static func preset(exampleCount: Int) -> (name: String, options: LanguageModelOptions) {
    var options = LanguageModelOptions()
    options.shape.tiesEmbeddings = true
    options.learning.learningRate = 2e-3
    options.learning.labelSmoothing = 0
    guard exampleCount >= manyLines else {
      options.shape.network.hiddenSize = 128
      options.shape.network.embeddingSize = 128
      options.vocabularySize = 1_200
      options.learning.batchTokens = 384
      options.learning.epochs = 40
      options.learning.patience = 5
      return ("tiny", options)
    }
    options.shape.network.hiddenSize = 512
    options.shape.network.embeddingSize = 512
    options.shape.network.dropout.setAll(0.5)
    options.learning.batchSentences = 32
    options.learning.epochs = 20
    return ("small", options)
  }

  /// The same, where `stream` and `unit` are given.
  public static func preset(
    exampleCount: Int, given: OptionValues
  ) -> (name: String, options: LanguageModelOptions) {
    guard given["stream"] == true else { return preset(exampleCount: exampleCount) }
    var options = LanguageModelOptions()
    options.shape.readsStream = true
    options.learning.labelSmoothing = 0
    options.learning.schedule = .linear
    let isLarge = exampleCount >= manyLines
    if given["unit"] == "character" {
      options.readsCharacters(isLarge: isLarge)
    } else {
      options.readsWords(isLarge: isLarge)
    }
    let unit = given["unit"] == "character" ? "characters" : "words"
    return ("stream of \(unit), \(isLarge ? "small" : "tiny")", options)
  }

  private mutating func readsCharacters(isLarge: Bool) {
    unit = .character
    shape.network.embeddingSize = isLarge ? 128 : 32
    shape.network.hiddenSize = isLarge ? 512 : 128
    shape.network.layerCount = isLarge ? 2 : 1
    shape.network.dropout.setAll(isLarge ? 0.4 : 0.2)
    laneCount = isLarge ? 32 : 8
    windowSize = isLarge ? 128 : 64
    learning.learningRate = 3e-3
    learning.epochs = isLarge ? 18 : 30
    learning.patience = 5
  }

  private mutating func readsWords(isLarge: Bool) {
    shape.tiesEmbeddings = true
    shape.network.embeddingSize = isLarge ? 512 : 128
    shape.network.hiddenSize = isLarge ? 512 : 128
    shape.network.layerCount = isLarge ? 2 : 1
    shape.network.dropout.setAll(isLarge ? 0.5 : 0.3)
    shape.network.dropout.isVariational = true
    vocabularySize = isLarge ? 8_000 : 1_200
    laneCount = isLarge ? 32 : 8
    windowSize = isLarge ? 70 : 35
    learning.learningRate = 2e-3
    learning.epochs = isLarge ? 30 : 40
    learning.patience = 5
  }
}
