import S2SLayers
import S2SModels
import S2SRandom
import S2SSearch
import S2STensors
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// Sequences of symbols that a model learns to repeat, or to say backwards.
struct ToyTask: Trainable {
  /// The pairs of a batch.
  struct Batch: Sendable {
    var sources: [[Int32]]
    var targets: [[Int32]]
  }

  let model: TranslationModel
  var parameters: ParameterBuffer { model.parameters }

  func shards(of batch: Batch, count: Int) -> [Batch] {
    (0..<count).map { first in
      let indices = stride(from: first, to: batch.sources.count, by: count)
      return Batch(
        sources: indices.map { batch.sources[$0] }, targets: indices.map { batch.targets[$0] })
    }
  }

  func prepare(stage: Int, part: Int, of count: Int, seed: UInt64) {}
  func tokenCount(of batch: Batch) -> Int { batch.targets.reduce(0) { $0 + $1.count + 1 } }

  func backward(
    _ batch: Batch, scale: Float, gradients: ParameterBuffer, scratch: Workspace,
    chance: UpdateChance
  ) -> LossSum {
    let pairs = TranslationModel.Pairs(
      sources: batch.sources, targets: batch.targets, configuration: model.configuration)
    let loss = model.backward(
      pairs, objective: Objective(scale: scale, labelSmoothing: 0), gradients: gradients,
      in: Pass(parameters: parameters, workspace: scratch))
    return LossSum(
      objective: loss.smoothed, negativeLogLikelihood: loss.negativeLogLikelihood,
      tokenCount: loss.tokenCount)
  }

  func loss(_ batch: Batch, scratch: Workspace) -> LossSum { LossSum() }

  /// Pairs of 2 to 5 symbols out of eight.
  static func batch(
    _ count: Int, reversed: Bool, using generator: inout SeededGenerator
  ) -> Batch {
    var batch = Batch(sources: [], targets: [])
    for _ in 0..<count {
      let length = 2 + Int(generator.next() % 4)
      let source = (0..<length).map { _ in Int32(3 + generator.next() % 8) }
      batch.sources.append(source)
      batch.targets.append(reversed ? source.reversed() : source)
    }
    return batch
  }
}

@Suite struct ToyTaskTests {
  @Test(arguments: [false, true])
  func learnsToCopyAndToReverse(reversed: Bool) throws {
    var configuration = ModelConfiguration(sourceVocabularySize: 11, targetVocabularySize: 11)
    configuration.hiddenSize = 64
    configuration.embeddingSize = 16
    configuration.dropout = .init(0)
    // Reading backwards makes copying easy and reversing hard; each task has its best order.
    configuration.reversesSource = !reversed
    let model = try TranslationModel(configuration)
    model.initialize(seed: 5)
    let engine = DataParallel(ToyTask(model: model), workers: Workers(count: 2))
    let optimizer = Adam(model.parameters.table)
    var generator = SeededGenerator(seed: 17)
    var accuracy = 0.0
    var step = 0
    while accuracy < 0.95 && step < 3_000 {
      step += 1
      let batch = ToyTask.batch(64, reversed: reversed, using: &generator)
      let (_, norm) = engine.backward(batch, seed: UInt64(step))
      let scale = GradientClipping(maximumNorm: 5).scale(forNorm: norm)
      engine.update(
        optimizer, step: UpdateStep(number: step, learningRate: 5e-3, gradientScale: scale))
      if step % 100 == 0 {
        accuracy = Self.accuracy(model, reversed: reversed)
      }
    }
    #expect(accuracy >= 0.95, "sentence accuracy after \(step) steps")
  }

  /// The share of 200 unseen sequences that a greedy search gets right from end to end.
  static func accuracy(_ model: TranslationModel, reversed: Bool) -> Double {
    var generator = SeededGenerator(seed: 99)
    let test = ToyTask.batch(200, reversed: reversed, using: &generator)
    var options = SearchOptions()
    options.beamSize = 1
    let found = BeamSearch(options).search(test.sources, with: TranslationDecoder(model: model))
    let right = zip(found, test.targets).filter { $0[0].tokens == $1 }.count
    return Double(right) / Double(test.targets.count)
  }
}
