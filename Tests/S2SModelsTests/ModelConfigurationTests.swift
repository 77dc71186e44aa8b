import Foundation
import S2SModels
import S2SOptions
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
    Mistake(
      message: "variational dropout is a kind of dropout, but all its rates are 0; give a "
        + "dropout above 0."
    ) {
      $0.dropout = .init(0)
      $0.dropout.isVariational = true
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
      $0.isHierarchical = true
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

  /// The options whose values are outside of their ranges.
  static let outside: [(String, @Sendable (inout ModelConfiguration) -> Void)] = [
    ("layers", { $0.layerCount = 0 }), ("hidden", { $0.hiddenSize = -1 }),
    ("embedding", { $0.embeddingSize = 16_385 }),
    ("dropout-embeddings", { $0.dropout.embeddings = 1 }),
    ("dropout-layers", { $0.dropout.layers = -0.1 }),
    ("dropout-output", { $0.dropout.output = .nan }), ("zoneout", { $0.zoneout = 1 }),
    ("zoneout", { $0.zoneout = .nan }), ("forget-bias", { $0.forgetBias = .nan }),
  ]

  @Test(arguments: outside.indices) func namesTheOptionOutOfRange(_ index: Int) throws {
    let (name, change) = Self.outside[index]
    var configuration = ModelConfiguration(sourceVocabularySize: 10, targetVocabularySize: 12)
    change(&configuration)
    let error = #expect(throws: OptionError.self) { try configuration.validate() }
    guard case .outOfRange(name, _, _) = error else {
      Issue.record("\(error.map { "\($0)" } ?? "no error")")
      return
    }
    #expect(throws: OptionError.self) { try TranslationModel(configuration) }
  }

  @Test func acceptsItsLimits() throws {
    var configuration = ModelConfiguration(sourceVocabularySize: 4, targetVocabularySize: 4)
    configuration.hiddenSize = 1
    configuration.embeddingSize = 1
    configuration.layerCount = 16
    configuration.dropout = .init(0.999)
    try configuration.validate()
  }

  @Test func aShapeComesBackFromItsFile() throws {
    var shape = TranslationShape()
    shape.cell = .elman
    shape.isBidirectional = true
    shape.nonlinearity = .relu
    shape.isResidual = true
    shape.isHierarchical = true
    shape.zoneout = 0.1
    shape.merge = .sum
    shape.bridge = .mean
    shape.dropout.output = 0.7
    let data = try JSONEncoder().encode(shape)
    #expect(try JSONDecoder().decode(TranslationShape.self, from: data) == shape)
    #expect(String(decoding: data, as: UTF8.self).contains(#""zoneout":0.1"#))
    // What a file does not say has its default.
    let old = Data(#"{"cell":"elman","layers":2}"#.utf8)
    let read = try JSONDecoder().decode(TranslationShape.self, from: old)
    #expect(read.cell == .elman && read.layerCount == 2 && read.hiddenSize == 256)
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
