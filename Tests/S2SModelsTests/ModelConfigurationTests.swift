import Foundation
import S2SModels
import S2SOptions
import TestSupport
import Testing

@Suite struct ModelConfigurationTests {
  /// A configuration, and what is wrong with it.
  struct Mistake: CustomStringConvertible, Sendable {
    let error: ModelError
    let make: @Sendable (inout ModelConfiguration) -> Void
    var description: String { "\(error)" }

    init(_ error: ModelError, _ make: @escaping @Sendable (inout ModelConfiguration) -> Void) {
      self.error = error
      self.make = make
    }

    init(
      _ contradiction: ShapeContradiction,
      _ make: @escaping @Sendable (inout ModelConfiguration) -> Void
    ) {
      self.init(.contradiction(contradiction), make)
    }
  }

  static let mistakes: [Mistake] = [
    Mistake(.vocabularySize(.source, 3, allowed: 4...1_000_000)) { $0.sourceVocabularySize = 3 },
    Mistake(.vocabularySize(.target, 1_000_001, allowed: 4...1_000_000)) {
      $0.targetVocabularySize = 1_000_001
    },
    Mistake(.variationalWithoutDropout) {
      $0.dropout = .init(0)
      $0.dropout.isVariational = true
    },
    Mistake(
      .nonlinearity(
        .relu, cell: .lstm,
        possible: [.elman, .named("jordan"), .named("elman-jordan")])
    ) { $0.nonlinearity = .relu },
    Mistake(
      .forgetBias(
        2, cell: .named("gru"),
        possible: [
          .lstm, .named("lstm-no-input"), .named("lstm-no-output"), .named("lstm-coupled"),
          .named("lstm-capped"), .named("ssru"), .named("sru"), .named("qrnn-f"),
          .named("qrnn-fo"), .named("qrnn-ifo"), .named("min-lstm"),
        ])
    ) {
      $0.cell = .named("gru")
      $0.forgetBias = 2
    },
    Mistake(.coverage(of: .general)) {
      $0.hasCoverage = true
      $0.attention = .general
    },
    Mistake(.copiesWithoutAttention) { $0.copiesSource = true },
    Mistake(.copiesSpelledWords) {
      $0.attention = .general
      $0.copiesSource = true
      $0.isHierarchical = true
    },
    Mistake(.copiesBetweenVocabularies(sourceSize: 10, targetSize: 12)) {
      $0.attention = .general
      $0.copiesSource = true
    },
    Mistake(.attendsWithoutAttention) {
      $0.attendingLayers = 1
      $0.layerCount = 2
    },
    Mistake(.attendsAfterAll(2, layers: 2)) { $0.attendAfter(2, of: 2) },
    Mistake(.feedsBelowLayers) {
      $0.attendAfter(1, of: 2)
      $0.feedsInput = true
    },
    Mistake(.feedsWithoutAttention) { $0.feedsInput = true },
    Mistake(.windowsFedInputs(.named("qrnn-fo"))) {
      $0.cell = .named("qrnn-fo")
      $0.attention = .general
      $0.feedsInput = true
    },
    Mistake(.mogrifiesWindows(.named("qrnn-f"))) {
      $0.cell = .named("qrnn-f")
      $0.mogrifierRounds = 2
    },
    Mistake(.mogrifiesFedInputs) {
      $0.attention = .general
      $0.feedsInput = true
      $0.mogrifierRounds = 2
    },
    Mistake(.dotOfUnequalWidths) {
      $0.attention = .dot
      $0.isBidirectional = true
    },
    Mistake(.copiesWiderStates) {
      $0.bridge = .copy
      $0.isBidirectional = true
    },
    Mistake(.unusedBridge(.mean)) {
      $0.bridge = .mean
      $0.contextUse = .steps
    },
    Mistake(.residualLayer) { $0.isResidual = true },
    Mistake(.repeatedInput) { $0.repeatsInputs = true },
    Mistake(.merge(.sum)) { $0.merge = .sum },
  ]

  @Test(arguments: mistakes) func namesWhatIsWrong(_ mistake: Mistake) throws {
    var configuration = ModelConfiguration(sourceVocabularySize: 10, targetVocabularySize: 12)
    try configuration.validate()
    mistake.make(&configuration)
    #expect(throws: mistake.error) { try configuration.validate() }
    #expect(throws: mistake.error) { try TranslationModel(configuration) }
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
