import S2SCorpora
import S2STensors
import S2STraining

/// The options in the form that the parts of a run take.
extension LearningOptions {
  var trainerConfiguration: TrainerConfiguration {
    TrainerConfiguration(
      epochs: epochs, steps: steps, validateEvery: validateEvery,
      clipping: GradientClipping(maximumNorm: clip == 0 ? nil : clip),
      averageAfter: averageAfter, seed: seed)
  }

  var scheduleConfiguration: LearningRateSchedule.Configuration {
    var configuration = LearningRateSchedule.Configuration()
    configuration.kind = schedule
    configuration.learningRate = learningRate
    configuration.warmupSteps = warmup
    configuration.decay = decay
    return configuration
  }

  /// The order of batches.
  ///
  /// - Parameter tokensPerSubword: the number of tokens per subword.
  func batchSchedule(tokensPerSubword: Int = 1) -> BatchSchedule {
    BatchSchedule(
      batchSentences.map { .sentences($0) } ?? .tokens(batchTokens * tokensPerSubword), seed: seed,
      pool: lengthBucket)
  }

  /// The optimiser.
  ///
  /// - Parameter average: where the average of the weights goes, if one is kept.
  func makeOptimizer(_ table: ParameterTable, average: ParameterBuffer) -> any Optimizer {
    var result: any Optimizer =
      switch optimizer {
      case .adam: Adam(table)
      case .sgd: MomentumSGD(table, momentum: Float(momentum))
      }
    if weightDecay > 0 {
      result = WeightDecay(table, rate: Float(weightDecay), before: result)
    }
    if clipValue > 0 {
      result = ValueClipping(to: Float(clipValue), before: result)
    }
    if let averaging { result = MovingAverage(of: result, averaging, into: average) }
    return result
  }

  /// The number of moments that the optimiser keeps per weight.
  var momentCount: Int { (optimizer == .adam ? 2 : 1) + (averaging == nil ? 0 : 1) }

  /// The average of the weights; `nil` without one.
  var averaging: MovingAverage.Kind? {
    averageAfter != nil ? .mean : ema == 0 ? nil : .moving(decay: ema)
  }

  var usesBFloat16: Bool { precision == .bfloat16 }

  /// The number of 32-bit values per weight: the weight, its moments, one gradient per worker, and
  /// two rounded copies of half the size where products are of bfloat16.
  func parameterCopies(workers: Int) -> Int {
    1 + momentCount + workers + (usesBFloat16 ? 1 : 0)
  }
}
