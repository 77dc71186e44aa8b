import S2SLayers
import S2SModels
import S2SRandom
import S2STensors
import S2STraining

/// How every task computes the gradient of a batch: with weights that are rearranged once per batch, part
/// after part.
extension LearningTask {
  /// Rearranges the weights as they are now.
  package func prepare(stage: Int, part: Int, of count: Int, seed: UInt64) {
    trainingWeights?.update(part: part, of: count)
  }

  /// The number of passes that such a batch takes.
  static func passCount(tokens: Int) -> Int { (tokens + passTokens - 1) / passTokens }

  /// The loss of a batch: its parts are computed one after the other in the same scratch memory, which so
  /// does not grow with the batch, each with a seed of its own for dropout.
  ///
  /// - Parameters:
  ///   - weights: the weights that gradients are of, where those are not the model's.
  ///   - backward: adds the gradient of a part, and returns its loss.
  func loss<Part>(
    of parts: [Part], weights: ParameterBuffer? = nil, scratch: Workspace, chance: UpdateChance,
    backward: (Part, Pass) -> LossSum
  ) -> LossSum {
    var seeds = SeededGenerator(seed: chance.dropoutSeed)
    return parts.reduce(into: LossSum()) { sum, part in
      scratch.reset()
      let pass = Pass(
        parameters: weights ?? parameters, workspace: scratch, trainingWeights: trainingWeights,
        dropoutSeed: seeds.next())
      sum += backward(part, pass)
    }
  }
}

extension NetworkStorage {
  /// Room for the weights as gradients are computed with them.
  ///
  /// - Parameter model: the network of these weights.
  func trainingWeights(_ learning: LearningOptions, of model: some Network)
    -> any TrainingWeights
  {
    learning.usesBFloat16 ? bfloat16Weights() : panelWeights(besides: model.stepWeights)
  }
}

extension Network {
  /// Room for the weights as gradients are computed with them.
  func trainingWeights(_ learning: LearningOptions) -> any TrainingWeights {
    storage.trainingWeights(learning, of: self)
  }
}
