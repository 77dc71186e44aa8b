import S2SCorpora
import S2SLayers
import S2SModels
import S2STensors
import S2STraining

/// A translation model and its encoded corpus, as the trainer sees them.
///
/// A batch is a list of positions in the corpus; sentences are fetched by the worker that
/// computes them.
struct TranslationTask: Trainable {
  let model: TranslationModel
  let corpus: EncodedCorpus
  let labelSmoothing: Float

  var parameters: ParameterBuffer { model.parameters }

  /// Deals the batch out like cards: it is sorted by length, so the shares are alike.
  func shards(of batch: [Int], count: Int) -> [[Int]] {
    (0..<min(count, batch.count)).map { first in
      stride(from: first, to: batch.count, by: count).map { batch[$0] }
    }
  }

  /// Target tokens with the end marks, which are predicted too.
  func tokenCount(of batch: [Int]) -> Int {
    batch.reduce(0) { $0 + corpus.targetLength($1) + 1 }
  }

  func backward(
    _ batch: [Int], scale: Float, gradients: ParameterBuffer, scratch: Workspace,
    dropoutSeed: UInt64
  ) -> LossSum {
    let pass = Pass(
      parameters: parameters, workspace: scratch, dropoutSeed: dropoutSeed)
    let objective = Objective(scale: scale, labelSmoothing: labelSmoothing)
    return LossSum(
      model.backward(pairs(batch), objective: objective, gradients: gradients, in: pass))
  }

  func loss(_ batch: [Int], scratch: Workspace) -> LossSum {
    LossSum(model.loss(pairs(batch), in: Pass(parameters: parameters, workspace: scratch)))
  }

  private func pairs(_ batch: [Int]) -> TranslationModel.Pairs {
    TranslationModel.Pairs(
      sources: batch.map(corpus.source), targets: batch.map(corpus.target),
      configuration: model.configuration)
  }
}

extension LossSum {
  /// The same sums under the trainer's names.
  init(_ loss: SoftmaxOutput.Loss) {
    self.init(
      objective: loss.smoothed, negativeLogLikelihood: loss.negativeLogLikelihood,
      tokenCount: loss.tokenCount)
  }
}
