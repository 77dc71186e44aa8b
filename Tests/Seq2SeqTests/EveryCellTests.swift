import S2SLayers
import S2SModels
import S2SRandom
import S2STensors
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// Every cell learns; `Benchmarks/cells.sh` shows how far each comes on longer sequences.
@Suite struct EveryCellTests {
  /// Sequences have 2 to 5 out of eight symbols: a model that knows each length and no symbol has
  /// a loss of 3.5 ln 8 / 4.5, which is 1.62.
  static let learnedLoss = 1.5

  @Test(arguments: CellKind.allCases)
  func learnsToCopy(_ cell: CellKind) throws {
    let loss = try Self.loss { $0.cell = cell }
    #expect(loss < Self.learnedLoss)
  }

  @Test(arguments: Nonlinearity.allCases)
  func learnsWithEveryNonlinearity(_ nonlinearity: Nonlinearity) throws {
    let loss = try Self.loss {
      $0.cell = .elman
      $0.nonlinearity = nonlinearity
    }
    #expect(loss < Self.learnedLoss)
  }

  /// The loss a token of unseen sequences after some updates.
  static func loss(_ change: (inout ModelConfiguration) -> Void) throws -> Double {
    var configuration = ModelConfiguration(sourceVocabularySize: 11, targetVocabularySize: 11)
    configuration.hiddenSize = 32
    configuration.embeddingSize = 32
    configuration.dropout = .init(0)
    change(&configuration)
    let model = try TranslationModel(configuration)
    model.initialize(seed: 5)
    let engine = DataParallel(ToyTask(model: model), workers: Workers(count: 2))
    let optimizer = Adam(model.parameters.table)
    var generator = SeededGenerator(seed: 17)
    for step in 1...200 {
      let batch = ToyTask.batch(32, reversed: false, using: &generator)
      let (_, norm) = engine.backward(batch, seed: UInt64(step))
      let scale = GradientClipping(maximumNorm: 5).scale(forNorm: norm)
      engine.update(
        optimizer, step: UpdateStep(number: step, learningRate: 1e-2, gradientScale: scale))
    }
    let (loss, _) = engine.backward(ToyTask.batch(200, reversed: false, using: &generator), seed: 0)
    return loss.negativeLogLikelihood / Double(loss.tokenCount)
  }
}
