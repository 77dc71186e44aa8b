import S2SLayers
import S2STraining

extension LossSum {
  /// The same sums under the trainer's names.
  init(_ loss: SoftmaxOutput.Loss) {
    self.init(
      objective: loss.smoothed, negativeLogLikelihood: loss.negativeLogLikelihood,
      tokenCount: loss.tokenCount)
  }
}
