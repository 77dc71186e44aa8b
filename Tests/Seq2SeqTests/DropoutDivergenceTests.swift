import S2SCorpora
import S2SLayers
import S2SModels
import S2SOptions
import S2SRandom
import S2STensors
import Testing

@testable import S2STraining
@testable import Seq2Seq

/// Passes with other dropout that are to agree (R-Drop).
@Suite struct DropoutDivergenceTests {
  private static func model(dropout: Float) throws -> TranslationModel {
    var configuration = ModelConfiguration(sourceVocabularySize: 11, targetVocabularySize: 12)
    configuration.hiddenSize = 6
    configuration.embeddingSize = 5
    configuration.dropout = .init(dropout)
    let model = try TranslationModel(configuration)
    var generator = SeededGenerator(seed: 4)
    for index in 0..<model.parameters.count {
      model.parameters.floats.base[index] = Float(generator.uniformDouble() - 0.5)
    }
    return model
  }

  /// Pairs of equal and of other lengths.
  private static let batch: ExampleBatch = {
    var corpus = EncodedCorpus()
    for length in [3, 1, 3, 2, 3, 1] {
      corpus.append(
        (0..<Int32(length)).map { 4 + ($0 * 5 + Int32(length)) % 7 },
        (0..<Int32(length)).map { 4 + ($0 * 3 + Int32(length)) % 8 })
    }
    return ExampleBatch(corpus: corpus, positions: Array(0..<6))
  }()

  private static func pass(
    _ model: TranslationModel, divergence: Float
  ) -> (loss: LossSum, gradients: ParameterBuffer) {
    let task = TranslationTask(model: model, labelSmoothing: 0.1, divergence: divergence)
    let gradients = ParameterBuffer(model.parameters.table)
    let loss = task.backward(
      batch, scale: 0.1, gradients: gradients, scratch: Workspace(),
      chance: UpdateChance(update: 0, sharedSeed: 1, dropoutSeed: 2))
    return (loss, gradients)
  }

  /// Without dropout both passes say the same, so the loss and its gradient are those of one.
  @Test func agreesWithItselfWithoutDropout() throws {
    let model = try Self.model(dropout: 0)
    let (once, twice) = (Self.pass(model, divergence: 0), Self.pass(model, divergence: 5))
    #expect(twice.loss.tokenCount == once.loss.tokenCount && once.loss.tokenCount == 19)
    #expect(abs(twice.loss.objective - once.loss.objective) < 1e-4)
    #expect(abs(twice.loss.negativeLogLikelihood - once.loss.negativeLogLikelihood) < 1e-4)
    var largest: Float = 0
    for index in 0..<once.gradients.count {
      let (one, other) = (once.gradients.floats.base[index], twice.gradients.floats.base[index])
      largest = max(largest, abs(one))
      #expect(abs(one - other) < 1e-5)
    }
    #expect(largest > 0.01)
  }

  /// With dropout they differ, and what they differ by is in the loss, by its weight.
  @Test func addsWhatDropoutChanges() throws {
    let model = try Self.model(dropout: 0.5)
    let losses = [1, 2, 4].map { Self.pass(model, divergence: $0).loss }
    let added = (losses[1].objective - losses[0].objective) / 1
    #expect(added > 0.01)
    #expect(abs(losses[2].objective - losses[1].objective - 2 * added) < 1e-4)
    #expect(losses[0].negativeLogLikelihood == losses[2].negativeLogLikelihood)
  }

  /// Both of a pair stand beside each other at every step, whatever the lengths.
  @Test func putsTwinsSideBySide() {
    let targets = Self.batch.targets.flatMap { [$0, $0] }
    let layout = PackedLayout(lengths: targets.map(\.count))
    for count in layout.activeCounts {
      #expect(count % 2 == 0)
      for row in stride(from: 0, to: count, by: 2) {
        #expect(layout.order[row] / 2 == layout.order[row + 1] / 2)
      }
    }
  }

  @Test(arguments: [
    ("copy", OptionError.excludes(option: "r-drop", other: "copy")),
    ("scheduled-sampling", .excludes(option: "r-drop", other: "scheduled-sampling")),
    ("sampled-softmax", .excludes(option: "r-drop", other: "sampled-softmax")),
    ("dropout", .needs(option: "r-drop", other: "dropout")),
  ])
  func refusesWhatItCannotDo(name: String, error: OptionError) throws {
    var options = TranslatorOptions.preset(exampleCount: 10_000).options
    options.dropoutDivergence = 5
    try options.validate()
    switch name {
    case "copy": options.shape.copiesSource = true
    case "scheduled-sampling": options.sampling.decay = .linear
    case "sampled-softmax": options.sampledSoftmax.drawnTokens = 10
    default: options.shape.dropout = .init(0)
    }
    #expect(throws: error) { try options.validate() }
  }
}
