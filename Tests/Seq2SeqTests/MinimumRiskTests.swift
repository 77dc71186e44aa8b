import S2SLayers
import S2SModels
import S2SRandom
import S2STensors
import S2STraining
import Seq2Seq
import Testing

/// What lowering the expected risk does to a model that half knows how to copy.
@Suite struct MinimumRiskTests {
  /// The share of positions where a translation has another token, or none, or one too many.
  private static func risk(_ tokens: [Int32], _ reference: [Int32]) -> Double {
    let length = max(tokens.count, reference.count)
    let right = zip(tokens, reference).filter { $0 == $1 }.count
    return 1 - Double(right) / Double(length)
  }

  private struct Risks: Trainable {
    let task: ToyTask
    var parameters: ParameterBuffer { task.parameters }
    func shards(of batch: ToyTask.Batch, count: Int) -> [ToyTask.Batch] {
      task.shards(of: batch, count: count)
    }
    func prepare(stage: Int, part: Int, of count: Int, seed: UInt64) {}
    func tokenCount(of batch: ToyTask.Batch) -> Int { task.tokenCount(of: batch) }
    func loss(_ batch: ToyTask.Batch, scratch: Workspace) -> LossSum { LossSum() }

    func backward(
      _ batch: ToyTask.Batch, scale: Float, gradients: ParameterBuffer, scratch: Workspace,
      chance: UpdateChance
    ) -> LossSum {
      let rated = candidates(batch, seed: chance.dropoutSeed, scratch)
      let loss = task.model.backward(
        rated, sharpness: 0.1, scale: scale, gradients: gradients,
        in: Pass(parameters: parameters, workspace: scratch))
      return LossSum(objective: loss.risk, tokenCount: batch.sources.count)
    }

    private func candidates(
      _ batch: ToyTask.Batch, seed: UInt64, _ scratch: Workspace
    ) -> RatedCandidates {
      let drawn = draw(batch, count: 8, seed: seed, scratch)
      return RatedCandidates(
        sources: batch.sources,
        candidates: zip(drawn, batch.targets).map { translations, reference in
          ([reference] + translations).map {
            RatedCandidates.Candidate($0, risk: MinimumRiskTests.risk($0, reference))
          }
        }, configuration: task.model.configuration)
    }

    func draw(
      _ batch: ToyTask.Batch, count: Int, seed: UInt64, _ scratch: Workspace
    ) -> [[[Int32]]] {
      var generator = SeededGenerator(seed: seed)
      return task.model.drawTranslations(
        of: batch.sources, count: count, limits: batch.targets.map { $0.count + 3 },
        number: { _, _, _ in generator.uniformDouble() },
        in: Pass(parameters: parameters, workspace: scratch))
    }

    /// The mean risk of what the model says about sequences that it has not seen: the expectation
    /// itself, by as many draws.
    func expectedRisk() -> Double {
      var generator = SeededGenerator(seed: 99)
      let test = ToyTask.batch(200, reversed: false, using: &generator)
      let drawn = draw(test, count: 10, seed: 5, Workspace())
      let risks = zip(drawn, test.targets).flatMap { translations, reference in
        translations.map { MinimumRiskTests.risk($0, reference) }
      }
      return risks.reduce(0, +) / Double(risks.count)
    }
  }

  @Test func lowersTheExpectedRisk() throws {
    var configuration = ModelConfiguration(sourceVocabularySize: 11, targetVocabularySize: 11)
    configuration.hiddenSize = 32
    configuration.embeddingSize = 16
    configuration.dropout = .init(0)
    let model = try TranslationModel(configuration)
    model.initialize(seed: 5)
    let task = ToyTask(model: model)
    var generator = SeededGenerator(seed: 17)
    func train<Model: Trainable>(_ model: Model, steps: Int, rate: Float)
    where Model.Batch == ToyTask.Batch {
      let engine = DataParallel(model, workers: Workers(count: 1))
      let optimizer = Adam(model.parameters.table)
      for step in 1...steps {
        let batch = ToyTask.batch(32, reversed: false, using: &generator)
        let (_, norm) = engine.backward(batch, seed: UInt64(step), update: step - 1)
        let scale = GradientClipping(maximumNorm: 5).scale(forNorm: norm)
        engine.update(
          optimizer, step: UpdateStep(number: step, learningRate: rate, gradientScale: scale))
      }
    }
    train(task, steps: 150, rate: 5e-3)
    let risks = Risks(task: task)
    let before = risks.expectedRisk()
    train(risks, steps: 60, rate: 2e-3)
    let after = risks.expectedRisk()
    #expect(before > 0.1 && before < 0.8)
    #expect(after < before - 0.05, "\(before) to \(after)")
  }
}
