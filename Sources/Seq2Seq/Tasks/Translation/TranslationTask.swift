import S2SCorpora
import S2SLayers
import S2SModels
import S2SText
import S2SRandom
import S2STensors
import S2STraining

/// A translation model as the trainer sees it.
struct TranslationTask: LearningTask {
  static let name = TranslationBundle.task
  static let textRoles = ["source", "target"]
  static let sideCount = 2
  /// The name of BLEU of greedy translations.
  static let bleu = "bleu"
  static let scoreNames = [bleu]

  let model: TranslationModel
  let labelSmoothing: Float
  /// The weight of the regulariser of vanishing gradients.
  var gradientRegularizer: Float = 0
  /// The factor of the coverage loss.
  var coverageLoss: Float = 0
  /// The tokens that a sampled softmax draws; `nil` for all tokens.
  var drawnTokens: Int?
  /// The weight of the divergence between two passes over each pair; 0 for one pass alone.
  var divergence: Float = 0
  /// How often the decoder reads its own tokens; `nil` for never.
  var sampling: ScheduledSampling?
  /// Minimum-risk training, in place of the cross-entropy or together with it; `nil` for
  /// cross-entropy alone.
  var risk: MinimumRisk?
  /// The weights as gradients are computed with them; `nil` where no gradients are.
  var trainingWeights: (any TrainingWeights)?

  var parameters: ParameterBuffer { model.parameters }

  /// The tokens of both sides that one pass computes: larger batches take several passes, so memory
  /// does not grow with the batch.
  package static let passTokens = 640

  func backward(
    _ batch: ExampleBatch, scale: Float, gradients: ParameterBuffer, scratch: Workspace,
    chance: UpdateChance
  ) -> LossSum {
    // A twin is half an example.
    let scale = divergence > 0 ? scale / 2 : scale
    var objective = Objective(
      scale: scale, labelSmoothing: labelSmoothing, coverageLoss: coverageLoss)
    (objective.drawnTokens, objective.divergence) = (drawnTokens, divergence)
    return loss(of: batch.dealt(to: passCount(batch)), scratch: scratch, chance: chance) {
      part, pass in
      var pass = pass
      pass.gradientRegularizer = gradientRegularizer * scale
      if let risk {
        return backward(
          risk.candidates(of: part, by: model, chance, in: pass), part, objective,
          gradients: gradients, in: pass)
      }
      var pairs = pairs(part, isTwice: divergence > 0)
      if let sampling { sampling.apply(to: &pairs, of: part, chance) }
      let loss = LossSum(
        model.backward(pairs, objective: objective, gradients: gradients, in: pass))
      return divergence > 0 ? loss.halved : loss
    }
  }

  private func passCount(_ batch: ExampleBatch) -> Int {
    guard let risk else {
      return Self.passCount(tokens: batch.tokenCount * (divergence > 0 ? 2 : 1))
    }
    // Steps that draw have one row per translation, and need many of them.
    let tokens = batch.tokenCount + risk.options.candidates * batch.targetTokenCount
    return (tokens + 4 * Self.passTokens - 1) / (4 * Self.passTokens)
  }

  func loss(_ batch: ExampleBatch, scratch: Workspace) -> LossSum {
    LossSum(model.loss(pairs(batch), in: Pass(parameters: parameters, workspace: scratch)))
  }

  /// Packs the pairs of a batch.
  ///
  /// - Parameter isTwice: whether each pair comes twice. Both then have neighbouring rows, since pairs of one
  ///   length keep their order.
  func pairs(_ batch: ExampleBatch, isTwice: Bool = false) -> TranslationModel.Pairs {
    func repeated(_ side: [[Int32]]) -> [[Int32]] {
      isTwice ? side.flatMap { [$0, $0] } : side
    }
    return TranslationModel.Pairs(
      sources: repeated(batch.sources), targets: repeated(batch.targets),
      configuration: model.configuration)
  }
}

extension LossSum {
  /// Of examples that came twice, the mean of both.
  fileprivate var halved: LossSum {
    LossSum(
      objective: objective / 2, negativeLogLikelihood: negativeLogLikelihood / 2,
      tokenCount: tokenCount / 2)
  }
}

extension ScheduledSampling {
  /// Chooses the tokens of a batch that the decoder takes from itself.
  ///
  /// A token's fate is a function of the run's seed, the update, and its place in the corpus.
  func apply(
    to pairs: inout TranslationModel.Pairs, of batch: ExampleBatch, _ chance: UpdateChance
  ) {
    let probability = probability(after: chance.update)
    guard probability < 1 else { return }
    pairs.draw { sentence, place in
      var generator = SeededGenerator(
        seed: chance.sharedSeed, UInt64(batch.positions[sentence]), UInt64(place))
      return generator.uniformDouble() < probability ? nil : generator.uniformDouble()
    }
  }
}
