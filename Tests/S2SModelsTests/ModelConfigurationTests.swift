import Foundation
import S2SModels
import TestSupport
import Testing

@Suite struct ModelConfigurationTests {
  struct Mistake: CustomStringConvertible, Sendable {
    let message: String
    let make: @Sendable (inout ModelConfiguration) -> Void
    var description: String { message }
  }

  static let mistakes: [Mistake] = [
    Mistake(
      message: "the source vocabulary's size is 3; it has to be from 4 to 1000000."
    ) { $0.sourceVocabularySize = 3 },
    Mistake(
      message: "the target vocabulary's size is 1000001; it has to be from 4 to 1000000."
    ) { $0.targetVocabularySize = 1_000_001 },
    Mistake(message: "the number of layers is 0; it has to be from 1 to 16.") {
      $0.layerCount = 0
    },
    Mistake(message: "the hidden size is -1; it has to be from 1 to 16384.") {
      $0.hiddenSize = -1
    },
    Mistake(message: "the embedding size is 16385; it has to be from 1 to 16384.") {
      $0.embeddingSize = 16_385
    },
    Mistake(
      message: "variational dropout is a kind of dropout, but all its rates are 0; give a "
        + "--dropout above 0."
    ) {
      $0.dropout = .init(0)
      $0.dropout.isVariational = true
    },
    Mistake(message: "a dropout of 1.0 makes no sense; give 0 or more, below 1.") {
      $0.dropout.embeddings = 1
    },
    Mistake(message: "a dropout of -0.1 makes no sense; give 0 or more, below 1.") {
      $0.dropout.layers = -0.1
    },
    Mistake(
      message: "the cell lstm has no nonlinearity to choose, so relu cannot be it; the cells "
        + "elman, jordan, elman-jordan have one."
    ) { $0.nonlinearity = .relu },
    Mistake(
      message: "the cell gru has no forget gate, so no bias of it can be 2.0; the cells lstm, "
        + "lstm-no-input, lstm-no-output have one."
    ) {
      $0.cell = .named("gru")
      $0.forgetBias = 2
    },
    Mistake(
      message: "coverage is a part of the score of additive attention, and attention is general; "
        + "choose additive attention."
    ) {
      $0.hasCoverage = true
      $0.attention = .general
    },
    Mistake(
      message: "a token is copied from where attention looks, and there is no attention; choose "
        + "dot, general or additive attention."
    ) { $0.copiesSource = true },
    Mistake(
      message: "a token is copied from where attention looks, and with words spelled by characters "
        + "it looks at words; leave out one of the two."
    ) {
      $0.attention = .general
      $0.copiesSource = true
      $0.spelling = Spelling()
    },
    Mistake(
      message: "copying needs one vocabulary for both sides, but the source's has 10 tokens and "
        + "the target's 12; train with a joint vocabulary."
    ) {
      $0.attention = .general
      $0.copiesSource = true
    },
    Mistake(
      message: "input feeding hands on what attention made of the step before, and there is no "
        + "attention; choose dot, general or additive attention."
    ) { $0.feedsInput = true },
    Mistake(
      message: "the bridge copy needs states of one width, and those of a bidirectional encoder "
        + "are twice as wide as the decoder's; choose the bridge dense or mean, or merge the "
        + "directions by sum."
    ) {
      $0.bridge = .copy
      $0.isBidirectional = true
    },
    Mistake(
      message: "the decoder's first state is zero where the context is at the steps alone, so the "
        + "bridge mean would lead nowhere; leave it out or choose another context."
    ) {
      $0.bridge = .mean
      $0.contextUse = .steps
    },
    Mistake(message: "the forget bias is nan; it has to be from -100 to 100.") {
      $0.forgetBias = .nan
    },
    Mistake(
      message: "residual connections go from layer to layer, and there is one layer; choose more "
        + "layers."
    ) { $0.isResidual = true },
    Mistake(
      message: "the one layer reads the input anyway; choose more layers, or leave out the input "
        + "to all."
    ) { $0.repeatsInputs = true },
    Mistake(
      message: "the encoder reads in one direction, so there is nothing to merge by sum; choose a "
        + "bidirectional encoder."
    ) { $0.merge = .sum },
    Mistake(message: "a zoneout of 1.0 makes no sense; give 0 or more, below 1.") {
      $0.zoneout = 1
    },
    Mistake(message: "a zoneout of nan makes no sense; give 0 or more, below 1.") {
      $0.zoneout = .nan
    },
    Mistake(message: "a dropout of nan makes no sense; give 0 or more, below 1.") {
      $0.dropout.output = .nan
    },
  ]

  @Test(arguments: mistakes) func namesWhatIsWrong(_ mistake: Mistake) throws {
    var configuration = ModelConfiguration(sourceVocabularySize: 10, targetVocabularySize: 12)
    try configuration.validate()
    mistake.make(&configuration)
    let error = #expect(throws: ModelError.self) { try configuration.validate() }
    #expect(error?.code == .invalidConfiguration)
    #expect(error?.message == mistake.message)
    #expect(throws: ModelError.self) { try TranslationModel(configuration) }
  }

  @Test func acceptsItsLimits() throws {
    var configuration = ModelConfiguration(sourceVocabularySize: 4, targetVocabularySize: 4)
    configuration.hiddenSize = 1
    configuration.embeddingSize = 1
    configuration.layerCount = 16
    configuration.dropout = .init(0.999)
    try configuration.validate()
  }

  @Test func comesBackFromItsFile() throws {
    var configuration = ModelConfiguration(sourceVocabularySize: 10, targetVocabularySize: 12)
    configuration.cell = .elman
    configuration.isBidirectional = true
    configuration.nonlinearity = .relu
    configuration.isResidual = true
    configuration.spelling = Spelling(separate: [260, 270])
    configuration.zoneout = 0.125
    configuration.normalizesLayers = true
    configuration.merge = .sum
    configuration.repeatsInputs = true
    configuration.bridge = .mean
    configuration.dropout.output = 0.25
    let data = try JSONEncoder().encode(configuration)
    #expect(try JSONDecoder().decode(ModelConfiguration.self, from: data) == configuration)
  }

  /// Files older than the choice of a nonlinearity and a forget bias.
  @Test func readsFilesWithoutLaterChoices() throws {
    let configuration = ModelConfiguration(sourceVocabularySize: 10, targetVocabularySize: 12)
    let text = String(decoding: try JSONEncoder().encode(configuration), as: UTF8.self)
    #expect(!text.contains("nonlinearity") && !text.contains("forgetBias"))
    #expect(
      try JSONDecoder().decode(ModelConfiguration.self, from: Data(text.utf8)) == configuration)
  }

  @Test func aBidirectionalContextIsTwiceAsWideUnlessSummed() {
    var configuration = ModelConfiguration(sourceVocabularySize: 10, targetVocabularySize: 12)
    #expect(configuration.contextSize == configuration.hiddenSize)
    configuration.isBidirectional = true
    #expect(configuration.contextSize == 2 * configuration.hiddenSize)
    configuration.merge = .sum
    #expect(configuration.contextSize == configuration.hiddenSize)
  }
}
